package dev.parley.authority.guard;

import java.time.Duration;

/**
 * When a {@link LoginThrottle} locks out and for how long.
 *
 * @param failures the wrong answers for an account after which it is locked out; 0 for never
 * @param addressFailures the wrong answers from an address, for whatever accounts, after which it
 *     is throttled; 0 for never
 * @param firstLockout how long the first lockout lasts; each wrong answer after it doubles the time
 * @param maximumLockout how long a lockout lasts at most; wrong answers are forgotten when none
 *     came for twice as long
 * @param scope whether other addresses are locked out too
 */
public record ThrottleLimits(
    int failures,
    int addressFailures,
    Duration firstLockout,
    Duration maximumLockout,
    Scope scope) {

  /** What is locked out. */
  public enum Scope {
    /** The account at the address that gave wrong answers: nobody locks out others. */
    ACCOUNT_AND_ADDRESS,
    /** The account everywhere: slows guessing from many addresses, lets anybody lock it out. */
    ACCOUNT
  }

  /** 5 wrong answers for an account, 50 from an address, 30 seconds to 15 minutes. */
  public static final ThrottleLimits DEFAULT =
      new ThrottleLimits(
          5, 50, Duration.ofSeconds(30), Duration.ofMinutes(15), Scope.ACCOUNT_AND_ADDRESS);

  /** Checks the ranges. */
  public ThrottleLimits {
    if (failures < 0 || addressFailures < 0) {
      throw new IllegalArgumentException("numbers of failures are 0 or more");
    }
    if (firstLockout.isZero()
        || firstLockout.isNegative()
        || maximumLockout.compareTo(firstLockout) < 0
        || maximumLockout.compareTo(Duration.ofDays(365)) > 0) {
      throw new IllegalArgumentException(
          "lockouts last more than zero, the longest no less than the first, at most 365 days");
    }
  }
}
