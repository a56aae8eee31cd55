package dev.parley.users;

import dev.parley.authority.file.FileFormat;
import dev.parley.authority.file.UsersFile;
import dev.parley.authority.file.UsersFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;

/**
 * A users file on disk. Changes are made under a lock, so that commands that run at once do not
 * lose each other's, and by replacing the file, so that readers see the old or the new one.
 */
final class UsersStore {
  private static final Object ONE_AT_A_TIME = new Object();

  /** A change of the users. */
  @FunctionalInterface
  interface Change {
    UsersFile apply(UsersFile before) throws CommandFailure, IOException;
  }

  private final Path path;

  UsersStore(Path path) {
    this.path = path;
  }

  /** The users; the file must be there. */
  UsersFile read() throws IOException, CommandFailure {
    try {
      return FileFormat.AUTO.read(path);
    } catch (UsersFileException e) {
      throw new CommandFailure(path + ": " + e.getMessage());
    }
  }

  /** Changes the users, or leaves the file as it is when the change fails. */
  void change(boolean mayBeNew, Change change) throws IOException, CommandFailure {
    // The lock is a file of its own: the users file itself is another one after each change.
    Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
    Path lock = target.resolveSibling("." + target.getFileName() + ".lock");
    synchronized (ONE_AT_A_TIME) {
      if (!mayBeNew && !Files.exists(target)) {
        throw new NoSuchFileException(path.toString());
      }
      try (FileChannel channel =
              FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock held = channel.lock()) {
        changeLocked(target, change);
      }
    }
  }

  private void changeLocked(Path target, Change change) throws IOException, CommandFailure {
    UsersFile before = new UsersFile(List.of());
    if (Files.exists(target)) {
      requireJson(target);
      before = read();
    }
    new Replacement(target).write(change.apply(before));
  }

  private void requireJson(Path target) throws IOException, CommandFailure {
    try (InputStream in = Files.newInputStream(target)) {
      byte[] start = in.readNBytes(256);
      if (FileFormat.AUTO.resolve(start) != FileFormat.JSON) {
        throw new CommandFailure(
            String.format(
                Locale.ROOT,
                "%s: not a JSON users file; it is left as it is (change htdigest files with the"
                    + " htdigest command)",
                path));
      }
    }
  }
}
