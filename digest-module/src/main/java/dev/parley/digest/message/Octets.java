package dev.parley.digest.message;

/**
 * The octets that were on the wire, of text as containers hand it over: one char for each octet.
 *
 * <p>The one class that the check of forbidden APIs leaves out.
 */
public final class Octets {
  private Octets() {}

  /**
   * Writes the octets of the chars from {@code from} to before {@code to}.
   *
   * @return the index after the last octet written
   */
  @SuppressWarnings("deprecation") // it drops the high byte of each char, which is what is wanted
  public static int write(String text, int from, int to, byte[] target, int at) {
    text.getBytes(from, to, target, at);
    return at + to - from;
  }
}
