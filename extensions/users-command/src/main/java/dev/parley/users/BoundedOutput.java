package dev.parley.users;

import java.io.IOException;
import java.io.OutputStream;

/** Writes up to a number of octets, and counts those beyond it. Not thread-safe. */
final class BoundedOutput extends OutputStream {
  private final OutputStream out;
  private final long most;
  private long count;

  BoundedOutput(OutputStream out, long most) {
    this.out = out;
    this.most = most;
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] octets, int offset, int length) throws IOException {
    count += length;
    if (count <= most) {
      out.write(octets, offset, length);
    }
  }

  /** How many there were in all. */
  long count() {
    return count;
  }
}
