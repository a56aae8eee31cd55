package dev.parley.negotiate.kerberos.token;

/**
 * Which sequence numbers of the peer were seen (RFC 2743 section 1.2.3). Not thread-safe.
 *
 * <p>In order, only the next number is taken. Else each number is taken once, as long as it is less
 * than 64 behind the highest.
 */
final class SequenceWindow {
  private static final int WIDTH = 64;

  private final boolean inOrder;
  private final long first;

  /** How many numbers from the first on lie behind; the highest that was seen is one below it. */
  private long next;

  /** Bit 0 is the number below next. */
  private long seen;

  SequenceWindow(long first, boolean inOrder) {
    this.first = first;
    this.inOrder = inOrder;
  }

  /** Takes a number; false when it was used, lies too far back, or is not the next. */
  boolean take(long number) {
    long relative = number - first;
    if (inOrder) {
      boolean right = relative == next;
      next += right ? 1 : 0;
      return right;
    }
    if (relative < 0) {
      return false;
    }
    if (relative >= next) {
      long ahead = relative - next + 1;
      seen = ahead >= WIDTH ? 1 : seen << ahead | 1;
      next = relative + 1;
      return true;
    }
    long behind = next - 1 - relative;
    if (behind >= WIDTH || (seen >>> behind & 1) != 0) {
      return false;
    }
    seen |= 1L << behind;
    return true;
  }
}
