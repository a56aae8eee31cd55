package dev.parley.negotiate.kerberos;

import dev.parley.negotiate.kerberos.crypto.Enctype;
import dev.parley.negotiate.kerberos.crypto.StripedRandom;
import dev.parley.negotiate.mechanism.BindingPolicy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * What Kerberos asks of clients.
 *
 * @param enctypes the types that tickets, session keys and subkeys may have; at least one
 * @param clockSkew by how much a client's time and the KDC's may differ from the server's; more
 *     than zero and at most a day
 * @param bindings channel bindings
 * @param checkAddresses whether a ticket that names addresses serves only from these
 * @param delegation whether forwarded credentials are read
 * @param replayCacheSize how many tokens are remembered; at least one
 * @param replayCacheShare how many of them may be of one client while there are no others; at least
 *     one
 * @param keepTickets how long the ticket of a client that was let in is kept opened; zero for not
 *     at all
 * @param trustedTransit the realms that may stand between a client's realm and the service's when
 *     the KDC does not say that it has checked the way
 * @param otherNames whether a service name that the keytab has not is taken where the key of
 *     another name of its class opens the ticket
 * @param clock the time
 * @param random a cryptographically secure source, for many threads at once: {@link StripedRandom}
 */
public record KerberosPolicy(
    Set<Enctype> enctypes,
    Duration clockSkew,
    BindingPolicy bindings,
    boolean checkAddresses,
    boolean delegation,
    int replayCacheSize,
    int replayCacheShare,
    Duration keepTickets,
    Set<String> trustedTransit,
    boolean otherNames,
    InstantSource clock,
    RandomGenerator random) {

  /** What everybody allows. */
  public static final Duration DEFAULT_CLOCK_SKEW = Duration.ofMinutes(5);

  /** Long enough for those who come often. */
  public static final Duration DEFAULT_KEEP_TICKETS = Duration.ofMinutes(5);

  /** Enough for 1600 logons in a second. */
  public static final int DEFAULT_REPLAY_CACHE_SIZE = 1_000_000;

  /** The types of AES. */
  public static final Set<Enctype> DEFAULT_ENCTYPES =
      Set.copyOf(EnumSet.complementOf(EnumSet.of(Enctype.RC4_HMAC)));

  private static final Duration MAX_CLOCK_SKEW = Duration.ofDays(1);

  /** Copies the sets and checks the values. */
  public KerberosPolicy {
    enctypes = Set.copyOf(enctypes);
    trustedTransit = Set.copyOf(trustedTransit);
    if (enctypes.isEmpty()) {
      throw new IllegalArgumentException("at least one encryption type is permitted");
    }
    if (clockSkew.isNegative() || clockSkew.isZero() || clockSkew.compareTo(MAX_CLOCK_SKEW) > 0) {
      throw new IllegalArgumentException("the clock skew is more than zero and at most a day");
    }
    if (replayCacheSize < 1 || replayCacheShare < 1) {
      throw new IllegalArgumentException("the replay cache holds at least one token of a client");
    }
    if (keepTickets.isNegative()) {
      throw new IllegalArgumentException("a ticket is kept for no less than no time");
    }
  }

  /**
   * AES, five minutes, bindings of clients that send them, other names, no delegation, no shares.
   */
  public static KerberosPolicy standard(InstantSource clock) {
    return new KerberosPolicy(
        DEFAULT_ENCTYPES,
        DEFAULT_CLOCK_SKEW,
        BindingPolicy.WHEN_SUPPORTED,
        true,
        false,
        DEFAULT_REPLAY_CACHE_SIZE,
        DEFAULT_REPLAY_CACHE_SIZE,
        DEFAULT_KEEP_TICKETS,
        Set.of(),
        true,
        clock,
        new StripedRandom());
  }
}
