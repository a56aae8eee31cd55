package dev.parley.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.authority.DigestAlgorithm;
import dev.parley.authority.DigestClient;
import dev.parley.authority.DigestVerdict;
import dev.parley.authority.DigestVerdict.Accepted;
import dev.parley.authority.NtlmClient;
import dev.parley.authority.NtlmTarget;
import dev.parley.authority.NtlmVerdict;
import dev.parley.authority.file.FileAuthority;
import dev.parley.authority.file.FileFormat;
import dev.parley.users.Session.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsersCommandTest {
  @TempDir Path directory;
  private Path file;
  private Session session;

  @BeforeEach
  void start() {
    file = directory.resolve("users.json");
    session = new Session(file);
  }

  private void ok(Result result) {
    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
  }

  private void failed(Result result, String... messages) {
    assertThat(result.err()).startsWith("parley-users: ").doesNotContain("\tat ");
    assertThat(messages).allSatisfy(each -> assertThat(result.err()).contains(each));
    assertThat(result.exitCode()).isEqualTo(1);
  }

  private DigestVerdict verify(String user, String realm, DigestAlgorithm algorithm, String pass)
      throws Exception {
    try (FileAuthority authority =
        FileAuthority.open(
            file,
            FileFormat.JSON,
            Duration.ZERO,
            NtlmTarget.ofComputer("WEB"),
            InstantSource.system(),
            new SecureRandom())) {
      return authority.verify(new DigestClient(user, realm, algorithm).answer(pass));
    }
  }

  private boolean accepts(String user, String realm, String password) throws Exception {
    return verify(user, realm, DigestAlgorithm.SHA_256, password) instanceof Accepted;
  }

  private String content() throws IOException {
    return Files.readString(file);
  }

  @Test
  @DisplayName("add: the user is let in, with every algorithm, in every realm, with the roles")
  void adds() throws Exception {
    ok(
        session.run(
            "secret words\n",
            "add",
            "--realm",
            "one",
            "--realm",
            "zw\u00f6lf",
            "--role",
            "admin,staff",
            "--role",
            "x",
            "alice"));
    for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
      for (String realm : List.of("one", "zw\u00f6lf")) {
        DigestVerdict verdict = verify("alice", realm, algorithm, "secret words");
        assertThat(verdict).isInstanceOf(Accepted.class);
        assertThat(((Accepted) verdict).identity().roles())
            .containsExactlyInAnyOrder("admin", "staff", "x");
      }
    }
    assertThat(content()).doesNotContain("secret words");
  }

  @Test
  @DisplayName("add: only the algorithms that were named")
  void addsAlgorithms() throws Exception {
    ok(session.run("p\n", "add", "--algorithm", "SHA-256", "alice"));
    assertThat(content()).contains("SHA-256").doesNotContain("MD5", "SHA-512-256");
    Result wrong = session.run("p\n", "add", "--algorithm", "MD5-sess", "bob");
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err()).contains("MD5, SHA-256 and SHA-512-256");
  }

  @Test
  @DisplayName("The password is the first line of standard input, with either line end or none")
  void passwordLine() throws Exception {
    ok(session.run(" p\u00e4ss : word \r\nnext", "add", "a"));
    ok(session.run("p", "add", "b"));
    assertThat(accepts("a", KeyOptions.DEFAULT_REALM, " p\u00e4ss : word ")).isTrue();
    assertThat(accepts("b", KeyOptions.DEFAULT_REALM, "p")).isTrue();
    failed(session.run("", "add", "c"), "the password is empty");
    failed(session.run("\n", "add", "c"), "the password is empty");
    failed(session.run("a\u0007b\n", "add", "c"), "control characters");
    failed(session.runOctets(new byte[] {(byte) 0xE4, '\n'}, "add", "c"), "not UTF-8");
    failed(session.run("x".repeat(5000), "add", "c"), "longer than");
  }

  @Test
  @DisplayName("A password is never an argument")
  void noPasswordArgument() {
    Result result = session.run("p\n", "add", "alice", "password");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(session.run("p\n", "add", "--password", "x", "a").exitCode()).isEqualTo(2);
  }

  @Test
  @DisplayName("At a console a new password is asked for twice, one to check once")
  void prompts() throws Exception {
    ok(session.typing(List.of("p", "p"), "add", "alice"));
    failed(session.typing(List.of("p", "q"), "add", "bob"), "not the same");
    failed(session.typing(List.of(), "add", "bob"), "no password");
    ok(session.typing(List.of("p"), "check", "alice"));
    assertThat(accepts("alice", KeyOptions.DEFAULT_REALM, "p")).isTrue();
  }

  @Test
  @DisplayName("RFC 7616 section 4, RFC 7613: name and password are hashed in NFC")
  void normalizes() throws Exception {
    ok(session.run("pa\u0308ss\n", "add", "Ja\u0308son"));
    assertThat(accepts("J\u00e4son", KeyOptions.DEFAULT_REALM, "p\u00e4ss")).isTrue();
    ok(session.run("pa\u0308ss\n", "check", "J\u00e4son"));
    ok(session.run("", "remove", "Ja\u0308son"));
  }

  @Test
  @DisplayName(
      "add --latin1: hashes for clients that do not know UTF-8 are added where they differ")
  void latin1() throws Exception {
    ok(session.run("p\u00e4ss\n", "add", "--latin1", "--algorithm", "MD5", "alice"));
    ok(session.run("pass\n", "add", "--latin1", "--algorithm", "MD5", "bob"));
    ok(session.run("p\u5f20\n", "add", "--latin1", "--algorithm", "MD5", "carol"));
    assertThat(content().split("\"ha1\"", -1)).hasSize(1 + 2 + 1 + 1);
    ok(session.run("p\u00e4ss\n", "check", "alice"));
  }

  @Test
  @DisplayName("A user who is there is not overwritten by add, but changed with --update")
  void updates() throws Exception {
    ok(session.run("p\n", "add", "--realm", "r", "--role", "x", "--expires", "2040-01-01", "a"));
    failed(session.run("q\n", "add", "a"), "there already", "--update");
    ok(session.run("q\n", "add", "--update", "a"));
    assertThat(accepts("a", "r", "q")).isTrue();
    assertThat(accepts("a", "r", "p")).isFalse();
    ok(session.run("", "add", "--update", "--keep-password", "--disabled", "a"));
    assertThat(session.run("", "list").out())
        .isEqualTo(
            "a\tdisabled\t2040-01-01T00:00:00Z\tx\tr (SHA-256 MD5 SHA-512-256)\n"
                .replace("\n", System.lineSeparator()));
    ok(
        session.run(
            "",
            "add",
            "--update",
            "--keep-password",
            "--enabled",
            "--expires",
            "never",
            "--role",
            "",
            "a"));
    assertThat(session.run("", "list").out()).startsWith("a\tenabled\tnever\t-\tr");
    assertThat(accepts("a", "r", "q")).isTrue();
    failed(session.run("q\n", "add", "--update", "b"), "no user b");
    failed(session.run("q\n", "add", "--keep-password", "b"), "needs --update");
  }

  @Test
  @DisplayName("A new password for one realm leaves the other realms as they are")
  void otherRealmsStay() throws Exception {
    ok(session.run("p\n", "add", "--realm", "one", "--realm", "two", "a"));
    ok(session.run("q\n", "add", "--update", "--realm", "two", "a"));
    assertThat(accepts("a", "one", "p")).isTrue();
    assertThat(accepts("a", "two", "q")).isTrue();
    failed(session.run("q\n", "add", "b"), "several realms", "one", "two");
  }

  @Test
  @DisplayName("Without --realm a new user gets the one realm of the file")
  void realmOfTheFile() throws Exception {
    ok(session.run("p\n", "add", "--realm", "one", "a"));
    ok(session.run("p\n", "add", "b"));
    assertThat(accepts("b", "one", "p")).isTrue();
  }

  @Test
  @DisplayName("Names that can not be are refused: a colon, spaces around, control characters")
  void refusesNames() {
    for (String name : List.of("a:b", " a", "a\nb", "")) {
      failed(session.run("p\n", "add", name));
    }
    failed(session.run("p\n", "add", "--role", "a\tb", "alice"), "a role");
    assertThat(file).doesNotExist();
  }

  @Test
  @DisplayName("remove: the user is gone; with one who is not there nobody is removed")
  void removes() throws Exception {
    ok(session.run("a,p\nb,p\nc,p\n", "import"));
    failed(session.run("", "remove", "a", "nobody"), "no user nobody");
    assertThat(accepts("a", KeyOptions.DEFAULT_REALM, "p")).isTrue();
    Result result = session.run("", "remove", "a", "b");
    ok(result);
    assertThat(result.out()).contains("removed a", "removed b");
    assertThat(session.run("", "list").out()).startsWith("c\t").hasLineCount(1);
  }

  @Test
  @DisplayName("list: expired users are called so; no hash is shown")
  void lists() {
    ok(session.run("p\n", "add", "--expires", "2020-01-01T00:00:00Z", "a"));
    assertThat(session.run("", "list").out())
        .startsWith("a\texpired\t2020-01-01T00:00:00Z")
        .doesNotContainPattern("[0-9a-f]{32}");
    assertThat(session.run("p\n", "add", "--expires", "soon", "b").exitCode()).isEqualTo(2);
  }

  @Test
  @DisplayName(
      "check: 0 for the right password, 1 for a wrong one, an unknown user, a disabled one")
  void checks() {
    ok(session.run("p\n", "add", "--realm", "one", "a"));
    Result right = session.run("p\n", "check", "a");
    ok(right);
    assertThat(right.out()).contains("right for realm one, SHA-256", "right for realm one, MD5");
    Result wrong = session.run("q\n", "check", "a");
    assertThat(wrong.exitCode()).isEqualTo(1);
    assertThat(wrong.out()).contains("wrong").doesNotContain("right");
    failed(session.run("p\n", "check", "b"), "no user b");
    Result elsewhere = session.run("p\n", "check", "--realm", "two", "a");
    assertThat(elsewhere.exitCode()).isEqualTo(1);
    assertThat(elsewhere.out()).contains("no hash");
    ok(session.run("", "add", "--update", "--keep-password", "--disabled", "a"));
    Result disabled = session.run("p\n", "check", "a");
    assertThat(disabled.exitCode()).isEqualTo(1);
    assertThat(disabled.out()).contains("disabled");
  }

  private boolean ntlmAccepts(String user, String password) throws Exception {
    try (FileAuthority authority =
        FileAuthority.open(
            file,
            FileFormat.JSON,
            Duration.ZERO,
            NtlmTarget.ofComputer("WEB"),
            InstantSource.system(),
            new SecureRandom())) {
      return authority.verify(new NtlmClient("WEB", user).answer(password))
          instanceof NtlmVerdict.Accepted;
    }
  }

  @Test
  @DisplayName("MS-NLMP 3.3.1: an NT hash is kept only when asked for, and serves NTLM then")
  void ntHash() throws Exception {
    ok(session.run("p\n", "add", "a"));
    assertThat(content()).doesNotContain("ntHash");
    assertThat(ntlmAccepts("a", "p")).isFalse();
    Result added = session.run("p\u00e4ss \ud83d\udd11\n", "add", "--nt-hash", "b");
    ok(added);
    assertThat(added.out()).contains("as good as the password");
    assertThat(ntlmAccepts("b", "p\u00e4ss \ud83d\udd11")).isTrue();
    assertThat(session.run("", "list").out().lines().toList())
        .satisfiesExactly(
            a -> assertThat(a).endsWith("(SHA-256 MD5 SHA-512-256)"),
            b -> assertThat(b).endsWith("(SHA-256 MD5 SHA-512-256), NT hash"));
    ok(session.run("test\n", "add", "--update", "--nt-hash", "a"));
    assertThat(content()).contains("\"ntHash\": \"0cb6948805f797bf2a82807973b89537\"");
  }

  @Test
  @DisplayName("A new password renews the NT hash, so that the old one logs on nowhere")
  void ntHashFollowsThePassword() throws Exception {
    ok(session.run("p\n", "add", "--nt-hash", "a"));
    ok(session.run("q\n", "add", "--update", "--realm", "other", "a"));
    assertThat(ntlmAccepts("a", "q")).isTrue();
    assertThat(ntlmAccepts("a", "p")).isFalse();
    ok(session.run("", "add", "--update", "--keep-password", "--role", "x", "a"));
    assertThat(ntlmAccepts("a", "q")).isTrue();
    ok(session.run("", "add", "--update", "--keep-password", "--no-nt-hash", "a"));
    assertThat(content()).doesNotContain("ntHash");
    failed(
        session.run("", "add", "--update", "--keep-password", "--nt-hash", "a"), "--keep-password");
    ok(session.run("r\n", "add", "--update", "--nt-hash", "a"));
    ok(session.run("s\n", "add", "--update", "--no-nt-hash", "a"));
    assertThat(content()).doesNotContain("ntHash");
  }

  @Test
  @DisplayName("import: with --nt-hash for all, otherwise for those who had one")
  void importsNtHashes() throws Exception {
    ok(session.run("a,p\nb,p\n", "import", "--nt-hash"));
    ok(session.run("c,p\n", "import"));
    ok(session.run("a,q\nc,q\n", "import"));
    assertThat(ntlmAccepts("a", "q")).isTrue();
    assertThat(ntlmAccepts("b", "p")).isTrue();
    assertThat(ntlmAccepts("c", "q")).isFalse();
    ok(session.run("a,q\nb,p\n", "import", "--no-nt-hash"));
    assertThat(content()).doesNotContain("ntHash");
  }

  @Test
  @DisplayName("check: the NT hash is checked too, unless a realm is named")
  void checksNtHash() throws Exception {
    ok(session.run("p\n", "add", "--nt-hash", "--realm", "r", "a"));
    Result right = session.run("p\n", "check", "a");
    ok(right);
    assertThat(right.out()).contains("right for NTLM");
    assertThat(session.run("q\n", "check", "a").out()).contains("wrong for NTLM");
    assertThat(session.run("p\n", "check", "--realm", "r", "a").out()).doesNotContain("NTLM");
    Files.writeString(
        file, content().replaceAll("\"ntHash\": \"[0-9a-f]{8}", "\"ntHash\": \"00000000"));
    assertThat(session.run("p\n", "check", "a").exitCode()).isEqualTo(1);
  }

  @Test
  @DisplayName("A file that is not there, or no users file, is said in a line")
  void fileProblems() throws Exception {
    failed(session.run("", "list"), "users.json", "no such file");
    failed(session.run("", "remove", "a"), "users.json", "no such file");
    failed(session.run("p\n", "add", "--update", "a"), "no such file");
    assertThat(file).doesNotExist();
    failed(
        new Session(directory.resolve("none/users.json")).run("p\n", "add", "a"), "no such file");
    failed(new Session(directory).run("", "list"));
    Files.writeString(file, "{\"format\": \"parley-users\",\n\"version\": 1,\n\"users\": [1]}");
    failed(session.run("", "list"), "line 3", "users[0]");
    failed(session.run("p\n", "add", "a"), "line 3");
    assertThat(content()).endsWith("[1]}");
  }

  @Test
  @DisplayName("htdigest files are listed and checked, but never changed")
  void htdigest() throws Exception {
    Files.writeString(
        file, "alice:r:" + DigestClient.accountHash("alice", "r", DigestAlgorithm.MD5, "p") + "\n");
    assertThat(session.run("", "list").out()).startsWith("alice\tenabled\tnever\t-\tr (MD5)");
    ok(session.run("p\n", "check", "alice"));
    failed(session.run("p\n", "add", "bob"), "htdigest");
    assertThat(content()).startsWith("alice:r:");
  }

  @Test
  @DisplayName("A new file is for its owner alone; the rights of an old one stay, and its link")
  void rights() throws Exception {
    ok(session.run("p\n", "add", "a"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Path link = Files.createSymbolicLink(directory.resolve("link.json"), file);
    ok(new Session(link).run("p\n", "add", "b"));
    assertThat(link).isSymbolicLink();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
    assertThat(accepts("b", KeyOptions.DEFAULT_REALM, "p")).isTrue();
  }

  @Test
  @DisplayName("Nothing temporary is left, also after a failure")
  void leavesNothing() throws Exception {
    ok(session.run("p\n", "add", "a"));
    failed(session.run("p\n", "add", "a"), "already");
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(each -> each.getFileName().toString()))
          .containsExactlyInAnyOrder("users.json", ".users.json.lock");
    }
  }

  @Test
  @DisplayName("Commands that run at once do not lose each other's users")
  void concurrent() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Future<Result>> all = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        String name = "user" + i;
        all.add(pool.submit(() -> session.run("p\n", "add", name)));
      }
      for (Future<Result> each : all) {
        ok(each.get());
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(session.run("", "list").out()).hasLineCount(40);
  }

  @Test
  @DisplayName("Wrong arguments: exit code 2 and what is expected; --help: 0")
  void usage() {
    assertThat(Session.plain().exitCode()).isEqualTo(2);
    assertThat(Session.plain("list").exitCode()).isEqualTo(2);
    assertThat(Session.plain("list").err()).contains("--file");
    assertThat(Session.plain("nonsense").exitCode()).isEqualTo(2);
    assertThat(Session.plain("--version").out()).startsWith("parley-users ");
    assertThat(Session.plain("--help").out())
        .contains("add", "remove", "list", "check", "import", "Exit codes");
    for (String command : List.of("add", "remove", "list", "check", "import")) {
      Result help = Session.plain(command, "--help");
      assertThat(help.exitCode()).isZero();
      assertThat(help.out()).contains("--file");
    }
  }
}
