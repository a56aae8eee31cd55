package dev.parley.negotiate.ntlm.calculation;

import java.util.Arrays;
import javax.crypto.Cipher;

/**
 * The octets that RC4 makes. One can look at those to come without using them up, so that a message
 * that does not verify, or a mechListMIC, leaves the stream as it was. Not thread-safe.
 */
final class Keystream implements AutoCloseable {
  private final Cipher cipher;
  private byte[] ahead = new byte[0];

  Keystream(byte[] sealKey) {
    this.cipher = Primitives.rc4(sealKey);
  }

  /** The octets to come, mixed with {@code data} starting at {@code from} octets ahead. */
  byte[] mix(byte[] data, int from) {
    require(from + data.length);
    byte[] mixed = data.clone();
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] ^= ahead[from + i];
    }
    return mixed;
  }

  private void require(int count) {
    if (ahead.length < count) {
      byte[] more = Arrays.copyOf(ahead, count);
      byte[] next = cipher.update(new byte[count - ahead.length]);
      System.arraycopy(next, 0, more, ahead.length, next.length);
      Arrays.fill(next, (byte) 0);
      Arrays.fill(ahead, (byte) 0);
      ahead = more;
    }
  }

  /** Uses octets up. */
  void consume(int count) {
    require(count);
    byte[] rest = Arrays.copyOfRange(ahead, count, ahead.length);
    Arrays.fill(ahead, (byte) 0);
    ahead = rest;
  }

  @Override
  public void close() {
    Arrays.fill(ahead, (byte) 0);
    ahead = new byte[0];
  }
}
