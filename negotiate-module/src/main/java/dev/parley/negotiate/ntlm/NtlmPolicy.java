package dev.parley.negotiate.ntlm;

import dev.parley.negotiate.mechanism.BindingPolicy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * What NTLM asks of clients.
 *
 * @param requireMic whether every client must send a MIC; one that says it sends one must in any
 *     case
 * @param bindings channel bindings (MsvAvChannelBindings)
 * @param target the service that the client aims at (MsvAvTargetName)
 * @param targetNames the services that this server is: {@code HTTP/www.example.org}, or the host
 *     alone for {@code HTTP}; without regard to case, and for every port when none is named
 * @param allowAnonymous whether clients without an account get in, without any role
 * @param maximumTimeDifference how far the time in a response may be from the server's
 * @param clock the time
 * @param random a cryptographically secure source
 */
public record NtlmPolicy(
    boolean requireMic,
    BindingPolicy bindings,
    BindingPolicy target,
    Set<String> targetNames,
    boolean allowAnonymous,
    Duration maximumTimeDifference,
    InstantSource clock,
    RandomGenerator random) {

  /** The time that Windows allows: 36 hours. */
  public static final Duration DEFAULT_TIME_DIFFERENCE = Duration.ofHours(36);

  /** Copies the names and checks the parts against each other. */
  public NtlmPolicy {
    targetNames = Set.copyOf(targetNames);
    if (target != BindingPolicy.OFF && targetNames.isEmpty()) {
      throw new IllegalArgumentException("to check the target, the server's names are needed");
    }
    if (maximumTimeDifference.isNegative() || maximumTimeDifference.isZero()) {
      throw new IllegalArgumentException("the time difference is more than zero");
    }
  }

  /** What clients of today keep to, and older ones that log on with NTLMv2 too. */
  public static NtlmPolicy standard(InstantSource clock, RandomGenerator random) {
    return new NtlmPolicy(
        false,
        BindingPolicy.WHEN_SUPPORTED,
        BindingPolicy.OFF,
        Set.of(),
        false,
        DEFAULT_TIME_DIFFERENCE,
        clock,
        random);
  }
}
