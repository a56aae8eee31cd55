package dev.parley.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The content of a file, up to its limit; hashes what is read. Not thread-safe. */
final class BoundedInput extends FilterInputStream {
  private final Path path;
  private final FileLimit limit;
  private final MessageDigest digest;
  private long count;

  BoundedInput(InputStream in, Path path, FileLimit limit) {
    super(in);
    this.path = path;
    this.limit = limit;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = in.read(target, offset, length);
    if (read > 0) {
      count += read;
      if (count > limit.octets()) {
        throw new TooLongException(limit, Math.max(count, Files.size(path)));
      }
      digest.update(target, offset, read);
    }
    return read;
  }

  @Override
  public long skip(long n) throws IOException {
    return readNBytes((int) Math.min(n, 4096)).length;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** The hash of all of it, after what is left was read. */
  byte[] hash() throws IOException {
    byte[] rest = new byte[1 << 16];
    while (read(rest, 0, rest.length) >= 0) {
      // only to be hashed
    }
    return digest.digest();
  }
}
