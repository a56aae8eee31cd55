package dev.parley.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.support.ContainerKind;
import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.Digest;
import dev.parley.it.support.RawHttp;
import dev.parley.it.support.Reply;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The container makes the filter, as it does for a web.xml. */
@DisplayName("A filter that cannot start, in every container")
final class NotStartedIT {
  private static final String TARGET = "/protected/x";
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private static ContainerProcess.Options container(ContainerKind kind, String dispatches) {
    return ContainerProcess.of(kind).with("by-class", dispatches);
  }

  private static void assertRefused(Reply reply, boolean head) {
    assertThat(reply.status()).as("%s", reply).isEqualTo(503);
    assertThat(reply.all("X-User")).isEmpty();
    assertThat(reply.header("Cache-Control")).contains("no-store");
    assertThat(Integer.parseInt(reply.header("Retry-After").orElse("0"))).isBetween(1, 60);
    assertThat(reply.body())
        .isEqualTo(head ? "" : "503 Service Unavailable: please try again later.\n");
  }

  private static Reply ask(ContainerProcess server, String method, String target)
      throws IOException {
    try (RawHttp http = new RawHttp(server.port())) {
      return http.request(method, target, "Connection: close");
    }
  }

  /** How often a text stands in what a container has written. */
  private static long count(ContainerProcess server, String text) {
    return server.output().split(Pattern.quote(text), -1).length - 1L;
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("a misspelt setting: every path and method 503; the cause is in the log once")
  void misspelt(ContainerKind kind) throws Exception {
    try (ContainerProcess server = container(kind, "all").setting("relm", "x").start()) {
      List<String> targets =
          List.of(TARGET, "/open/x", "/optional/x", "/admin/x", "/control/log", "/error-page");
      for (String target : targets) {
        assertRefused(ask(server, "GET", target), false);
      }
      for (String method :
          List.of("HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "SEARCH")) {
        assertRefused(ask(server, method, "/admin/x"), method.equals("HEAD"));
      }
      // A container without a default servlet answers by itself where no servlet is.
      assertThat(ask(server, "GET", "/absent").status()).isIn(404, 503);
      // Some connectors answer TRACE themselves.
      Reply trace = ask(server, "TRACE", "/admin/x");
      assertThat(trace.status()).isIn(405, 503);
      // To SLF4J and to the container, both of which the process writes out.
      assertThat(count(server, "did you mean realm?")).isBetween(1L, 2L);
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("FORWARD, ASYNC and ERROR dispatches get 503, INCLUDE nothing")
  void dispatches(ContainerKind kind) throws Exception {
    try (ContainerProcess server = container(kind, "FORWARD").setting("relm", "x").start()) {
      assertRefused(ask(server, "GET", "/open/forward"), false);
      assertThat(ask(server, "GET", "/open/x").user()).isEqualTo("null");
    }
    try (ContainerProcess server = container(kind, "ASYNC").setting("relm", "x").start()) {
      assertRefused(ask(server, "GET", "/protected/async/x"), false);
    }
    try (ContainerProcess server = container(kind, "ERROR").setting("relm", "x").start()) {
      assertRefused(ask(server, "GET", "/open/error"), false);
    }
    try (ContainerProcess server = container(kind, "INCLUDE").setting("relm", "x").start()) {
      assertThat(ask(server, "GET", "/open/include").body()).isEqualTo("[]");
    }
  }

  private static Reply logOn(ContainerProcess server) throws IOException {
    try (RawHttp http = new RawHttp(server.port())) {
      Digest digest = Digest.answering(http.request("GET", TARGET), "alice", "a");
      return http.request("GET", TARGET, digest.answer("GET", TARGET));
    }
  }

  private static void awaitStart(ContainerProcess server) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> {
              Reply reply = ask(server, "GET", TARGET);
              assertThat(reply.status()).as("%s", reply).isIn(503, 401);
              return reply.status() == 401;
            });
  }

  private static void writeUsers(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        {"format": "parley-users", "version": 1, "users": [{"name": "alice", "roles": ["user"],
         "keys": [{"realm": "it", "algorithm": "SHA-256", "ha1": "%s"}]}]}"""
            .formatted(Digest.h("SHA-256", "alice:it:a")));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("a users file whose disk is mounted later starts it; then logons work")
  void usersFile(ContainerKind kind, @TempDir Path folder) throws Exception {
    Path file = folder.resolve("mounted/users.json");
    try (ContainerProcess server =
        container(kind, "all").setting("users-file", file.toString()).start()) {
      assertRefused(ask(server, "GET", TARGET), false);
      assertRefused(ask(server, "GET", "/open/x"), false);
      writeUsers(file);
      awaitStart(server);
      assertThat(logOn(server).user()).isEqualTo("alice");
      assertThat(ask(server, "GET", "/open/x").status()).isEqualTo(200);
      assertThat(count(server, "users-file = " + file)).isBetween(1L, 2L);
      assertThat(server.output()).contains("has started; requests are served");
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("a keytab likewise")
  void keytab(ContainerKind kind, @TempDir Path folder) throws Exception {
    Path users = folder.resolve("users.json");
    writeUsers(users);
    Path keytab = folder.resolve("mounted/http.keytab");
    try (ContainerProcess server =
        container(kind, "all")
            .setting("packages", "digest, negotiate")
            .setting("users-file", users.toString())
            .setting("kerberos.keytab", keytab.toString())
            .start()) {
      assertRefused(ask(server, "GET", TARGET), false);
      Files.createDirectories(keytab.getParent());
      Files.write(keytab, keytab());
      awaitStart(server);
      assertThat(ask(server, "GET", TARGET).all("WWW-Authenticate")).contains("Negotiate");
      assertThat(logOn(server).user()).isEqualTo("alice");
      assertThat(count(server, "kerberos.keytab = ")).isBetween(1L, 2L);
    }
  }

  /** Of HTTP/localhost@EXAMPLE.TEST, with an AES-256 key. */
  private static byte[] keytab() throws IOException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    DataOutputStream entry = new DataOutputStream(octets);
    entry.writeShort(2);
    for (String each : List.of("EXAMPLE.TEST", "HTTP", "localhost")) {
      entry.writeUTF(each);
    }
    entry.writeInt(3);
    entry.writeInt(0);
    entry.writeByte(1);
    entry.writeShort(18);
    entry.writeShort(32);
    entry.write("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(file);
    out.writeShort(0x0502);
    out.writeInt(octets.size());
    octets.writeTo(out);
    return file.toByteArray();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("a missing jar: 503, and the class and its jar in the log")
  void missingJar(ContainerKind kind, @TempDir Path folder) throws Exception {
    try (ContainerProcess server = container(kind, "all").without("caffeine-").start()) {
      assertRefused(ask(server, "GET", TARGET), false);
      assertRefused(ask(server, "GET", "/open/x"), false);
      assertThat(server.output()).contains("com.github.ben-manes.caffeine:caffeine");
    }
    Path keytab = Files.write(folder.resolve("http.keytab"), keytab());
    try (ContainerProcess server =
        container(kind, "all")
            .without("bcprov-")
            .setting("packages", "negotiate")
            .setting("kerberos.keytab", keytab.toString())
            .start()) {
      assertRefused(ask(server, "GET", TARGET), false);
      assertRefused(ask(server, "GET", "/open/x"), false);
      assertThat(server.output()).contains("org.bouncycastle:bcprov-jdk18on");
    }
    try (ContainerProcess server =
        container(kind, "all").without("parley-digest-").setting("users-file", "x").start()) {
      assertRefused(ask(server, "GET", TARGET), false);
      assertThat(server.output()).contains("add the jar of the package: parley-digest");
    }
  }
}
