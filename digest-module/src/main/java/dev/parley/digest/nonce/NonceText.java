package dev.parley.digest.nonce;

import dev.parley.context.ContextReference;
import dev.parley.digest.message.DigestResponse;
import dev.parley.http.Base64Url;
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
 * Where clients may leave the opaque out, its 22 characters follow.
 *
 * @param w0 octets 0 to 7
 * @param w1 octets 8 to 15
 * @param w2 octets 16 to 23
 * @param w3 octets 24 to 31
 */
record NonceText(long w0, long w1, long w2, long w3) {
  static final int TEXT_LENGTH = 43;

  /** Of a nonce with the reference of its context behind it. */
  static final int LONG_TEXT_LENGTH = TEXT_LENGTH + ContextReference.TEXT_LENGTH;

  static final int OCTETS = 32;
  static final int MAC_OFFSET = 20;

  /**
   * Reads the one spelling that a nonce has; null when the text is no nonce of ours. What stands
   * behind a nonce is not read here.
   */
  static @Nullable NonceText parse(byte[] text, int from, int to) {
    if (to - from != TEXT_LENGTH && to - from != LONG_TEXT_LENGTH) {
      return null;
    }
    // Ten characters carry 60 bits; characters 10, 21 and 42 are shared between two words, or carry
    // two bits too many.
    long a = Base64Url.ten(text, from);
    long b = Base64Url.one(text, from + 10);
    long c = Base64Url.ten(text, from + 11);
    long d = Base64Url.one(text, from + 21);
    long e = Base64Url.ten(text, from + 22);
    long f = Base64Url.ten(text, from + 32);
    long g = Base64Url.one(text, from + 42);
    if ((a | b | c | d | e | f | g) < 0 || (g & 3) != 0) {
      return null;
    }
    return new NonceText(
        (a << 4) | (b >>> 2),
        (b << 62) | (c << 2) | (d >>> 4),
        (d << 60) | e,
        (f << 4) | (g >>> 2));
  }

  /** The nonce of an answer, or null when it is none of ours. */
  static @Nullable NonceText of(DigestResponse response) {
    return parse(response.octets(), response.nonceStart(), response.nonceEnd());
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
