package dev.parley.benchmarks.server;

import dev.parley.benchmarks.Fixture;
import dev.parley.config.ConfigurationException;
import dev.parley.config.CoreSettings;
import dev.parley.digest.options.DigestSettings;
import dev.parley.digest.options.InfoMode;
import dev.parley.filter.AuthenticationFilter;
import dev.parley.filter.AuthenticationFilterBuilder;
import jakarta.servlet.Filter;

/** Parley with its defaults: three challenges, rspauth in every answer, the replay window on. */
final class ParleyDigest {
  private ParleyDigest() {}

  static Filter filter() throws ConfigurationException {
    return builder().build();
  }

  /** It sends no Authentication-Info, as Jetty's, Tomcat's and Spring's do not. */
  static Filter filterWithoutInfo() throws ConfigurationException {
    return builder().set(DigestSettings.AUTHENTICATION_INFO, InfoMode.OFF).build();
  }

  private static AuthenticationFilterBuilder builder() {
    return AuthenticationFilter.builder()
        .set(CoreSettings.REALM, Fixture.REALM)
        .digestAuthority(new SamePassword());
  }
}
