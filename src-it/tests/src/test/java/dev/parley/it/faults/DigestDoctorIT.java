package dev.parley.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.it.support.ApacheProxy;
import dev.parley.it.support.ContainerKind;
import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.Control;
import dev.parley.it.support.Digest;
import dev.parley.it.support.Doctor;
import dev.parley.it.support.Doctor.Diagnosis;
import dev.parley.it.support.TamperingProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@code bin/parley-doctor} before real servers with Digest, without Kerberos: each fault is
 * planted alone, has to be named with its remedy by the check that looks for it, and no other check
 * fails but those that rest on that one.
 */
@DisplayName("The doctor, with Digest")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DigestDoctorIT {
  private static final String PAGE = "/protected/page";
  @TempDir static Path folder;
  private Path users;
  private Path config;
  private ContainerProcess server;

  @BeforeAll
  void start() throws Exception {
    users =
        write("users.json", users(user("alice", "right"), user("bob", "bob"), withoutMd5("carol")));
    config = config("parley.json", "it", users);
    server = options(ContainerKind.JETTY_EE10).start();
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private ContainerProcess.Options options(ContainerKind kind) {
    return ContainerProcess.of(kind).setting("users-file", users.toString());
  }

  private static Path write(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    file.toFile().setReadable(false, false);
    file.toFile().setReadable(true, true);
    return file;
  }

  private static String users(String... users) {
    return "{\"format\": \"parley-users\", \"version\": 1, \"users\": ["
        + String.join(",", users)
        + "]}";
  }

  private static String user(String name, String password) {
    String text = name + ":it:" + password;
    return """
        {"name": "%s", "keys": [
          {"realm": "it", "algorithm": "SHA-256", "ha1": "%s"},
          {"realm": "it", "algorithm": "SHA-512-256", "ha1": "%s"},
          {"realm": "it", "algorithm": "MD5", "ha1": "%s"}]}"""
        .formatted(
            name, Digest.h("SHA-256", text), Digest.h("SHA-512-256", text), Digest.h("MD5", text));
  }

  private static String withoutMd5(String name) {
    return user(name, name)
        .replaceFirst(",\\s*\\{\"realm\": \"it\", \"algorithm\": \"MD5\"[^}]*}", "");
  }

  /** The settings of the server, as the doctor is told them. */
  private static Path config(String name, String realm, Path users, String... more)
      throws IOException {
    StringBuilder text = new StringBuilder("{\"realm\": \"").append(realm);
    text.append("\", \"protected-paths\": \"/protected/*, /*\", \"users-file\": \"");
    text.append(users).append('"');
    for (String each : more) {
      text.append(", ").append(each);
    }
    return write(name, text.append('}').toString());
  }

  private static String url(int port, String path) {
    return "http://localhost:" + port + path;
  }

  private Diagnosis alice(int port, String path) throws Exception {
    return alice(config, port, path);
  }

  private static Diagnosis alice(Path config, int port, String path) throws Exception {
    return Doctor.withoutKerberos()
        .typing("right\n")
        .run("--config", config.toString(), "--url", url(port, path), "--user", "alice");
  }

  @ParameterizedTest
  @EnumSource(ContainerKind.class)
  @DisplayName(
      "lets a healthy site pass, and logs on with each algorithm; the server proves itself")
  void healthy(ContainerKind kind) throws Exception {
    String algorithms = "SHA-512-256, SHA-256, MD5, SHA-256-sess";
    Path own = config("all.json", "it", users, "\"digest.algorithms\": \"" + algorithms + "\"");
    try (ContainerProcess all = options(kind).setting("digest.algorithms", algorithms).start()) {
      Diagnosis found = alice(own, all.port(), PAGE + "?a=b%20c");
      found
          .says("OK", "digest", "realm it, " + algorithms, "as the settings say")
          .says("OK", "digest-clock", "Digest does not compare them")
          .says("OK", "digest-path", "with escapes and queries too")
          .says("SKIPPED", "negotiate", "packages does not hold negotiate");
      for (String each : algorithms.split(", ")) {
        found.says(
            "OK", "digest-logon", "alice with " + each + " is let in (200)", "proved itself");
      }
      found.isHealthy();
    }
  }

  @Test
  @DisplayName("verifies the server's proof over the entity where only auth-int is offered")
  void authInt() throws Exception {
    Path own = config("int.json", "it", users, "\"digest.qop\": \"auth-int\"");
    try (ContainerProcess all =
        options(ContainerKind.TOMCAT_10).setting("digest.qop", "auth-int").start()) {
      Diagnosis found = alice(own, all.port(), PAGE);
      found.says("OK", "digest-logon", "is let in (200)", "the server proved itself");
      found.isHealthy();
    }
  }

  @Test
  @DisplayName("reads the web.xml of the server as it reads JSON")
  void webXml() throws Exception {
    Path webInf = Files.createDirectories(folder.resolve("site/WEB-INF"));
    Files.copy(users, webInf.resolve("users.json"));
    Path file =
        Files.writeString(
            webInf.resolve("web.xml"),
            """
            <!DOCTYPE web-app SYSTEM "file:///nonexistent/web-app.dtd">
            <web-app version="6.0">
              <filter><filter-name>parley</filter-name>
                <filter-class>dev.parley.filter.AuthenticationFilter</filter-class>
                <init-param><param-name>realm</param-name><param-value> it </param-value></init-param>
                <init-param><param-name>users-file</param-name>
                  <param-value>/WEB-INF/users.json</param-value></init-param>
              </filter>
              <filter-mapping><filter-name>parley</filter-name><url-pattern>/*</url-pattern>
              </filter-mapping>
            </web-app>
            """);
    alice(file, server.port(), PAGE)
        .says("WARN", "configuration", "not mapped for dispatches of the type ASYNC")
        .says("OK", "users", "the password of alice is right for")
        .says("OK", "digest", "as the settings say")
        .says("OK", "digest-logon", "alice with MD5 is let in (200)")
        .isHealthy();
  }

  @ParameterizedTest
  @EnumSource(
      value = ContainerKind.class,
      names = {"JETTY_EE10", "TOMCAT_11", "UNDERTOW"})
  @DisplayName(
      "a proxy takes a prefix away: what arrives is found without a password, and the setting")
  void prefixTaken(ContainerKind kind) throws Exception {
    try (ContainerProcess plain = options(kind).start();
        TamperingProxy proxy =
            TamperingProxy.ofRequests(plain.port(), head -> head.replaceFirst(" /shop/", " /"))) {
      Doctor.withoutKerberos()
          .run("--url", url(proxy.port(), "/shop" + PAGE))
          .says(
              "FAIL",
              "digest-path",
              "/shop/protected/page reaches the filter as one for /protected/page",
              "set digest.uri-prefixes = /shop/ = /",
              "[URI_MISMATCH]")
          .failsOnly("digest-path");
      Diagnosis logon = alice(proxy.port(), "/shop" + PAGE);
      logon.says("OK", "digest-logon", "would be let in, were the uri that of the server");
      logon.failsOnly("digest-path");
      Path fixed = config("prefix.json", "it", users, "\"digest.uri-prefixes\": \"/shop/ = /\"");
      try (ContainerProcess cured =
              options(kind).setting("digest.uri-prefixes", "/shop/ = /").start();
          TamperingProxy before =
              TamperingProxy.ofRequests(cured.port(), head -> head.replaceFirst(" /shop/", " /"))) {
        Diagnosis healthy = alice(fixed, before.port(), "/shop" + PAGE);
        healthy
            .says("OK", "digest-path", "arrives as clients send it")
            .says("OK", "digest-logon", "MD5 is let in (200)");
        healthy.isHealthy();
      }
    }
  }

  @Test
  @DisplayName("a proxy (Apache) adds a prefix: it is found among the paths of the settings")
  void prefixAdded() throws Exception {
    try (ApacheProxy apache = apache("/protected/")) {
      alice(apache.port(), "/page")
          .says(
              "FAIL",
              "digest-path",
              "/page reaches the filter as one for /protected/page",
              "set digest.uri-prefixes = / = /protected/",
              "[URI_MISMATCH]")
          .failsOnly("digest-path");
    }
  }

  @Test
  @DisplayName("a proxy sends all to one page: what arrives is not found, and the doctor says so")
  void notFound() throws Exception {
    try (TamperingProxy proxy =
        TamperingProxy.ofRequests(
            server.port(), head -> head.replaceFirst(" /\\S*", " /protected/q7"))) {
      alice(proxy.port(), PAGE)
          .says("FAIL", "digest-path", "guesses did not find it", "access log", "[URI_MISMATCH]")
          .says("SKIPPED", "digest-logon", "digest-path tells why")
          .failsOnly("digest-path");
    }
  }

  @Test
  @DisplayName(
      "a proxy (Apache without nocanon) rewrites escapes: a warning, for most clients get in")
  void escapes() throws Exception {
    try (ApacheProxy apache = apache("/")) {
      alice(apache.port(), PAGE)
          .says("WARN", "digest-path", "/protected/pag%65 arrives as /protected/page", "nocanon")
          .says("OK", "digest-logon", "alice with SHA-256 is let in (200)")
          .isHealthy();
    }
  }

  @Test
  @DisplayName("a proxy takes the query away")
  void query() throws Exception {
    try (TamperingProxy proxy =
        TamperingProxy.ofRequests(server.port(), head -> head.replaceFirst("\\?\\S*", ""))) {
      alice(proxy.port(), PAGE)
          .says("WARN", "digest-path", "rewrites queries", "arrives without it")
          .isHealthy();
    }
  }

  @Test
  @DisplayName("a proxy (Apache) drops Authorization")
  void noAuthorization() throws Exception {
    try (ApacheProxy apache = apache("/", "RequestHeader unset Authorization")) {
      alice(apache.port(), PAGE)
          .says("FAIL", "digest-path", "Authorization field does not reach the filter")
          .says("SKIPPED", "digest-logon", "digest-path tells why")
          .failsOnly("digest-path");
    }
  }

  @Test
  @DisplayName("a proxy (Apache) drops Authentication-Info: a warning")
  void noProof() throws Exception {
    try (ApacheProxy apache = apache("/", "Header unset Authentication-Info")) {
      alice(apache.port(), PAGE)
          .says("WARN", "digest-logon", "did not prove itself", "pass Authentication-Info")
          .isHealthy();
    }
  }

  @Test
  @DisplayName("something changes the server's proof")
  void wrongProof() throws Exception {
    try (TamperingProxy proxy =
        TamperingProxy.ofResponses(
            server.port(), head -> head.replaceFirst("rspauth=\"..", "rspauth=\"zz"))) {
      alice(proxy.port(), PAGE)
          .says("FAIL", "digest-logon", "the server's proof (rspauth) is wrong")
          .failsOnly("digest-logon");
    }
  }

  @Test
  @DisplayName("a proxy (Apache) takes the challenge away")
  void noChallenge() throws Exception {
    try (ApacheProxy apache = apache("/", "Header unset WWW-Authenticate")) {
      alice(apache.port(), PAGE)
          .says("FAIL", "challenge", "Digest is not offered; the server offers nothing", "proxies")
          .failsOnly("challenge");
    }
  }

  @Test
  @DisplayName("a proxy keeps the first challenge alone")
  void oneChallenge() throws Exception {
    try (TamperingProxy proxy =
        TamperingProxy.ofResponses(
            server.port(),
            head -> {
              int second = head.indexOf("\r\nWWW-Authenticate", head.indexOf("WWW-Auth"));
              return second < 0
                  ? head
                  : head.substring(0, second)
                      + head.substring(second).replaceAll("(?i)\r\nWWW-Authenticate:[^\r]*", "");
            })) {
      alice(proxy.port(), PAGE)
          .says("FAIL", "digest", "offered SHA-256, by the settings SHA-256, MD5", "field line")
          .failsOnly("digest");
    }
  }

  @Test
  @DisplayName("a proxy changes the order of the challenges")
  void order() throws Exception {
    try (TamperingProxy proxy =
        TamperingProxy.ofResponses(
            server.port(),
            head ->
                head.replace("algorithm=MD5", "algorithm=x")
                    .replace("algorithm=SHA-256", "algorithm=MD5")
                    .replace("algorithm=x", "algorithm=SHA-256"))) {
      Doctor.withoutKerberos()
          .run("--config", config.toString(), "--url", url(proxy.port(), PAGE))
          .says("FAIL", "digest", "offered MD5, SHA-256, by the settings SHA-256, MD5")
          .failsOnly("digest");
    }
  }

  @Test
  @DisplayName("a proxy (Apache) puts its own name in the place of User-Agent")
  void userAgent() throws Exception {
    try (ApacheProxy apache = apache("/", "RequestHeader set User-Agent proxy")) {
      alice(apache.port(), PAGE)
          .says("FAIL", "digest", "get SHA-256, MD5 in place of MD5", "pass User-Agent")
          .failsOnly("digest");
    }
  }

  @Test
  @DisplayName("a proxy changes the realm")
  void realm() throws Exception {
    try (TamperingProxy proxy =
        TamperingProxy.ofResponses(
            server.port(), head -> head.replace("realm=\"it\"", "realm=\"portal\""))) {
      alice(proxy.port(), PAGE)
          .says("FAIL", "digest", "the realm portal, the settings the realm it", "REALM_MISMATCH")
          .says("FAIL", "digest-path", "does not take the realm", "[REALM_MISMATCH]")
          .failsOnly("digest", "digest-path");
    }
  }

  @Test
  @DisplayName("a cache keeps the 401")
  void cache() throws Exception {
    AtomicReference<String> kept = new AtomicReference<>("");
    try (TamperingProxy proxy =
        TamperingProxy.ofResponses(
            server.port(),
            head -> {
              if (!head.startsWith("HTTP/1.1 401")) {
                return head;
              }
              kept.compareAndSet("", head);
              return kept.get();
            })) {
      alice(proxy.port(), PAGE)
          .says("FAIL", "digest", "all clients get the same nonce", "no cache", "[NONCE_EXPIRED]");
    }
  }

  @Test
  @DisplayName("two servers answer in turn, and a nonce serves at one of them")
  void inTurn() throws Exception {
    try (ContainerProcess other = options(ContainerKind.TOMCAT_10).start();
        TamperingProxy proxy = TamperingProxy.inTurn(server.port(), other.port())) {
      alice(proxy.port(), PAGE)
          .says("WARN", "digest", "2 processes", "set digest.nonce-key", "[NONCE_OTHER_SERVER]")
          .says("FAIL", "digest-logon", "stale=true", "keep a client on its node");
    }
  }

  @Test
  @DisplayName("the doctor was given the settings of another realm")
  void otherSettings() throws Exception {
    Path other = config("other.json", "intranet", users);
    alice(other, server.port(), PAGE)
        .says("FAIL", "digest", "the realm it, the settings the realm intranet", "REALM_MISMATCH")
        .says("WARN", "users", "3 of 3 users have no key for this realm", "alice, bob")
        .says("FAIL", "users", "alice has keys for it", "[NO_KEY_FOR_ALGORITHM]")
        .failsOnly("users", "digest");
  }

  @Test
  @DisplayName("a wrong password is known by the users file, and nothing is sent that would count")
  void wrongPassword() throws Exception {
    Control control = new Control(server.port());
    control.drainAudit();
    Diagnosis found =
        Doctor.withoutKerberos()
            .typing("S3cret-guess\n")
            .run(
                "--config",
                config.toString(),
                "--url",
                url(server.port(), PAGE),
                "--user",
                "alice");
    found
        .says("FAIL", "users", "the password is not the one of alice", "[WRONG_RESPONSE]")
        .says("SKIPPED", "digest-logon", "nothing was sent")
        .failsOnly("users");
    assertThat(found.output()).doesNotContain("S3cret");
    assertThat(control.drainAudit()).noneMatch(each -> each.contains("wrong-response"));
    // without the file it is tried, once
    Doctor.withoutKerberos()
        .typing("S3cret-guess\n")
        .run("--url", url(server.port(), PAGE), "--user", "alice")
        .says("FAIL", "digest-logon", "the server refuses alice with SHA-256", "audit")
        .failsOnly("digest-logon");
    assertThat(control.drainAudit().stream().filter(each -> each.contains("wrong-response")))
        .hasSize(1);
  }

  @Test
  @DisplayName("the user has no key for an algorithm: it is named, and not tried")
  void noKey() throws Exception {
    Control control = new Control(server.port());
    control.drainAudit();
    Doctor.withoutKerberos()
        .typing("carol\n")
        .run("--config", config.toString(), "--url", url(server.port(), PAGE), "--user", "carol")
        .says("WARN", "users", "1 of 3 users of this realm have no key for MD5", ": carol;")
        .says("OK", "digest-logon", "carol with SHA-256 is let in (200)")
        .says("FAIL", "digest-logon", "carol, MD5", "[NO_KEY_FOR_ALGORITHM]")
        .failsOnly("digest-logon");
    assertThat(control.drainAudit()).noneMatch(each -> each.contains("no-key-for-algorithm"));
  }

  @Test
  @DisplayName("the server has another users file than the doctor was given")
  void otherFile() throws Exception {
    Path newer = write("newer.json", users(user("alice", "new")));
    Path own = config("newer-config.json", "it", newer);
    Doctor.withoutKerberos()
        .typing("new\n")
        .run("--config", own.toString(), "--url", url(server.port(), PAGE), "--user", "alice")
        .says("OK", "users", "the password of alice is right")
        .says("FAIL", "digest-logon", "though by the users file the password is right", "this file")
        .failsOnly("digest-logon");
  }

  private ApacheProxy apache(String path, String... directives) throws Exception {
    Optional<String> missing = ApacheProxy.missing();
    assumeTrue(missing.isEmpty(), missing::orElseThrow);
    return ApacheProxy.start(folder, "http://127.0.0.1:" + server.port() + path, directives);
  }
}
