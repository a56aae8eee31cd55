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
    long[] words = new long[4];
    int bits = 0;
    long pending = 0;
    int word = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      int value = c < 128 ? VALUES[c] : -1;
      if (value < 0) {
        return null;
      }
      if (bits + 6 <= 64) {
        pending = (pending << 6) | value;
        bits += 6;
      } else {
        int fits = 64 - bits;
        words[word++] = fits == 0 ? pending : (pending << fits) | (value >>> (6 - fits));
        bits = 6 - fits;
        pending = value & ((1 << bits) - 1);
      }
    }
    if (pending != 0) {
      return null; // 43 characters carry two bits too many, which have one spelling
    }
    return new NonceText(words[0], words[1], words[2], words[3]);
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
