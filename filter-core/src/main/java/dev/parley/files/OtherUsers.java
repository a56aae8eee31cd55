package dev.parley.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * What every user of the machine may do with a file. A folder on the way that others may not enter
 * keeps them from both. What a file system does not tell (other than POSIX) counts as forbidden.
 *
 * @param read whether they may read it
 * @param write whether they may change it
 */
public record OtherUsers(boolean read, boolean write) {
  private static final OtherUsers NEITHER = new OtherUsers(false, false);

  /** Looks at the file, or at where a symbolic link leads; neither where it is not there. */
  public static OtherUsers of(Path file) {
    try {
      Path real = file.toRealPath();
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(real);
      OtherUsers may =
          new OtherUsers(
              permissions.contains(PosixFilePermission.OTHERS_READ),
              permissions.contains(PosixFilePermission.OTHERS_WRITE));
      return (may.read || may.write) && isReachable(real) ? may : NEITHER;
    } catch (IOException | UnsupportedOperationException e) {
      return NEITHER;
    }
  }

  private static boolean isReachable(Path real) throws IOException {
    for (Path folder = real.getParent(); folder != null; folder = folder.getParent()) {
      if (!Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_EXECUTE)) {
        return false;
      }
    }
    return true;
  }
}
