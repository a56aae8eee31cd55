package dev.parley.benchmarks.server;

import dev.parley.benchmarks.Fixture;
import dev.parley.config.ConfigurationException;
import dev.parley.config.CoreSettings;
import dev.parley.filter.AuthenticationFilter;
import jakarta.servlet.Filter;

/** Parley with its defaults: three challenges, rspauth in every answer, the replay window on. */
final class ParleyDigest {
  private ParleyDigest() {}

  static Filter filter() throws ConfigurationException {
    return AuthenticationFilter.builder()
        .set(CoreSettings.REALM, Fixture.REALM)
        .digestAuthority(new SamePassword())
        .build();
  }
}
