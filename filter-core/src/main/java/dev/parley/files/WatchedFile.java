package dev.parley.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A regular file that others write or replace, by itself or by moving a symbolic link. A change is
 * reported once, and only when two looks in a row found the file the same, so that a file that is
 * being written is let alone. Not thread-safe.
 */
public final class WatchedFile {
  /** How many looks after a change read the file again: times of files can be coarse. */
  private static final int EXTRA_LOOKS = 3;

  /** A small file as it is. */
  private static final FileContent<byte[], RuntimeException> OCTETS =
      new FileContent<>() {
        @Override
        public byte[] read(InputStream in) throws IOException {
          return in.readAllBytes();
        }

        @Override
        public void discard(byte[] made) {
          Arrays.fill(made, (byte) 0);
        }
      };

  private record Stamp(FileTime modified, long size, @Nullable Object fileKey) {}

  private final Path path;
  private final FileLimit limit;
  private @Nullable Stamp seen;
  private @Nullable Stamp read;
  private byte[] hash = new byte[0];
  private int extraLooks;

  /**
   * @param path the file, which need not exist yet
   * @param limit how long it may be
   */
  public WatchedFile(Path path, FileLimit limit) {
    this.path = path;
    this.limit = limit;
  }

  /**
   * The content now, whatever its age.
   *
   * @throws UnusableFileException when it cannot be read, or is too long; says why
   */
  public byte[] read() throws UnusableFileException {
    return read(OCTETS);
  }

  /**
   * What is made of the content now, whatever its age.
   *
   * @throws UnusableFileException when it cannot be read, or is too long; says why
   * @throws E as the content does
   */
  public <T, E extends Exception> T read(FileContent<T, E> content)
      throws UnusableFileException, E {
    try {
      Stamp stamp = stamp();
      T made;
      try (BoundedInput in = RegularFile.open(path, limit)) {
        made = content.read(in);
        hash = in.hash();
      }
      seen = stamp;
      read = stamp;
      extraLooks = EXTRA_LOOKS;
      return made;
    } catch (IOException e) {
      throw UnusableFileException.unreadable(path, e);
    }
  }

  /**
   * The content, when it is another than at the last read or look; else null.
   *
   * @throws UnusableFileException when it cannot be read, or is too long; says why
   */
  public byte @Nullable [] look() throws UnusableFileException {
    return look(OCTETS);
  }

  /**
   * What is made of the content, when that is another than at the last read or look; else null.
   *
   * @throws UnusableFileException when it cannot be read, or is too long; says why
   * @throws E as the content does, once for each content
   */
  public <T, E extends Exception> @Nullable T look(FileContent<T, E> content)
      throws UnusableFileException, E {
    try {
      Stamp changed = lookForChange();
      return changed == null ? null : make(content, changed);
    } catch (IOException e) {
      throw UnusableFileException.unreadable(path, e);
    }
  }

  /** Null while the file is being written, or is the same; else the hash is that of the new one. */
  private @Nullable Stamp lookForChange() throws IOException {
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
    byte[] newHash;
    try (BoundedInput in = RegularFile.open(path, limit)) {
      newHash = in.hash();
    }
    if (!stamp().equals(now)) {
      seen = null;
      return null;
    }
    extraLooks = same ? extraLooks - 1 : EXTRA_LOOKS;
    read = now;
    if (MessageDigest.isEqual(newHash, hash)) {
      return null;
    }
    hash = newHash;
    return now;
  }

  /** The file is read a second time, since it may be too long to be kept until it is hashed. */
  private <T, E extends Exception> @Nullable T make(FileContent<T, E> content, Stamp now)
      throws IOException, E {
    byte[] expected = hash;
    boolean settled = false;
    try (BoundedInput in = RegularFile.open(path, limit)) {
      T made = content.read(in);
      settled = MessageDigest.isEqual(in.hash(), expected);
      if (settled) {
        return made;
      }
      content.discard(made);
      return null;
    } catch (IOException | Error e) {
      lookAgain();
      throw e;
    } finally {
      if (!settled && !isStill(now)) {
        lookAgain();
      }
    }
  }

  private boolean isStill(Stamp stamp) {
    try {
      return stamp().equals(stamp);
    } catch (IOException e) {
      return false;
    }
  }

  /** Whatever the file has, the next look finds another content: what was made of it is lost. */
  public void lookAgain() {
    seen = null;
    read = null;
    hash = new byte[0];
  }

  /** Whether the last look saw a file that it did not read yet. */
  public boolean isUnsettled() {
    return seen != null && !seen.equals(read);
  }

  private Stamp stamp() throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
  }
}
