package dev.parley.benchmarks.negotiate;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Always the same: so that one answer of a client fits every challenge. */
final class FixedOctets implements RandomGenerator {
  private static final byte OCTET = 0x5A;

  @Override
  public void nextBytes(byte[] octets) {
    Arrays.fill(octets, OCTET);
  }

  @Override
  public long nextLong() {
    return 0x5A5A5A5A5A5A5A5AL;
  }
}
