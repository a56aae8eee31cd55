package dev.parley.negotiate.identity;

/**
 * A text that a regular expression may look at only so often, so that no pattern can be led to
 * backtrack without end. Not thread-safe.
 */
final class MeteredText implements CharSequence {
  /** Ordinary patterns look at each character a few times. */
  private static final int MOST_LOOKS = 100_000;

  private final String text;
  private int looks;

  /** Stops the matching. */
  static final class TooMuchWorkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooMuchWorkException() {
      super("the pattern backtracks too much", null, false, false);
    }
  }

  MeteredText(String text) {
    this.text = text;
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    if (++looks > MOST_LOOKS) {
      throw new TooMuchWorkException();
    }
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
