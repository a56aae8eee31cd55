package dev.parley.digest.message;

/**
 * The octets that were on the wire, of text as containers hand it over: one char for each octet.
 *
 * <p>The one class that the check of forbidden APIs leaves out.
 */
public final class Octets {
  private static final byte[] DIGITS = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

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

  /**
   * Writes octets as lower-case hexadecimal ASCII.
   *
   * @return the index after the last digit written
   */
  public static int writeHex(byte[] octets, byte[] target, int from) {
    int at = from;
    for (byte octet : octets) {
      target[at++] = DIGITS[(octet >> 4) & 0xF];
      target[at++] = DIGITS[octet & 0xF];
    }
    return at;
  }
}
