package dev.parley.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How other users of the machine may put a file of theirs in the place of one, whatever its own
 * mode: by a folder on the way that they may write and that has no sticky bit, or by being the
 * owner of the file, of a folder, or of a link in a folder that all may write. Every link on the
 * way is followed, and both its own folder and where it leads are looked at. Members of groups and
 * access-control lists are not known; what a file system does not tell (other than POSIX) counts as
 * forbidden.
 *
 * @param danger what may happen, with the path of what lets it
 * @param remedy the command that ends it
 */
public record Replaceable(String danger, String remedy) {
  /** More than a system follows. */
  private static final int MOST_LINKS = 40;

  private static final int STICKY = 0x200;

  /** The ways in which it may be replaced, none where it is not there. */
  public static List<Replaceable> of(Path file) {
    return of(file, Trusted.USERS.isEmpty() ? owner -> true : Trusted.USERS::contains);
  }

  static List<Replaceable> of(Path file, Predicate<UserPrincipal> trusted) {
    Walk walk = new Walk(file.toAbsolutePath(), trusted);
    try {
      walk.go();
    } catch (IOException | UnsupportedOperationException e) {
      // What was found up to here holds; a file that is not there is told elsewhere.
    }
    return List.copyOf(walk.found);
  }

  /**
   * The users who may own files: root, and that of the server. Empty when the latter is unknown.
   */
  private static final class Trusted {
    static final Set<UserPrincipal> USERS = users();

    private static Set<UserPrincipal> users() {
      Set<UserPrincipal> users = new HashSet<>();
      // Two ways, for the name is unknown in some containers, and the other system has no /proc.
      add(users, () -> Files.getOwner(Path.of("/proc/self")));
      add(users, () -> named(System.getProperty("user.name", "")));
      if (!users.isEmpty()) {
        add(users, () -> named("root"));
        add(users, () -> Files.getOwner(Path.of("/")));
      }
      return Set.copyOf(users);
    }

    private static UserPrincipal named(String name) throws IOException {
      return Path.of("/")
          .getFileSystem()
          .getUserPrincipalLookupService()
          .lookupPrincipalByName(name);
    }

    @FunctionalInterface
    private interface Source {
      UserPrincipal get() throws IOException;
    }

    private static void add(Set<UserPrincipal> users, Source source) {
      try {
        users.add(source.get());
      } catch (IOException | UnsupportedOperationException e) {
        // The other source may know.
      }
    }
  }

  /** From the root to the file, by real folders. */
  private static final class Walk {
    private final Path file;
    private final Predicate<UserPrincipal> trusted;
    private final Deque<Path> names = new ArrayDeque<>();
    private final Set<Path> seen = new HashSet<>();
    private final List<Replaceable> found = new ArrayList<>();

    Walk(Path file, Predicate<UserPrincipal> trusted) {
      this.file = file;
      this.trusted = trusted;
    }

    void go() throws IOException {
      Path folder = start(file, file.getRoot());
      int links = 0;
      while (!names.isEmpty() && links <= MOST_LINKS) {
        Path name = names.pop();
        if (name.toString().equals("..")) {
          folder = folder.getParent() == null ? folder : folder.getParent();
        } else {
          Path next = folder.resolve(name).normalize();
          PosixFileAttributes attributes = attributes(next);
          look(next, folder, attributes);
          if (attributes.isSymbolicLink()) {
            links++;
            folder = start(Files.readSymbolicLink(next), folder);
          } else {
            folder = next;
          }
        }
      }
    }

    /** Goes on with the names of a path, from its root or from a folder. */
    private Path start(Path path, Path folder) throws IOException {
      for (int i = path.getNameCount() - 1; i >= 0; i--) {
        names.push(path.getName(i));
      }
      Path root = path.getRoot();
      if (root != null) {
        look(root, root, attributes(root));
      }
      return root == null ? folder : root;
    }

    private static PosixFileAttributes attributes(Path path) throws IOException {
      return Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private void look(Path path, Path folder, PosixFileAttributes attributes) throws IOException {
      if (!seen.add(path)) {
        return;
      }
      UserPrincipal owner = attributes.owner();
      boolean link = attributes.isSymbolicLink();
      if (!trusted.test(owner)
          && (!link || othersWrite(attributes(folder)))
          && mayEnter(folder, owner)) {
        found.add(
            new Replaceable(
                "the user "
                    + owner.getName()
                    + " owns "
                    + (attributes.isDirectory() ? "the folder " : link ? "the link " : "")
                    + path
                    + ", and so can replace "
                    + (path.equals(file) ? "it" : file)
                    + " and change whom the server trusts",
                (link ? "chown -h root " : "chown root ")
                    + path
                    + ", or give it to the user of the server"));
      }
      if (attributes.isDirectory()
          && othersWrite(attributes)
          && !isSticky(path)
          && mayEnter(path, null)) {
        found.add(
            new Replaceable(
                "every user of this machine can write to the folder "
                    + path
                    + ", and so replace "
                    + file
                    + " and change whom the server trusts",
                "chmod o-w " + path));
      }
    }

    private static boolean othersWrite(PosixFileAttributes attributes) {
      return attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE);
    }

    private static boolean isSticky(Path folder) throws IOException {
      return ((Integer) Files.getAttribute(folder, "unix:mode") & STICKY) != 0;
    }

    /** Whether a user, or every one where none is given, may get into a folder. */
    private static boolean mayEnter(Path folder, @Nullable UserPrincipal user) throws IOException {
      for (Path each = folder; each != null; each = each.getParent()) {
        PosixFileAttributes attributes = attributes(each);
        Set<PosixFilePermission> permissions = attributes.permissions();
        boolean enters =
            permissions.contains(PosixFilePermission.OTHERS_EXECUTE)
                || (user != null
                    && (attributes.owner().equals(user)
                        || permissions.contains(PosixFilePermission.GROUP_EXECUTE)));
        if (!enters) {
          return false;
        }
      }
      return true;
    }
  }
}
