package dev.parley.digest.calculation;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The H(A2) of requests that came lately. It depends on method and uri alone, so that all clients
 * that ask for one page share it, and it is no secret: both stand in the request. Few and short
 * texts in arrays that stay, so that a flood of different requests takes no memory. Not
 * thread-safe.
 */
final class A2Hashes {
  private static final int PLACE_BITS = 5;
  private static final int PLACES = 1 << PLACE_BITS;
  static final int MAX_TEXT = 128;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

  private final int digits;
  private final byte[] texts = new byte[PLACES * MAX_TEXT];
  private final int[] lengths = new int[PLACES];
  private final byte[] hashes;

  /**
   * @param digits how many digits a hash has
   */
  A2Hashes(int digits) {
    this.digits = digits;
    this.hashes = new byte[PLACES * digits];
  }

  /** Whether the hash of the text's first octets is known; it is written to {@code target} then. */
  boolean find(byte[] text, int length, byte[] target) {
    if (length == 0 || length > MAX_TEXT) {
      return false;
    }
    int place = place(text, length);
    int at = place * MAX_TEXT;
    if (lengths[place] != length || Arrays.mismatch(texts, at, at + length, text, 0, length) >= 0) {
      return false;
    }
    System.arraycopy(hashes, place * digits, target, 0, digits);
    return true;
  }

  /** Keeps a hash, in the place of another. */
  void keep(byte[] text, int length, byte[] hash) {
    if (length > MAX_TEXT) {
      return;
    }
    int place = place(text, length);
    lengths[place] = 0; // nothing half written is ever found
    System.arraycopy(text, 0, texts, place * MAX_TEXT, length);
    System.arraycopy(hash, 0, hashes, place * digits, digits);
    lengths[place] = length;
  }

  /** By the length and up to 16 octets of the end, where requests differ most. */
  private static int place(byte[] text, int length) {
    long mixed = length;
    for (int at = length - Long.BYTES; at >= 0 && at >= length - 2 * Long.BYTES; at -= Long.BYTES) {
      mixed = (mixed ^ (long) LONGS.get(text, at)) * MIX;
    }
    return (int) ((mixed * MIX) >>> (Long.SIZE - PLACE_BITS));
  }
}
