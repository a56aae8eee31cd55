package dev.parley.negotiate.kerberos.crypto;

import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.random.RandomGenerator;

/**
 * A secure generator for many threads: the default one of the JDK makes them wait for each other.
 * Each thread borrows a generator of its own (NIST SP 800-90A), which is seeded by the operating
 * system, with a supply of octets, as each call of the generator costs several hashes. What was
 * given out is wiped. Thread-safe, without locks.
 */
public final class StripedRandom implements RandomGenerator {
  private static final int SLOTS = 64;
  private static final int SUPPLY = 512;

  private final AtomicReferenceArray<Source> idle = new AtomicReferenceArray<>(SLOTS);

  /** A generator with a supply. Not thread-safe. */
  private static final class Source {
    private final SecureRandom random = seeded();
    private final byte[] supply = new byte[SUPPLY];
    private int used = SUPPLY;

    void nextBytes(byte[] octets) {
      if (octets.length > SUPPLY) {
        random.nextBytes(octets);
        return;
      }
      if (octets.length > SUPPLY - used) {
        random.nextBytes(supply);
        used = 0;
      }
      System.arraycopy(supply, used, octets, 0, octets.length);
      Arrays.fill(supply, used, used + octets.length, (byte) 0);
      used += octets.length;
    }
  }

  /** None made yet. */
  public StripedRandom() {}

  @Override
  public void nextBytes(byte[] octets) {
    int slot = slot();
    Source source = idle.getAndSet(slot, null);
    if (source == null) {
      source = new Source();
    }
    source.nextBytes(octets);
    idle.setRelease(slot, source);
  }

  @Override
  public long nextLong() {
    byte[] octets = new byte[Long.BYTES];
    nextBytes(octets);
    long value = 0;
    for (byte octet : octets) {
      value = value << 8 | (octet & 0xFF);
    }
    return value;
  }

  private static SecureRandom seeded() {
    try {
      return SecureRandom.getInstance("DRBG");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("deprecation") // Thread.threadId() came with Java 19
  private static int slot() {
    return (int) Thread.currentThread().getId() & (SLOTS - 1);
  }
}
