package dev.parley.context;

import dev.parley.http.Base64Url;
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

  /** A new reference; {@code random} is to be a secure one. */
  public static ContextReference random(RandomGenerator random) {
    return new ContextReference(random.nextLong(), random.nextLong());
  }

  /** Reads the text form; null when it is not the text form of any reference. */
  public static @Nullable ContextReference parse(String text) {
    byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
    return parse(octets, 0, octets.length);
  }

  /** Reads the text form out of octets; null when it is not the text form of any reference. */
  public static @Nullable ContextReference parse(byte[] text, int from, int to) {
    if (to - from != TEXT_LENGTH) {
      return null;
    }
    // 22 characters carry 132 bits; only one spelling of the last is allowed.
    long a = Base64Url.ten(text, from);
    long b = Base64Url.one(text, from + 10);
    long c = Base64Url.ten(text, from + 11);
    long d = Base64Url.one(text, from + 21);
    if ((a | b | c | d) < 0 || (d & 0xF) != 0) {
      return null;
    }
    return new ContextReference((a << 4) | (b >>> 2), (b << 62) | (c << 2) | (d >>> 4));
  }

  /** The text form. */
  public String text() {
    char[] out = new char[TEXT_LENGTH];
    long upper = high;
    long lower = low;
    for (int i = 0; i < TEXT_LENGTH; i++) {
      out[i] = Base64Url.ALPHABET.charAt((int) (upper >>> 58));
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
