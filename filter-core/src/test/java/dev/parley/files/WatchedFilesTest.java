package dev.parley.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.http.MalformedTokenException;
import dev.parley.testing.HangingLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class WatchedFilesTest {
  @TempDir Path folder;
  private Path a;
  private Path b;
  private final List<byte[]> parsed = new ArrayList<>();

  @BeforeEach
  void write() throws IOException {
    a = Files.writeString(folder.resolve("a"), "=1");
    b = Files.writeString(folder.resolve("b"), "=2");
  }

  private String parse(byte[] content) throws MalformedTokenException {
    parsed.add(content);
    String text = new String(content, StandardCharsets.UTF_8);
    if (!text.startsWith("=")) {
      throw new MalformedTokenException("an equals sign is expected");
    }
    return text.substring(1);
  }

  private WatchedFiles<String> read() throws UnusableFileException {
    return WatchedFiles.read("test file", List.of(a, b), RegularFileTest.limit(100), this::parse);
  }

  private static boolean looks(WatchedFiles<String> files) {
    boolean changed = false;
    for (int i = 0; i < 6; i++) {
      changed |= files.look();
    }
    return changed;
  }

  private static void replace(Path path, String content) throws IOException {
    Path next = Files.writeString(path.resolveSibling(path.getFileName() + ".new"), content);
    Files.move(next, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  @Test
  @DisplayName("A content for which there was no memory is looked at again, and taken then")
  void noMemory() throws Exception {
    WatchedFile file = new WatchedFile(a, RegularFileTest.limit(100));
    file.read();
    replace(a, "=3");
    AtomicInteger tries = new AtomicInteger();
    FileContent<String, RuntimeException> content =
        new FileContent<>() {
          @Override
          public String read(InputStream in) throws IOException {
            if (tries.incrementAndGet() == 1) {
              throw new OutOfMemoryError("as in a test");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
          }

          @Override
          public void discard(String made) {}
        };
    String found = null;
    for (int i = 0; i < 6 && found == null; i++) {
      try {
        found = file.look(content);
      } catch (OutOfMemoryError e) {
        assertThat(tries).hasValue(1);
      }
    }
    assertThat(found).isEqualTo("=3");
    assertThat(tries).hasValue(2);
  }

  @Test
  @DisplayName("A replaced file is picked up, the others stay; what was read is wiped")
  void replaced() throws IOException {
    WatchedFiles<String> files = read();
    assertThat(files.values()).containsExactly("1", "2");
    assertThat(looks(files)).isFalse();
    replace(b, "=3");
    assertThat(looks(files)).isTrue();
    assertThat(files.values()).containsExactly("1", "3");
    assertThat(files.isUnsettled()).isFalse();
    assertThat(parsed).hasSize(3).allSatisfy(each -> assertThat(each).containsOnly(0));
  }

  @Test
  @Timeout(120)
  @DisplayName("A log that hangs stops no reload")
  void logHangs() throws Exception {
    WatchedFiles<String> files = read();
    try (HangingLog hanging = new HangingLog(WatchedFiles.class)) {
      replace(a, "=3");
      assertThat(looks(files)).isTrue();
      assertThat(hanging.awaitLine()).isTrue();
      replace(a, "=4");
      assertThat(looks(files)).isTrue();
      assertThat(files.values()).containsExactly("4", "2");
    }
  }

  @Test
  @DisplayName("Malformed, missing, too long: what the file said before stays, until it is mended")
  void keepsTheLastGoodValue() throws IOException {
    WatchedFiles<String> files = read();
    replace(a, "half");
    assertThat(looks(files)).isFalse();
    Files.delete(a);
    assertThat(looks(files)).isFalse();
    Files.writeString(a, "=" + "x".repeat(100));
    assertThat(looks(files)).isFalse();
    assertThat(files.values()).containsExactly("1", "2");
    replace(a, "=4");
    assertThat(looks(files)).isTrue();
    assertThat(files.values()).containsExactly("4", "2");
  }

  @Test
  @DisplayName("At the start every file must be usable, and the one that is not is named")
  void refusesToStart() throws IOException {
    replace(b, "half");
    assertThatThrownBy(this::read)
        .isInstanceOf(UnusableFileException.class)
        .hasMessage(b + ": an equals sign is expected");
    Files.delete(b);
    assertThatThrownBy(this::read)
        .isInstanceOfSatisfying(UnusableFileException.class, e -> assertThat(e.file()).isEqualTo(b))
        .hasMessage(b + ": there is no such file");
  }
}
