package dev.parley.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.authority.DigestAlgorithm;
import dev.parley.authority.file.StoredKey;
import dev.parley.authority.file.User;
import dev.parley.authority.file.UsersFile;
import dev.parley.doctor.Examination.Result;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A fault of Digest is named")
class DigestFaultsTest {
  private static final String REALM = "Site";

  @TempDir Path directory;
  private Path config;

  @BeforeEach
  void write() throws IOException {
    config = directory.resolve("parley.json");
    Files.writeString(config, "{\"realm\": \"Site\", \"users-file\": \"users.json\"}");
    users(
        user("alice", REALM, true, null, DigestAlgorithm.SHA_256, DigestAlgorithm.MD5),
        user("bob", REALM, true, null, DigestAlgorithm.SHA_256),
        user("carol", "Elsewhere", true, null, DigestAlgorithm.SHA_256),
        user("dave", REALM, false, null, DigestAlgorithm.SHA_256, DigestAlgorithm.MD5),
        user("erin", REALM, true, Instant.EPOCH, DigestAlgorithm.SHA_256, DigestAlgorithm.MD5));
  }

  private static User user(
      String name, String realm, boolean enabled, Instant expires, DigestAlgorithm... algorithms) {
    List<StoredKey> keys =
        Arrays.stream(algorithms)
            .map(each -> StoredKey.derive(name, realm, each, ("pw-" + name).toCharArray()))
            .toList();
    return new User(name, List.of(), enabled, expires, keys);
  }

  private void users(User... users) throws IOException {
    Path file = directory.resolve("users.json");
    try (Writer out = Files.newBufferedWriter(file)) {
      new UsersFile(List.of(users)).writeTo(out);
    }
    file.toFile().setReadable(false, false);
    file.toFile().setReadable(true, true);
  }

  private static Result examine(String input, String... arguments) {
    return new Examination(FakeNames.localhost(), Map.of()).typing(input, arguments);
  }

  private Result examine(String user, String password) {
    return examine(password + "\n", "--config", config.toString(), "--user", user);
  }

  private Result visit(UnaryOperator<String> answers) throws IOException {
    try (FakeServer server = new FakeServer(answers)) {
      return examine("", "--config", config.toString(), "--url", server.url());
    }
  }

  /** A nonce of this form, as the filter makes it. */
  private static String nonce(Duration age, int server) {
    byte[] octets = new byte[32];
    ByteBuffer.wrap(octets)
        .putLong(Instant.now().minus(age).toEpochMilli() << 16)
        .putInt(server)
        .putLong(System.nanoTime());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }

  private static String challenge(String nonce, String... algorithms) {
    return FakeServer.unauthorized(
        Arrays.stream(algorithms)
            .map(
                each ->
                    "WWW-Authenticate: Digest realm=\"Site\", nonce=\""
                        + nonce
                        + "\", opaque=\"o\", algorithm="
                        + each
                        + ", qop=\"auth\", charset=UTF-8")
            .toArray(String[]::new));
  }

  @Test
  @DisplayName(
      "users without a key for the realm or an algorithm, by the start's words and by name")
  void keys() {
    Result result = examine("", "--config", config.toString());
    assertThat(result.exitCode()).as(result.out()).isZero();
    result.says("users", "WARN", "realm = Site: 1 of 4 users have no key", ": carol;");
    result.says("users", "WARN", "have no key for MD5", ": bob;", "parley-users add");
    result.says("users", "OK", "5 users", "MD5 3", "disabled: dave", "expired: erin");
    assertThat(result.out()).doesNotContain("WARN    configuration");
    assertThat(result.out()).contains("SKIPPED negotiate     packages does not hold negotiate");
    assertThat(result.of("keytab")).isEmpty();
  }

  @Test
  @DisplayName("no user can log on any more")
  void everyoneOut() throws IOException {
    users(user("erin", REALM, true, Instant.EPOCH, DigestAlgorithm.SHA_256, DigestAlgorithm.MD5));
    examine("", "--config", config.toString()).says("users", "WARN", "no user can log on");
  }

  @Test
  @DisplayName(
      "the user who was named: unknown, barred, expired, without key, with another password")
  void account() {
    examine("alice", "pw-alice").says("users", "OK", "alice is right for SHA-256, MD5");
    examine("Alice", "x").says("users", "FAIL", "but alice: case", "[UNKNOWN_ACCOUNT]");
    examine("dave", "pw-dave").says("users", "FAIL", "dave", "[ACCOUNT_DISABLED]");
    examine("erin", "pw-erin").says("users", "FAIL", "erin", "[ACCOUNT_EXPIRED]");
    examine("carol", "pw-carol").says("users", "FAIL", "Elsewhere", "[NO_KEY_FOR_ALGORITHM]");
    Result wrong = examine("alice", "S3cret-Guess");
    wrong.says("users", "FAIL", "not the one of alice", "[WRONG_RESPONSE]");
    assertThat(wrong.out() + wrong.err()).doesNotContain("S3cret-Guess");
    wrong.failsOnly("users");
  }

  @Test
  @DisplayName("there is no password to read: wrong arguments")
  void noPassword() {
    assertThat(examine("", "--config", config.toString(), "--user", "alice").exitCode())
        .isEqualTo(2);
    assertThat(examine("x\n", "--krb5-conf", config.toString(), "--user", "alice").exitCode())
        .isEqualTo(2);
  }

  @Test
  @DisplayName("none: what clients see is what the settings say")
  void well() throws IOException {
    Result result =
        visit(
            head ->
                head.contains("Authorization")
                    ? FakeServer.response("400 Bad Request")
                    : FakeServer.field(head, "User-Agent").isEmpty()
                        ? challenge(nonce(Duration.ZERO, 1), "MD5", "SHA-256", "MD5")
                        : challenge(
                            nonce(Duration.ZERO, 1),
                            switch (FakeServer.field(head, "User-Agent")) {
                              case "Java/1", "Apache-HttpClient/41", "python-requests/1" ->
                                  new String[] {"MD5", "SHA-256"};
                              case "parley-doctor" -> new String[] {"SHA-256", "MD5"};
                              default -> new String[] {"MD5"};
                            }));
    result.says("challenge", "OK", "digest");
    result.says("digest", "OK", "for each client as the settings say");
    result.says("digest-path", "OK", "arrives as clients send it");
    assertThat(result.exitCode()).as(result.out()).isZero();
  }

  @Test
  @DisplayName("a proxy lets one field line pass")
  void oneLine() throws IOException {
    visit(head -> challenge(nonce(Duration.ZERO, 1), "SHA-256"))
        .says(
            "digest", "FAIL", "offered SHA-256, by the settings SHA-256, MD5", "every field line");
  }

  @Test
  @DisplayName("a proxy joins the field lines; something offers Basic too")
  void joined() throws IOException {
    String joined =
        challenge(nonce(Duration.ZERO, 1), "SHA-256", "MD5")
            .replaceFirst(
                "\r\nWWW-Authenticate: (.*)\r\nWWW-Authenticate: ", "\r\nWWW-Authenticate: $1, ");
    visit(head -> joined).says("digest", "WARN", "joins the challenges in one field line");
    visit(
            head ->
                joined.replace(
                    "Content-Length", "WWW-Authenticate: Basic realm=x\r\nContent-Length"))
        .says("digest", "WARN", "Basic is offered too", "the password itself");
  }

  @Test
  @DisplayName("a proxy puts its own name in the place of User-Agent")
  void userAgent() throws IOException {
    visit(head -> challenge(nonce(Duration.ZERO, 1), "SHA-256", "MD5"))
        .says("digest", "FAIL", "clients without User-Agent get SHA-256, MD5", "pass User-Agent");
  }

  @Test
  @DisplayName("another realm, qop or no opaque; another filter's challenge")
  void parameters() throws IOException {
    Files.writeString(
        config,
        "{\"realm\": \"Other\", \"digest.qop\": \"auth-int\", \"users-file\": \"users.json\"}");
    Result result = visit(head -> challenge(nonce(Duration.ZERO, 1), "SHA-256", "MD5"));
    result.says("digest", "FAIL", "the realm Site, the settings the realm Other", "REALM_MISMATCH");
    result.says("digest", "FAIL", "the qop auth, the settings the qop auth-int");
    visit(head -> challenge("dcd98b7102dd2f0e8b11d0f600bfb0c093", "MD5"))
        .says("digest", "FAIL", "not one of Parley's");
    visit(head -> FakeServer.unauthorized("WWW-Authenticate: Digest realm=\"Site\""))
        .says("digest", "FAIL", "lacks nonce, qop");
  }

  @Test
  @DisplayName("something keeps the 401, and its nonce is old")
  void cache() throws IOException {
    String old = nonce(Duration.ofHours(1), 1);
    Result result = visit(head -> challenge(old, "SHA-256", "MD5"));
    result.says("digest", "FAIL", "all clients get the same nonce", "no cache");
    result.says("digest-clock", "FAIL", "serves 300.0 s", "no cache", "[NONCE_EXPIRED]");
  }

  @Test
  @DisplayName("the clocks are apart, which Digest does not mind")
  void clock() throws IOException {
    for (Duration ahead : List.of(Duration.ofHours(2), Duration.ofHours(-2))) {
      String date =
          DateTimeFormatter.RFC_1123_DATE_TIME.format(
              Instant.now().plus(ahead).atOffset(ZoneOffset.UTC));
      visit(
              head ->
                  challenge(nonce(ahead.negated(), 1), "SHA-256", "MD5")
                      .replace("Content-Length", "Date: " + date + "\r\nContent-Length"))
          .says("digest-clock", "WARN", ahead.isNegative() ? "behind" : "ahead of", "by NTP");
    }
  }

  @Test
  @DisplayName("several processes answer in turn")
  void nodes() throws IOException {
    int[] server = {0};
    visit(head -> challenge(nonce(Duration.ZERO, server[0]++ % 3), "SHA-256", "MD5"))
        .says("digest", "WARN", "3 processes", "digest.nonce-key", "[NONCE_OTHER_SERVER]");
  }

  @Test
  @DisplayName("a proxy takes the challenge away; Kerberos is not asked about")
  void noChallenge() throws IOException {
    Result result = visit(head -> FakeServer.unauthorized());
    result.failsOnly("challenge");
    result.says("challenge", "Digest is not offered; the server offers nothing", "proxies");
  }

  @Test
  @DisplayName("the Authorization field does not arrive")
  void authorization() throws IOException {
    visit(head -> challenge(nonce(Duration.ZERO, 1), "SHA-256", "MD5"))
        .says("digest-path", "FAIL", "Authorization field does not reach the filter", "401");
  }

  @Test
  @DisplayName("a long list of names is cut")
  void manyNames() throws IOException {
    users(
        IntStream.range(0, 9)
            .mapToObj(i -> user("u" + i, "Elsewhere", true, null, DigestAlgorithm.MD5))
            .toArray(User[]::new));
    examine("", "--config", config.toString())
        .says("users", "9 of 9 users", "u0, u1, u2 and 6 more");
  }
}
