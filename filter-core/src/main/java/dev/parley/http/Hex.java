package dev.parley.http;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Hexadecimal digits as octets of ASCII, eight at a time and without tables: the time depends on no
 * digit, as keys need it.
 */
public final class Hex {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final int LETTER = 'a' - '0' - 10;

  private Hex() {}

  /**
   * Writes octets as lower-case digits.
   *
   * @return the index after the last digit written
   */
  public static int write(byte[] octets, byte[] target, int from) {
    int at = from;
    int i = 0;
    for (; i <= octets.length - Integer.BYTES; i += Integer.BYTES) {
      LONGS.set(target, at, digits((int) INTS.get(octets, i)));
      at += Long.BYTES;
    }
    for (; i < octets.length; i++) {
      int two = (int) digits(octets[i] & 0xFF);
      target[at++] = (byte) (two >> 8);
      target[at++] = (byte) two;
    }
    return at;
  }

  /**
   * Reads {@code 2 * target.length} digits, of either case.
   *
   * @return false when one of them is no digit; the target's content is then of no worth
   */
  public static boolean read(byte[] digits, int from, byte[] target) {
    long wrong = 0;
    int at = from;
    int i = 0;
    for (; i <= target.length - Integer.BYTES; i += Integer.BYTES) {
      long eight = lowerCase((long) LONGS.get(digits, at));
      int four = octets(eight);
      wrong |= eight ^ digits(four);
      INTS.set(target, i, four);
      at += Long.BYTES;
    }
    for (; i < target.length; i++) {
      long two = lowerCase(((digits[at++] & 0xFFL) << 8) | (digits[at++] & 0xFFL));
      int one = octets(two);
      wrong |= two ^ (digits(one) & 0xFFFF);
      target[i] = (byte) one;
    }
    return wrong == 0;
  }

  /** Whether all octets in a range are digits, of either case. */
  public static boolean isHex(byte[] digits, int from, int to) {
    long wrong = 0;
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      long eight = lowerCase((long) LONGS.get(digits, at));
      wrong |= eight ^ digits(octets(eight));
    }
    return wrong == 0 && (at == to || number(digits, at, to) >= 0);
  }

  /** The number that one to eight digits write; negative when one of them is no digit. */
  public static long number(byte[] digits, int from, int to) {
    long eight = '0' * ONES;
    for (int i = from; i < to; i++) {
      eight = (eight << Byte.SIZE) | (digits[i] & 0xFF);
    }
    eight = lowerCase(eight);
    int number = octets(eight);
    return eight == digits(number) ? Integer.toUnsignedLong(number) : -1;
  }

  /** The eight digits of 32 bits. */
  private static long digits(int octets) {
    long nibbles = octets & 0xFFFF_FFFFL;
    nibbles = (nibbles | (nibbles << 16)) & 0x0000_FFFF_0000_FFFFL;
    nibbles = (nibbles | (nibbles << 8)) & 0x00FF_00FF_00FF_00FFL;
    nibbles = (nibbles | (nibbles << 4)) & 0x0F0F_0F0F_0F0F_0F0FL;
    long letters = ((nibbles + 6 * ONES) >>> 4) & ONES;
    return nibbles + '0' * ONES + letters * LETTER;
  }

  /** The 32 bits of eight digits in lower case; of others anything. */
  private static int octets(long digits) {
    long letters = (digits >>> 6) & ONES;
    long nibbles = ((digits & (0x0F * ONES)) + 9 * letters) & (0x0F * ONES);
    nibbles = (nibbles | (nibbles >>> 4)) & 0x00FF_00FF_00FF_00FFL;
    nibbles = (nibbles | (nibbles >>> 8)) & 0x0000_FFFF_0000_FFFFL;
    return (int) (nibbles | (nibbles >>> 16));
  }

  /** Sets the bit of lower case where the bit of letters is set. */
  private static long lowerCase(long digits) {
    return digits | ((digits & (0x40 * ONES)) >>> 1);
  }
}
