package dev.parley.digest.calculation;

/** Lower-case hexadecimal into an array that is there already. */
final class Hex {
  private static final byte[] DIGITS = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private Hex() {}

  static int write(byte[] octets, byte[] target, int from) {
    int at = from;
    for (byte octet : octets) {
      target[at++] = DIGITS[(octet >> 4) & 0xF];
      target[at++] = DIGITS[octet & 0xF];
    }
    return at;
  }
}
