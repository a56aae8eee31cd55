package dev.parley.digest.nonce;

import dev.parley.digest.message.DigestResponse;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The 32 octets of a nonce as four words, and their text form of 43 characters of base64url.
 *
 * <pre>
 * octets  0..5   time of issue, milliseconds since 1970
 *         6..7   name of the key
 *         8..11  identity of the server process
 *        12..19  random
 *        20..31  the first 96 bits of the HMAC-SHA-256 over all that and the opaque
 * </pre>
 *
 * @param w0 octets 0 to 7
 * @param w1 octets 8 to 15
 * @param w2 octets 16 to 23
 * @param w3 octets 24 to 31
 */
record NonceText(long w0, long w1, long w2, long w3) {
  static final int TEXT_LENGTH = 43;
  static final int OCTETS = 32;
  static final int MAC_OFFSET = 20;

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  private static final byte[] VALUES = values();

  private static byte[] values() {
    byte[] values = new byte[128];
    java.util.Arrays.fill(values, (byte) -1);
    for (int i = 0; i < ALPHABET.length(); i++) {
      values[ALPHABET.charAt(i)] = (byte) i;
    }
    return values;
  }

  /** Reads the one spelling that a nonce has; null when the text is no nonce of ours. */
  static @Nullable NonceText parse(String text, int from, int to) {
    if (to - from != TEXT_LENGTH) {
      return null;
    }
    // Ten characters carry 60 bits; characters 10, 21 and 42 are shared between two words, or carry
    // two bits too many.
    long a = ten(text, from);
    long b = one(text, from + 10);
    long c = ten(text, from + 11);
    long d = one(text, from + 21);
    long e = ten(text, from + 22);
    long f = ten(text, from + 32);
    long g = one(text, from + 42);
    if ((a | b | c | d | e | f | g) < 0 || (g & 3) != 0) {
      return null;
    }
    return new NonceText(
        (a << 4) | (b >>> 2),
        (b << 62) | (c << 2) | (d >>> 4),
        (d << 60) | e,
        (f << 4) | (g >>> 2));
  }

  /** The value of ten characters; negative when one of them is not of the alphabet. */
  private static long ten(String text, int from) {
    long value = 0;
    long bad = 0;
    for (int i = from; i < from + 10; i++) {
      long each = one(text, i);
      bad |= each;
      value = (value << 6) | (each & 63);
    }
    return bad < 0 ? -1 : value;
  }

  private static long one(String text, int at) {
    char c = text.charAt(at);
    return c < 128 ? VALUES[c] : -1;
  }

  /** The nonce of an answer, or null when it is none of ours. */
  static @Nullable NonceText of(DigestResponse response) {
    return parse(response.text(), response.nonceStart(), response.nonceEnd());
  }

  static String write(byte[] octets) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }

  long issuedMillis() {
    return w0 >>> 16;
  }

  short keyName() {
    return (short) w0;
  }

  int server() {
    return (int) (w1 >>> 32);
  }
}
