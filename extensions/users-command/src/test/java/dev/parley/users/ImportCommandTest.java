package dev.parley.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.users.Session.Result;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportCommandTest {
  @TempDir Path directory;
  private Path file;
  private Session session;

  @BeforeEach
  void start() {
    file = directory.resolve("users.json");
    session = new Session(file);
  }

  private void right(String user, String password) {
    Result result = session.run(password + "\n", "check", user);
    assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
  }

  private void imported(String csv, String... args) {
    Result result = session.run(csv, "import", args);
    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
  }

  private Result refused(String csv) {
    Result result = session.run(csv, "import");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(file).doesNotExist();
    return result;
  }

  @Test
  @DisplayName("user,password,role;role: all users with passwords and roles")
  void imports() {
    imported("alice,secret words,admin;staff\nbob,b:o:b,\ncarol,p\n", "--realm", "r");
    right("alice", "secret words");
    right("bob", "b:o:b");
    right("carol", "p");
    assertThat(session.run("", "list").out())
        .contains("alice\tenabled\tnever\tadmin,staff\tr (", "bob\tenabled\tnever\t-\tr (");
  }

  @Test
  @DisplayName("RFC 4180: quotes, doubled quotes, commas, CRLF; a byte order mark and empty lines")
  void csv() {
    imported("\uFEFF\"alice\",\"a,\"\"b\"\"\",\"x; y\"\r\n\r\n\u5f20\u4f1f,\ud83d\udd11");
    right("alice", "a,\"b\"");
    right("\u5f20\u4f1f", "\ud83d\udd11");
    assertThat(session.run("", "list").out()).contains("\tx,y\t");
  }

  @Test
  @DisplayName("Spaces belong to the password")
  void spaces() {
    imported("alice, p ,x\n");
    right("alice", " p ");
  }

  @Test
  @DisplayName("Users who are there get the new password and roles, and keep the rest; others stay")
  void replaces() {
    assertThat(
            session
                .run(
                    "p\n", "add", "--realm", "r", "--role", "x", "--expires", "2040-01-01", "alice")
                .exitCode())
        .isZero();
    imported("bob,p\n");
    imported("alice,q,y\n");
    right("alice", "q");
    right("bob", "p");
    assertThat(session.run("", "list").out())
        .contains("alice\tenabled\t2040-01-01T00:00:00Z\ty\tr (");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bob",
        "bob,",
        ",p",
        "bob,p,x,y",
        "bo:b,p",
        "\" bob\",p",
        "\"bo\nb\",p",
        "bob,p,\u0007",
        "alice,again",
        "\"bob\"x,p",
        "bob,\"p",
        "bo\"b,p"
      })
  @DisplayName("A line that can not be is named by its number, and nothing at all is imported")
  void refusesLines(String line) {
    assertThat(refused("alice,p\n" + line + "\n").err()).contains("line 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"user,password,role", "Username, Password", "login,passwd,roles"})
  @DisplayName("A first line that names the columns makes no user of that name")
  void header(String header) {
    assertThat(refused(header + "\nalice,p\n").err()).contains("line 1", "take it out");
  }

  @Test
  @DisplayName("All wrong lines are named at once, and no password is shown")
  void namesAll() {
    Result result = refused("a:b,hush\nb,ok\nc\nd,hu\u0000sh\nb,hush");
    assertThat(result.err())
        .contains("line 1: ", "line 3: ", "line 4: ", "line 5: ", "nothing was imported")
        .doesNotContain("line 2: ", "hu");
  }

  @Test
  @DisplayName("Empty input and other encodings than UTF-8 are refused")
  void refusesInput() {
    assertThat(refused("").err()).contains("no lines");
    assertThat(refused("\uFEFF\n\r\n").err()).contains("no lines");
    Result latin1 =
        session.runOctets("J\u00e4son,p\n".getBytes(StandardCharsets.ISO_8859_1), "import");
    assertThat(latin1.exitCode()).isEqualTo(1);
    assertThat(latin1.err()).contains("not UTF-8");
  }

  @Test
  @DisplayName("Ten thousand users are imported, twice, in seconds")
  void many() throws Exception {
    StringBuilder csv = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      csv.append("user").append(i).append(",password").append(i).append(",r").append(i % 7);
      csv.append('\n');
    }
    imported(csv.toString());
    imported(csv.toString().replace("user", "other"));
    assertThat(session.run("", "list").out()).hasLineCount(20_000);
    assertThat(Files.size(file)).isGreaterThan(1_000_000);
    right("other9999", "password9999");
  }
}
