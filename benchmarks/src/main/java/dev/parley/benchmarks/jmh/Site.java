package dev.parley.benchmarks.jmh;

import dev.parley.audit.Counters;
import dev.parley.authority.guard.AccountLookups;
import dev.parley.authority.guard.LoginThrottle;
import dev.parley.authority.guard.ThrottleLimits;
import dev.parley.benchmarks.Fixture;
import dev.parley.benchmarks.server.SamePassword;
import dev.parley.config.ConfigurationException;
import dev.parley.config.CoreSettings;
import dev.parley.config.PackageServices;
import dev.parley.config.Setting;
import dev.parley.context.CaffeineAccountKeys;
import dev.parley.context.CaffeineContextCache;
import dev.parley.context.ContextCache;
import dev.parley.context.ContextPlaces;
import dev.parley.digest.DigestPackage;
import dev.parley.http.HeaderField;
import dev.parley.http.HttpExchange;
import dev.parley.sspi.AcceptResult;
import dev.parley.sspi.SecurityStatus;
import dev.parley.sspi.ServerCredentials;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The Digest package as the filter would run it, without a filter around it. */
public final class Site implements AutoCloseable {
  private static final Duration IDLE = Duration.ofHours(1);
  private static final Duration LIFETIME = Duration.ofHours(10);

  private static final int ACCOUNT_SHARE = 25;

  private final Counters counters = new Counters();
  private final ContextCache contexts;
  private final ServerCredentials credentials;

  /**
   * A site with the user of the benchmarks.
   *
   * @param settings what differs from the defaults
   * @param maximum how many contexts are kept
   */
  public Site(Map<Setting<?>, Object> settings, int maximum) {
    InstantSource clock = InstantSource.system();
    // All users of a benchmark come from one address.
    ContextPlaces places = ContextPlaces.shared(maximum, ACCOUNT_SHARE, 100);
    contexts = new CaffeineContextCache(places, IDLE, LIFETIME, counters, clock);
    Map<Setting<?>, Object> given = new HashMap<>(settings);
    given.put(CoreSettings.REALM, Fixture.REALM);
    PackageServices services =
        new PackageServices(
            contexts,
            new CaffeineAccountKeys(1000, Duration.ofMinutes(5), contexts.changes(), clock),
            new SamePassword(),
            null,
            AccountLookups.NONE,
            new LoginThrottle(ThrottleLimits.DEFAULT),
            counters,
            clock,
            clock,
            new SecureRandom(),
            (setting, path) -> path);
    try {
      credentials = new DigestPackage(new FixedSettings(given), services).acquireCredentials();
    } catch (ConfigurationException e) {
      throw new IllegalStateException("a benchmark has wrong settings", e);
    }
  }

  /** What happened so far. */
  public Counters.Snapshot counts() {
    return counters.snapshot();
  }

  /** The kept contexts. */
  public ContextCache contexts() {
    return contexts;
  }

  /** The challenge for an algorithm, to a request without credentials. */
  public String challenge(String algorithm) throws IOException {
    return accept(new GetExchange(null)).token().stream()
        .map(HeaderField::value)
        .filter(value -> value.contains("algorithm=" + algorithm + ","))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no challenge for " + algorithm));
  }

  /** One request with these credentials, to its end. */
  public AcceptResult accept(HttpExchange exchange) throws IOException {
    AcceptResult result = credentials.acceptSecurityContext(null, exchange);
    return result.status() == SecurityStatus.SEC_I_COMPLETE_NEEDED
        ? credentials.completeAuthToken(Objects.requireNonNull(result.context()), exchange)
        : result;
  }

  /** One request with the value of an Authorization field that must be right. */
  public void authenticate(String authorization) throws IOException {
    authenticate(new GetExchange(authorization));
  }

  /** One request with credentials that must be right. */
  public AcceptResult authenticate(HttpExchange exchange) throws IOException {
    AcceptResult result = accept(exchange);
    if (result.status() != SecurityStatus.SEC_E_OK) {
      throw new IllegalStateException(result.status() + " " + result.reason());
    }
    return result;
  }

  @Override
  public void close() {
    credentials.close();
    contexts.close();
  }
}
