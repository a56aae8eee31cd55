package dev.parley.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("How other users of the machine may replace a file")
@DisabledOnOs(OS.WINDOWS)
class ReplaceableTest {
  private static final Predicate<UserPrincipal> NO_ONE = owner -> false;

  @TempDir Path temporary;
  private Path folder;
  private Path file;

  private static void mode(Path path, String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  private Path folder(String name) throws IOException {
    Path made = Files.createDirectory(temporary.resolve(name));
    mode(made, "rwxr-xr-x");
    return made;
  }

  @BeforeEach
  void write() throws IOException {
    temporary = temporary.toRealPath();
    mode(temporary, "rwxr-xr-x");
    folder = folder("folder");
    file = Files.writeString(folder.resolve("users.json"), "{}");
    mode(file, "rw-------");
    assumeTrue(Replaceable.of(file).isEmpty(), "the folder for temporary files is not safe itself");
    mode(folder, "rwxrwxrwx");
    assumeTrue(!Replaceable.of(file).isEmpty(), "the folder for temporary files is private itself");
    mode(folder, "rwxr-xr-x");
  }

  private static Replaceable inFolder(Path folder, Path file) {
    return new Replaceable(
        "every user of this machine can write to the folder "
            + folder
            + ", and so replace "
            + file
            + " and change whom the server trusts",
        "chmod o-w " + folder);
  }

  @Test
  @DisplayName("by its folder, or one above, that others may write and enter, unless it is sticky")
  void folders() throws Exception {
    mode(folder, "rwxrwxrwx");
    assertThat(Replaceable.of(file)).containsExactly(inFolder(folder, file));
    mode(folder, "rwxrwxrw-");
    assertThat(Replaceable.of(file)).as("they cannot enter it").isEmpty();
    mode(folder, "rwxr-xr-x");
    mode(temporary, "rwxrwxrwx");
    assertThat(Replaceable.of(file)).containsExactly(inFolder(temporary, file));
    Files.setAttribute(temporary, "unix:mode", 01777);
    assertThat(Replaceable.of(file)).as("sticky").isEmpty();
    mode(folder, "rwxrwxrwx");
    mode(temporary, "rwx------");
    assertThat(Replaceable.of(file)).as("a folder above keeps them away").isEmpty();
  }

  @Test
  @DisplayName(
      "by the folder of a link on the way, and by those where it leads, in a chain as well")
  void links() throws Exception {
    Path here = folder("here");
    Path middle = folder("middle");
    Path first = Files.createSymbolicLink(here.resolve("link"), middle.resolve("next"));
    Files.createSymbolicLink(middle.resolve("next"), Path.of("../middle/../folder"));
    Path linked = first.resolve("users.json");
    assertThat(Replaceable.of(linked)).isEmpty();
    for (Path each : List.of(here, middle, folder)) {
      mode(each, "rwxr-xrwx");
      assertThat(Replaceable.of(linked)).containsExactly(inFolder(each, linked));
      mode(each, "rwxr-xr-x");
    }
    Path endless = Files.createSymbolicLink(here.resolve("endless"), Path.of("endless"));
    assertThat(Replaceable.of(endless)).isEmpty();
    assertThat(Replaceable.of(folder.resolve("absent"))).isEmpty();
  }

  @Test
  @DisplayName("by its owner, if that is neither root nor the user of the server")
  void owners() throws Exception {
    UserPrincipal owner = Files.getOwner(file);
    Replaceable owned =
        new Replaceable(
            "the user "
                + owner.getName()
                + " owns "
                + file
                + ", and so can replace it and change whom the server trusts",
            "chown root " + file + ", or give it to the user of the server");
    assertThat(Replaceable.of(file, NO_ONE)).contains(owned);
    assertThat(Replaceable.of(file, owner::equals)).doesNotContain(owned);
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    assertThat(Replaceable.of(link, NO_ONE))
        .extracting(Replaceable::remedy)
        .contains("chown root " + folder + ", or give it to the user of the server")
        .contains("chown root " + file + ", or give it to the user of the server")
        .as("no owner changes a link")
        .doesNotContain("chown -h root " + link + ", or give it to the user of the server");
    Files.setAttribute(folder, "unix:mode", 01777);
    assertThat(Replaceable.of(link, NO_ONE))
        .extracting(Replaceable::remedy)
        .contains("chown -h root " + link + ", or give it to the user of the server");
  }

  @Test
  @DisplayName("by a real owner of a folder, as root sees it")
  void realOwner() throws Exception {
    UserPrincipal other =
        folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("12345");
    try {
      Files.setOwner(folder, other);
    } catch (IOException e) {
      assumeTrue(false, "only root gives folders away");
    }
    assertThat(Replaceable.of(file))
        .extracting(Replaceable::danger)
        .singleElement()
        .asString()
        .startsWith("the user 12345 owns the folder " + folder);
  }

  @Test
  @DisplayName("A file system that does not tell gives no warning and fails in nothing")
  void withoutPosix() throws Exception {
    URI zip = URI.create("jar:" + temporary.resolve("a.zip").toUri());
    try (FileSystem other = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
      Path inside = Files.writeString(other.getPath("/users.json"), "{}");
      assertThat(Replaceable.of(inside)).isEmpty();
      assertThat(Replaceable.of(inside, NO_ONE)).isEmpty();
    }
  }
}
