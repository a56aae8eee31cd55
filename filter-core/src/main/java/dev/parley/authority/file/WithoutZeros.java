package dev.parley.authority.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends at a zero octet: a JSON parser would guess UTF-16 or UTF-32. Not thread-safe. */
final class WithoutZeros extends FilterInputStream {
  private boolean zero;

  WithoutZeros(InputStream in) {
    super(in);
  }

  /** Whether there was one. */
  boolean hasZero() {
    return zero;
  }

  @Override
  public int read() throws IOException {
    int octet = in.read();
    check(octet == 0);
    return octet;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = in.read(target, offset, length);
    boolean found = false;
    for (int i = 0; i < read; i++) {
      found |= target[offset + i] == 0;
    }
    check(found);
    return read;
  }

  private void check(boolean found) throws IOException {
    if (found) {
      zero = true;
      throw new IOException("a zero octet");
    }
  }
}
