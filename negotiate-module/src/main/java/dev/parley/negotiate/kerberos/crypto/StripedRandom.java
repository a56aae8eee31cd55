package dev.parley.negotiate.kerberos.crypto;

import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.random.RandomGenerator;

/**
 * A secure generator for many threads: the default one of the JDK makes them wait for each other.
 * Each thread borrows a generator of its own (NIST SP 800-90A), which is seeded by the operating
 * system. Thread-safe, without locks.
 */
public final class StripedRandom implements RandomGenerator {
  private static final int SLOTS = 64;

  private final AtomicReferenceArray<SecureRandom> idle = new AtomicReferenceArray<>(SLOTS);

  /** None made yet. */
  public StripedRandom() {}

  @Override
  public void nextBytes(byte[] octets) {
    int slot = slot();
    SecureRandom random = idle.getAndSet(slot, null);
    if (random == null) {
      random = seeded();
    }
    random.nextBytes(octets);
    idle.setRelease(slot, random);
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
