package dev.parley.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Reads regular files alone, or those that symbolic links lead to. Whoever opens a pipe waits for
 * its other end, for ever perhaps, and a device may have no end.
 */
public final class RegularFile {
  private static final int TYPE = 0xF000;

  private RegularFile() {}

  /**
   * Opens it.
   *
   * @throws IOException when it cannot be opened, or is not a regular file; {@link Unreadable} says
   *     what it is
   */
  public static InputStream open(Path file) throws IOException {
    if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
      throw new FileSystemException(file.toString(), null, "it is not a regular file");
    }
    return Files.newInputStream(file);
  }

  /**
   * Its content.
   *
   * @param maximum the most octets that it may have
   * @throws IOException when it cannot be read, is longer, or is not a regular file
   */
  public static byte[] read(Path file, int maximum) throws IOException {
    try (InputStream in = open(file)) {
      byte[] content = in.readNBytes(maximum + 1);
      if (content.length > maximum) {
        throw new IOException("the file has more than " + maximum + " octets");
      }
      return content;
    }
  }

  /** What it is in place of a regular file or a folder; null when it is one, or not there. */
  static @Nullable String otherKind(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).isOther() ? kind(file) : null;
    } catch (IOException e) {
      return null;
    }
  }

  private static String kind(Path file) throws IOException {
    try {
      return switch ((Integer) Files.getAttribute(file, "unix:mode") & TYPE) {
        case 0x1000 -> "a pipe (FIFO)";
        case 0x2000, 0x6000 -> "a device";
        case 0xC000 -> "a socket";
        default -> "something else";
      };
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      return "a pipe or a device";
    }
  }
}
