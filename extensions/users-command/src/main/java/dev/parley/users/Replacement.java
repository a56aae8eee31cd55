package dev.parley.users;

import dev.parley.authority.file.UsersFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/**
 * Puts a new file in the place of an old one in one step; the old one's owner and rights stay. A
 * file that would be too long to be read again takes no place.
 */
final class Replacement {
  private final Path target;
  private final long mostOctets;

  /**
   * @param target the old file, which need not be there
   */
  Replacement(Path target) {
    this(target, UsersFile.maximumOctets());
  }

  Replacement(Path target, long mostOctets) {
    this.target = target;
    this.mostOctets = mostOctets;
  }

  void write(UsersFile users) throws IOException, CommandFailure {
    Path directory = Objects.requireNonNull(target.toAbsolutePath().getParent(), "its directory");
    Path temporary =
        Files.createTempFile(directory, "." + target.getFileName() + ".", ".tmp", onlyOwner());
    try {
      write(users, temporary);
      if (Files.exists(target)) {
        keepRights(target, temporary);
      }
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
    force(directory);
  }

  private void write(UsersFile users, Path temporary) throws IOException, CommandFailure {
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      BoundedOutput octets = new BoundedOutput(Channels.newOutputStream(channel), mostOctets);
      Writer out =
          new BufferedWriter(new OutputStreamWriter(octets, StandardCharsets.UTF_8), 1 << 16);
      users.writeTo(out);
      out.flush();
      if (octets.count() > mostOctets) {
        throw new CommandFailure(
            target
                + ": nothing was changed: with this change "
                + UsersFile.refusal(octets.count()).replaceFirst("^it has", "it would have"));
      }
      channel.force(true);
    }
  }

  private static FileAttribute<?>[] onlyOwner() {
    return isPosix()
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }

  private static void keepRights(Path from, Path to) throws IOException {
    if (!isPosix()) {
      return;
    }
    PosixFileAttributes old = Files.readAttributes(from, PosixFileAttributes.class);
    PosixFileAttributes now = Files.readAttributes(to, PosixFileAttributes.class);
    PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    if (!old.group().equals(now.group())) {
      view.setGroup(old.group());
    }
    if (!old.owner().equals(now.owner())) {
      view.setOwner(old.owner());
    }
    view.setPermissions(old.permissions());
  }

  /** Makes the rename itself lasting, where the system lets directories be opened. */
  private static void force(Path directory) {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows does not; the rename is then as lasting as the file system makes it.
      return;
    }
  }
}
