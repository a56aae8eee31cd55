package dev.parley.authority.file;

import java.security.SecureRandom;

/**
 * SipHash-1-3 of text, with a key of this process: names are chosen by users, who could otherwise
 * make many that fall into one place of an index.
 */
final class SeededHash {
  private static final long[] KEY = new SecureRandom().longs(2).toArray();
  private static final int UNITS = Long.BYTES / Character.BYTES;

  private long v0 = KEY[0] ^ 0x736F6D6570736575L;
  private long v1 = KEY[1] ^ 0x646F72616E646F6DL;
  private long v2 = KEY[0] ^ 0x6C7967656E657261L;
  private long v3 = KEY[1] ^ 0x7465646279746573L;

  private SeededHash() {}

  static int of(String text) {
    SeededHash hash = new SeededHash();
    long word = 0;
    int length = text.length();
    for (int i = 0; i < length; i++) {
      word |= (long) text.charAt(i) << (i % UNITS * Character.SIZE);
      if (i % UNITS == UNITS - 1) {
        hash.add(word);
        word = 0;
      }
    }
    hash.add(word);
    hash.add(length);
    return hash.end();
  }

  private void add(long word) {
    v3 ^= word;
    round();
    v0 ^= word;
  }

  private int end() {
    v2 ^= 0xFF;
    round();
    round();
    round();
    long all = v0 ^ v1 ^ v2 ^ v3;
    return (int) (all ^ (all >>> Integer.SIZE));
  }

  private void round() {
    v0 += v1;
    v2 += v3;
    v1 = Long.rotateLeft(v1, 13) ^ v0;
    v3 = Long.rotateLeft(v3, 16) ^ v2;
    v0 = Long.rotateLeft(v0, 32);
    v2 += v1;
    v0 += v3;
    v1 = Long.rotateLeft(v1, 17) ^ v2;
    v3 = Long.rotateLeft(v3, 21) ^ v0;
    v2 = Long.rotateLeft(v2, 32);
  }
}
