package dev.parley.context;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The reference to a security context that travels as {@code opaque}: 128 random bits, written as
 * 22 characters of base64url.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 */
public record ContextReference(long high, long low) {
  /** The length of the text form in characters. */
  public static final int TEXT_LENGTH = 22;

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

  /** A new reference; {@code random} is to be a secure one. */
  public static ContextReference random(RandomGenerator random) {
    return new ContextReference(random.nextLong(), random.nextLong());
  }

  /** Reads the text form; null when it is not the text form of any reference. */
  public static @Nullable ContextReference parse(String text, int from, int to) {
    if (to - from != TEXT_LENGTH) {
      return null;
    }
    long high = 0;
    long low = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      int value = c < 128 ? VALUES[c] : -1;
      if (value < 0) {
        return null;
      }
      if (i == to - 1) {
        // 22 characters carry 132 bits; only one spelling of the last is allowed.
        if ((value & 0xF) != 0) {
          return null;
        }
        high = high << 2 | low >>> 62;
        low = low << 2 | value >>> 4;
      } else {
        high = high << 6 | low >>> 58;
        low = low << 6 | value;
      }
    }
    return new ContextReference(high, low);
  }

  /** The text form. */
  public String text() {
    char[] out = new char[TEXT_LENGTH];
    long upper = high;
    long lower = low;
    for (int i = 0; i < TEXT_LENGTH; i++) {
      out[i] = ALPHABET.charAt((int) (upper >>> 58));
      upper = upper << 6 | lower >>> 58;
      lower <<= 6;
    }
    return new String(out);
  }

  /**
   * A shortened hash of the reference, 12 hex digits: names the context without letting anybody use
   * it.
   */
  public String id() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text().getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(hash, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The 16 octets of the reference. */
  public byte[] octets() {
    return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
  }

  /** The bits are random as they are. */
  @Override
  public int hashCode() {
    return (int) low;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ContextReference reference
        && high == reference.high
        && low == reference.low;
  }

  @Override
  public String toString() {
    return id();
  }
}
