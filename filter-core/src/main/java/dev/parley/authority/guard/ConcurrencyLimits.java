package dev.parley.authority.guard;

/**
 * How many requests a {@link LoginThrottle} lets try a password, or wait for it, at once. Each
 * holds a thread of the container as long as the authority takes.
 *
 * @param attemptsPerAccount how many of one account are tried at once, at least 1
 * @param attemptsPerAddress how many from one address are tried at once, at least 1
 * @param waiters how many may wait in all, 0 or more
 * @param waitersPerAccount how many of them may be of one account, 0 or more
 * @param waitersPerAddress how many of them may be from one address, 0 or more
 */
public record ConcurrencyLimits(
    int attemptsPerAccount,
    int attemptsPerAddress,
    int waiters,
    int waitersPerAccount,
    int waitersPerAddress) {

  /** For an authority that answers from memory, so that no wait is long. */
  public static final ConcurrencyLimits NONE =
      new ConcurrencyLimits(
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE);

  /** Checks the ranges. */
  public ConcurrencyLimits {
    if (attemptsPerAccount < 1 || attemptsPerAddress < 1) {
      throw new IllegalArgumentException("attempts at once are at least 1");
    }
    if (waiters < 0 || waitersPerAccount < 0 || waitersPerAddress < 0) {
      throw new IllegalArgumentException("numbers of waiters are 0 or more");
    }
  }
}
