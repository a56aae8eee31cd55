package dev.parley.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What other users of the machine may do with a file")
@DisabledOnOs(OS.WINDOWS)
class OtherUsersTest {
  @TempDir Path folder;
  private Path file;

  private static void mode(Path path, String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("secret"), "s");
    mode(folder, "rwxr-xr-x");
    mode(file, "rw-r--r--");
    assumeTrue(OtherUsers.of(file).read(), "the folder for temporary files is private itself");
  }

  @Test
  @DisplayName("They read and write it as its mode says")
  void modes() throws IOException {
    assertThat(OtherUsers.of(file)).isEqualTo(new OtherUsers(true, false));
    mode(file, "rw-r--rw-");
    assertThat(OtherUsers.of(file)).isEqualTo(new OtherUsers(true, true));
    mode(file, "rw-rw--w-");
    assertThat(OtherUsers.of(file)).isEqualTo(new OtherUsers(false, true));
    mode(file, "rw-rw----");
    assertThat(OtherUsers.of(file)).isEqualTo(new OtherUsers(false, false));
  }

  @Test
  @DisplayName("A folder that they may not enter keeps them from it")
  void folders() throws IOException {
    mode(folder, "rwxr-x---");
    assertThat(OtherUsers.of(file)).isEqualTo(new OtherUsers(false, false));
    mode(folder, "rwx-----x");
    assertThat(OtherUsers.of(file)).isEqualTo(new OtherUsers(true, false));
  }

  @Test
  @DisplayName("Of a symbolic link, where it leads counts; a missing file gives them nothing")
  void links() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    assertThat(OtherUsers.of(link).read()).isTrue();
    mode(file, "rw-------");
    assertThat(OtherUsers.of(link).read()).isFalse();
    Files.delete(file);
    assertThat(OtherUsers.of(link)).isEqualTo(new OtherUsers(false, false));
  }
}
