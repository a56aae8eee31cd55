package dev.parley.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * Says in words why a file could not be read: what bars the way, whose it is, and who is barred.
 */
public final class Unreadable {
  private Unreadable() {}

  /**
   * The reason, without the path of the file and without anything of its content.
   *
   * @param file the file that was to be read
   * @param e what reading it threw
   */
  public static String why(Path file, IOException e) {
    Path absolute = file.toAbsolutePath();
    if (Files.isDirectory(absolute)) {
      return "it is a folder, not a file";
    }
    String kind = RegularFile.otherKind(absolute);
    if (kind != null) {
      return "it is "
          + kind
          + ", not a regular file; write the content into a file and name that (/dev/stdin and"
          + " process substitution, <(...), are not supported)";
    }
    if (e instanceof NoSuchFileException) {
      Path folder = absolute.getParent();
      return folder == null || Files.isDirectory(folder)
          ? "there is no such file"
          : "there is no such file, nor the folder " + missing(folder);
    }
    if (e instanceof AccessDeniedException) {
      return denied(absolute);
    }
    String reason = e instanceof FileSystemException of ? of.getReason() : e.getMessage();
    return "it cannot be read: " + (reason == null ? e.getClass().getSimpleName() : reason);
  }

  /** The topmost folder on the way that is not there. */
  private static Path missing(Path folder) {
    Path parent = folder.getParent();
    return parent == null || Files.isDirectory(parent) ? folder : missing(parent);
  }

  private static String denied(Path file) {
    Path barrier = file;
    String rights = rights(barrier);
    while (rights == null && barrier.getParent() != null) {
      barrier = barrier.getParent();
      rights = rights(barrier);
    }
    String what = barrier.equals(file) ? "read it" : "enter the folder " + barrier;
    String whose = rights == null ? "" : " (" + rights + ")";
    return "the user of the server, " + user() + ", may not " + what + whose;
  }

  /** Null where even that may not be seen: a folder above bars the way. */
  private static @Nullable String rights(Path path) {
    try {
      PosixFileAttributes of = Files.readAttributes(path, PosixFileAttributes.class);
      return "owner "
          + of.owner().getName()
          + ", group "
          + of.group().getName()
          + ", mode "
          + PosixFilePermissions.toString(of.permissions());
    } catch (IOException e) {
      return null;
    } catch (UnsupportedOperationException e) {
      return owner(path);
    }
  }

  private static @Nullable String owner(Path path) {
    try {
      return "owner " + Files.getOwner(path).getName();
    } catch (IOException | UnsupportedOperationException e) {
      return null;
    }
  }

  /** A user of a container often has a number only, of which Java makes a question mark. */
  private static String user() {
    String name = System.getProperty("user.name", "?");
    String number = name.equals("?") ? owner(Path.of("/proc/self")) : null;
    return number == null ? name : number.substring("owner ".length());
  }
}
