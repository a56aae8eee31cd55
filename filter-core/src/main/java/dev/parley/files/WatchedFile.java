package dev.parley.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A small regular file that others write or replace, by itself or by moving a symbolic link. A
 * change is reported once, and only when two looks in a row found the file the same, so that a file
 * that is being written is let alone. Not thread-safe.
 */
public final class WatchedFile {
  /** How many looks after a change read the file again: times of files can be coarse. */
  private static final int EXTRA_LOOKS = 3;

  private record Stamp(FileTime modified, long size, @Nullable Object fileKey) {}

  private final Path path;
  private final int maximum;
  private @Nullable Stamp seen;
  private @Nullable Stamp read;
  private byte[] hash = new byte[0];
  private int extraLooks;

  /**
   * @param path the file, which need not exist yet
   * @param maximum the most octets that it may have
   */
  public WatchedFile(Path path, int maximum) {
    this.path = path;
    this.maximum = maximum;
  }

  /**
   * The content now, whatever its age.
   *
   * @throws UnusableFileException when it cannot be read, or is too long; says why
   */
  public byte[] read() throws UnusableFileException {
    Stamp stamp;
    byte[] content;
    try {
      stamp = stamp();
      content = RegularFile.read(path, maximum);
    } catch (IOException e) {
      throw UnusableFileException.unreadable(path, e);
    }
    seen = stamp;
    read = stamp;
    hash = hash(content);
    extraLooks = EXTRA_LOOKS;
    return content;
  }

  /**
   * The content, when it is another than at the last read or look; else null.
   *
   * @throws UnusableFileException when it cannot be read, or is too long; says why
   */
  public byte @Nullable [] look() throws UnusableFileException {
    try {
      return lookAt();
    } catch (IOException e) {
      throw UnusableFileException.unreadable(path, e);
    }
  }

  private byte @Nullable [] lookAt() throws IOException {
    Stamp now;
    try {
      now = stamp();
    } catch (IOException e) {
      seen = null;
      throw e;
    }
    boolean quiet = now.equals(seen);
    seen = now;
    boolean same = now.equals(read);
    if (!quiet || (same && extraLooks == 0)) {
      return null;
    }
    byte[] content = RegularFile.read(path, maximum);
    if (!stamp().equals(now)) {
      seen = null;
      return null;
    }
    extraLooks = same ? extraLooks - 1 : EXTRA_LOOKS;
    read = now;
    byte[] newHash = hash(content);
    if (MessageDigest.isEqual(newHash, hash)) {
      Arrays.fill(content, (byte) 0);
      return null;
    }
    hash = newHash;
    return content;
  }

  /** Whether the last look saw a file that it did not read yet. */
  public boolean isUnsettled() {
    return seen != null && !seen.equals(read);
  }

  private Stamp stamp() throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
  }

  private static byte[] hash(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
