package dev.parley.users;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.authority.file.FileFormat;
import dev.parley.authority.file.UsersFile;
import dev.parley.users.Session.Result;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A users file that is too long is refused before it is written, with its length")
class LongFileTest {
  @TempDir Path directory;
  private Path file;
  private Session session;

  @BeforeEach
  void start() {
    file = directory.resolve("users.json");
    session = new Session(file);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  @DisplayName("a change that would make it longer than it may be leaves the good file as it was")
  void refusedBeforeReplacing() throws Exception {
    assertThat(session.run("p\n", "add", "--realm", "r", "alice").exitCode()).isZero();
    String good = Files.readString(file);
    List<String> before = files();
    UsersFile users = FileFormat.JSON.read(file);
    long length = Files.size(file);
    assertThatThrownBy(() -> new Replacement(file, length - 1).write(users))
        .isInstanceOf(CommandFailure.class)
        .hasMessage(
            file
                + ": nothing was changed: with this change it would have "
                + length
                + " octets, and a users file has at most 1024 MiB (1073741824 octets); take users,"
                + " realms or algorithms out, or keep the users in a database behind a"
                + " DigestAuthority");
    assertThat(file).hasContent(good);
    assertThat(files()).isEqualTo(before);
    new Replacement(file, length).write(users);
    assertThat(file).hasContent(good);
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "check alice", "add bob", "remove alice", "import"})
  @DisplayName("one that is too long is named with length, limit and remedy by every command")
  void named(String command) throws Exception {
    long length = UsersFile.maximumOctets() + 1;
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.writeBytes("{");
      sparse.setLength(length);
    }
    String[] words = command.split(" ", -1);
    Result result =
        session.run("bob,p\n", words[0], Stream.of(words).skip(1).toArray(String[]::new));
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .isEqualToIgnoringNewLines(
            "parley-users: " + file.toRealPath() + ": " + UsersFile.refusal(length))
        .contains("1073741825 octets", "at most 1024 MiB", "database");
    assertThat(Files.size(file)).isEqualTo(length);
  }

  @Test
  @DisplayName("standard input that is too long changes nothing; the message says what to do")
  void standardInput() throws Exception {
    assertThat(session.run("p\n", "add", "--realm", "r", "alice").exitCode()).isZero();
    String good = Files.readString(file);
    byte[] input = "bob,password\n".repeat((64 << 20) / 13 + 1).getBytes(US_ASCII);
    Result result = session.runOctets(input, "import");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("67108864 octets (64 MiB)", "in several runs");
    assertThat(file).hasContent(good);
  }

  @ParameterizedTest
  @ValueSource(strings = {"add", "remove", "list", "check", "import"})
  @DisplayName("--help says how long it may be")
  void help(String command) {
    String octets = Long.toString(UsersFile.maximumOctets());
    assertThat(session.run("", command, "--help").out().replaceAll("\\s+", " "))
        .contains("at most 1024 MiB (" + octets + " octets)");
  }
}
