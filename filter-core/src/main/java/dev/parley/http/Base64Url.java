package dev.parley.http;

import java.util.Arrays;

/**
 * Reads the base64url alphabet (RFC 4648 section 5) straight into numbers, for texts of a fixed
 * length that have one spelling. What is not of the alphabet makes the result negative, so that a
 * caller checks once at the end.
 */
public final class Base64Url {
  /** The 64 characters in the order of their values. */
  public static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private static final byte[] VALUES = values();

  private Base64Url() {}

  private static byte[] values() {
    byte[] values = new byte[256];
    Arrays.fill(values, (byte) -1);
    for (int i = 0; i < ALPHABET.length(); i++) {
      values[ALPHABET.charAt(i)] = (byte) i;
    }
    return values;
  }

  /** The six bits of a character; negative when it is not of the alphabet. */
  public static long one(byte[] text, int at) {
    return VALUES[text[at] & 0xFF];
  }

  /** The sixty bits of ten characters; negative when one of them is not of the alphabet. */
  public static long ten(byte[] text, int from) {
    long value = 0;
    long bad = 0;
    for (int i = from; i < from + 10; i++) {
      long each = one(text, i);
      bad |= each;
      value = (value << 6) | (each & 63);
    }
    return bad < 0 ? -1 : value;
  }
}
