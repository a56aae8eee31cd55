package dev.parley.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A file that cannot be read says why")
@DisabledOnOs(OS.WINDOWS)
class UnreadableTest {
  @TempDir Path folder;

  private Path file(String mode) throws IOException {
    Path file = Files.writeString(folder.resolve("users.json"), "{}");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  @Test
  @DisplayName("Who may not read it, whose it is, and its mode")
  void denied() throws IOException {
    Path file = file("rw-r-----");
    PosixFileAttributes of = Files.readAttributes(file, PosixFileAttributes.class);
    assertThat(Unreadable.why(file, new AccessDeniedException(file.toString())))
        .isEqualTo(
            "the user of the server, "
                + System.getProperty("user.name")
                + ", may not read it (owner "
                + of.owner().getName()
                + ", group "
                + of.group().getName()
                + ", mode rw-r-----)");
  }

  @Test
  @DisplayName("A real refusal by the system says the same")
  void refused() throws IOException {
    Path file = file("---------");
    assumeFalse(Files.isReadable(file), "root reads everything");
    assertThatThrownBy(() -> new WatchedFile(file, RegularFileTest.limit(100)).read())
        .hasMessageStartingWith(file.toAbsolutePath() + ": the user of the server, ")
        .hasMessageContaining("mode ---------");
  }

  @Test
  @DisplayName("A folder that may not be entered is named in its place")
  void folder() throws IOException {
    Path inner = Files.createDirectory(folder.resolve("inner"));
    Path file = Files.writeString(inner.resolve("a"), "");
    Files.setPosixFilePermissions(inner, PosixFilePermissions.fromString("---------"));
    try {
      assumeFalse(Files.isExecutable(inner), "root enters everything");
      assertThatThrownBy(() -> new WatchedFile(file, RegularFileTest.limit(100)).read())
          .hasMessageContaining("may not enter the folder " + inner)
          .hasMessageContaining("mode ---------");
    } finally {
      Files.setPosixFilePermissions(inner, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  @DisplayName("One that is not there: which folder is missing already")
  void missing() {
    Path file = folder.resolve("a");
    assertThat(Unreadable.why(file, new NoSuchFileException(file.toString())))
        .isEqualTo("there is no such file");
    Path deep = folder.resolve("mnt/disk/users.json");
    assertThat(Unreadable.why(deep, new NoSuchFileException(deep.toString())))
        .isEqualTo("there is no such file, nor the folder " + folder.resolve("mnt"));
  }

  @Test
  @DisplayName("A relative path is named by its absolute one")
  void relative() {
    Path file = Path.of("no-such-file.json");
    assertThatThrownBy(() -> new WatchedFile(file, RegularFileTest.limit(100)).read())
        .hasMessage(file.toAbsolutePath() + ": there is no such file");
  }

  @Test
  @DisplayName("A folder, and one that is too long")
  void others() throws IOException {
    assertThatThrownBy(() -> new WatchedFile(folder, RegularFileTest.limit(100)).read())
        .hasMessage(folder + ": it is a folder, not a file");
    Path file = Files.writeString(folder.resolve("long"), "0123456789");
    assertThatThrownBy(() -> new WatchedFile(file, RegularFileTest.limit(9)).read())
        .hasMessage(file + ": it has 10 octets, and a test file has at most 9 octets; cut it");
  }
}
