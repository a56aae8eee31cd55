package dev.parley.negotiate.kerberos.crypto;

/** The n-fold operation (RFC 3961 section 5.1). */
final class NFold {
  private NFold() {}

  /**
   * Stretches or folds octets to a length: copies, each turned 13 bits further to the right, are
   * laid end to end up to the least common multiple and added in ones' complement.
   */
  static byte[] fold(byte[] in, int length) {
    int common = in.length / gcd(in.length, length) * length;
    byte[] out = new byte[length];
    int carry = 0;
    for (int at = common - 1; at >= 0; at--) {
      carry += (out[at % length] & 0xFF) + turned(in, at);
      out[at % length] = (byte) carry;
      carry >>>= 8;
    }
    for (int at = length - 1; carry != 0; at = (at + length - 1) % length) {
      carry += out[at] & 0xFF;
      out[at] = (byte) carry;
      carry >>>= 8;
    }
    return out;
  }

  /** The octet at a place of the turned copies laid end to end. */
  private static int turned(byte[] in, int at) {
    int bits = in.length * 8;
    long shift = 13L * (at / in.length);
    int first = (int) Math.floorMod(8L * (at % in.length) - shift, (long) bits);
    int high = in[first / 8] & 0xFF;
    int low = in[(first / 8 + 1) % in.length] & 0xFF;
    return ((high << 8 | low) >> (8 - first % 8)) & 0xFF;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
