package dev.parley.context;

/**
 * How many contexts are kept.
 *
 * @param maximum in all, at least 1
 * @param ofAccount at most of one account, at least 1
 * @param ofAddress at most of clients of one address, at least 1
 */
public record ContextPlaces(int maximum, int ofAccount, int ofAddress) {
  private static final int PERCENT = 100;

  /** Checks the numbers. */
  public ContextPlaces {
    if (maximum < 1 || ofAccount < 1 || ofAddress < 1) {
      throw new IllegalArgumentException("places are more than zero");
    }
  }

  /** All of them may be of one account and one address. */
  public static ContextPlaces ofAnybody(int maximum) {
    return new ContextPlaces(maximum, maximum, maximum);
  }

  /**
   * With shares in per cent, rounded down, but one place at least.
   *
   * @param percentOfAccount from 1 to 100
   * @param percentOfAddress from 1 to 100
   */
  public static ContextPlaces shared(int maximum, int percentOfAccount, int percentOfAddress) {
    return new ContextPlaces(
        maximum, part(maximum, percentOfAccount), part(maximum, percentOfAddress));
  }

  private static int part(int maximum, int percent) {
    return (int) Math.max(1, (long) maximum * percent / PERCENT);
  }
}
