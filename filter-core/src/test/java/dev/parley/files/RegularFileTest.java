package dev.parley.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Only regular files are read")
@DisabledOnOs(OS.WINDOWS)
class RegularFileTest {
  @TempDir Path folder;

  private static void assertRefused(Path file, String kind) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () ->
            assertThatThrownBy(() -> new WatchedFile(file, 100).read())
                .isInstanceOf(UnusableFileException.class)
                .hasMessage(
                    file
                        + ": it is "
                        + kind
                        + ", not a regular file; write the content into a file and name that"
                        + " (/dev/stdin and process substitution, <(...), are not supported)"));
  }

  private Path pipe() throws Exception {
    Path pipe = folder.resolve("pipe");
    try {
      assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "mkfifo");
    } catch (IOException e) {
      assumeTrue(false, "there is no mkfifo");
    }
    return pipe;
  }

  @Test
  @DisplayName("not a pipe, which blocks until its other end is opened")
  void pipes() throws Exception {
    Path pipe = pipe();
    assertRefused(pipe, "a pipe (FIFO)");
    assertRefused(Files.createSymbolicLink(folder.resolve("link"), pipe), "a pipe (FIFO)");
  }

  @Test
  @DisplayName("not a pipe in the place of a file that is watched; the next file is taken again")
  void pipeLater() throws Exception {
    Path file = Files.writeString(folder.resolve("pipe"), "one");
    WatchedFile watched = new WatchedFile(file, 100);
    assertThat(watched.read()).asString().isEqualTo("one");
    Files.delete(file);
    pipe();
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          watched.look();
          assertThatThrownBy(watched::look).hasMessageContaining("a pipe (FIFO)");
        });
    Files.delete(file);
    Files.writeString(file, "two");
    watched.look();
    assertThat(watched.look()).asString().isEqualTo("two");
  }

  @Test
  @DisplayName("not a device, which may have no end")
  void devices() {
    Path zero = Path.of("/dev/zero");
    assumeTrue(Files.exists(zero), "there are no devices");
    assertRefused(zero, "a device");
  }

  @Test
  @DisplayName("not a socket")
  void sockets() throws IOException {
    Path socket = folder.resolve("s");
    try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.bind(UnixDomainSocketAddress.of(socket));
      assertRefused(socket, "a socket");
    }
  }

  @Test
  @DisplayName("a regular file, by links too, up to the number of octets that it may have")
  void regular() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "0123456789");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    assertThat(RegularFile.read(link, 10)).asString().isEqualTo("0123456789");
    assertThatThrownBy(() -> RegularFile.read(link, 9)).hasMessageContaining("more than 9 octets");
  }
}
