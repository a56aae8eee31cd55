package dev.parley.negotiate.context;

import dev.parley.context.ContextPlaces;
import dev.parley.negotiate.options.BindingMode;
import dev.parley.negotiate.options.KeepMode;
import dev.parley.negotiate.options.NegotiateOptions;
import dev.parley.negotiate.options.Scheme;
import java.time.Duration;
import java.util.List;

/** Options of the tests: Kerberos and NTLM, few places. */
final class TestOptions {
  private TestOptions() {}

  static NegotiateOptions of(KeepMode keep) {
    return of(keep, false, false);
  }

  static NegotiateOptions of(
      KeepMode keep, boolean proxyKeepsConnections, boolean manyAccountsPerConnection) {
    return new NegotiateOptions(
        List.of(Scheme.NEGOTIATE),
        true,
        true,
        BindingMode.OFF,
        keep,
        proxyKeepsConnections,
        manyAccountsPerConnection,
        1000,
        10,
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        ContextPlaces.ofAnybody(100),
        Duration.ofHours(10));
  }
}
