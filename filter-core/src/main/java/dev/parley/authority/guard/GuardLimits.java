package dev.parley.authority.guard;

import java.time.Duration;

/**
 * What an {@link AuthorityGuard} allows an authority that does not answer from memory.
 *
 * @param deadline how long a question may take
 * @param concurrent how many questions may be under way at once; as many may wait
 * @param failuresToOpen after how many failures in a row the authority is let alone
 * @param pause for how long it is let alone before one question tries again
 */
public record GuardLimits(Duration deadline, int concurrent, int failuresToOpen, Duration pause) {

  /** 5 seconds, 16 at once, 5 failures, 10 seconds. */
  public static final GuardLimits DEFAULT =
      new GuardLimits(Duration.ofSeconds(5), 16, 5, Duration.ofSeconds(10));

  /** Checks the ranges. */
  public GuardLimits {
    if (deadline.isZero() || deadline.isNegative() || pause.isNegative()) {
      throw new IllegalArgumentException("the deadline is more than zero, the pause not less");
    }
    if (concurrent < 1 || failuresToOpen < 1) {
      throw new IllegalArgumentException("questions at once and failures are at least 1");
    }
  }
}
