package dev.parley.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.support.ContainerKind;
import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.Digest;
import dev.parley.it.support.RawHttp;
import dev.parley.it.support.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The users file changes under a running server")
final class UsersFileIT {
  private static final String TARGET = "/protected/x";

  private static String user(String name, String password, boolean enabled) {
    return """
        {"name": "%s", "roles": ["user"], "enabled": %s,
         "keys": [{"realm": "it", "algorithm": "SHA-256", "ha1": "%s"}]}"""
        .formatted(name, enabled, Digest.h("SHA-256", name + ":it:" + password));
  }

  private static String file(String... users) {
    return "{\"format\": \"parley-users\", \"version\": 1, \"users\": ["
        + String.join(",", users)
        + "]}";
  }

  private static Reply logOn(RawHttp http, String user, String password) throws Exception {
    Digest digest = Digest.answering(http.request("GET", TARGET), user, password);
    return http.request("GET", TARGET, digest.answer("GET", TARGET));
  }

  private static void eventually(ThrowingAssertion assertion) {
    Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(assertion::check);
  }

  @FunctionalInterface
  private interface ThrowingAssertion {
    void check() throws Exception;
  }

  @Test
  @DisplayName(
      "half written: the old content stays; whole: changed and disabled users are out at once")
  void changes(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("users.json");
    Files.writeString(file, file(user("alice", "a", true), user("bob", "b", true)));
    try (ContainerProcess server =
            ContainerProcess.of(ContainerKind.JETTY_EE10)
                .setting("users-file", file.toString())
                .setting("users-reload-interval", "100ms")
                .start();
        RawHttp http = new RawHttp(server.port())) {
      Digest alice = Digest.answering(http.request("GET", TARGET), "alice", "a");
      Digest bob = Digest.answering(http.request("GET", TARGET), "bob", "b");
      assertThat(http.request("GET", TARGET, alice.answer("GET", TARGET)).user())
          .isEqualTo("alice");
      assertThat(http.request("GET", TARGET, bob.answer("GET", TARGET)).user()).isEqualTo("bob");

      String next =
          file(user("alice", "changed", true), user("bob", "b", false), user("carol", "c", true));
      Files.writeString(file, next.substring(0, next.length() / 2));
      Thread.sleep(500);
      assertThat(logOn(http, "alice", "a").user()).isEqualTo("alice");
      assertThat(http.request("GET", TARGET, bob.answer("GET", TARGET)).user()).isEqualTo("bob");
      assertThat(server.output()).containsIgnoringCase("users.json");

      Files.writeString(file, next);
      eventually(() -> assertThat(logOn(http, "carol", "c").user()).isEqualTo("carol"));
      assertThat(http.request("GET", TARGET, alice.answer("GET", TARGET)).status()).isEqualTo(401);
      assertThat(http.request("GET", TARGET, bob.answer("GET", TARGET)).status()).isEqualTo(401);
      assertThat(logOn(http, "alice", "a").status()).isEqualTo(401);
      assertThat(logOn(http, "alice", "changed").user()).isEqualTo("alice");
      assertThat(logOn(http, "bob", "b").status()).isEqualTo(401);
    }
  }

  @Test
  @DisplayName(
      "who tries with the right password just before it brings him is not locked out by it")
  void triesBefore(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("users.json");
    Files.writeString(file, file(user("alice", "a", true), user("bob", "b", true)));
    try (ContainerProcess server =
            ContainerProcess.of(ContainerKind.JETTY_EE10)
                .setting("users-file", file.toString())
                .setting("users-reload-interval", "100ms")
                .setting("lockout-failures", "5")
                .setting("lockout-pause", "1h")
                .setting("lockout-pause-max", "1h")
                .start();
        RawHttp http = new RawHttp(server.port())) {
      for (int i = 0; i < 7; i++) {
        assertThat(logOn(http, "dora", "d").status()).isEqualTo(401);
        assertThat(logOn(http, "alice", "new").status()).isEqualTo(401);
        assertThat(logOn(http, "bob", "guess").status()).isEqualTo(401);
      }
      Files.writeString(
          file, file(user("alice", "new", true), user("bob", "b", true), user("dora", "d", true)));
      eventually(() -> assertThat(logOn(http, "dora", "d").user()).isEqualTo("dora"));
      assertThat(logOn(http, "alice", "new").user()).isEqualTo("alice");
      assertThat(logOn(http, "bob", "b").status()).as("locked out").isEqualTo(401);
    }
  }

  @Test
  @DisplayName("an htdigest file of Apache serves, MD5 only")
  void htdigest(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("htdigest");
    Files.writeString(file, "dave:it:" + Digest.h("MD5", "dave:it:d") + "\n");
    try (ContainerProcess server =
            ContainerProcess.of(ContainerKind.JETTY_EE10)
                .setting("htdigest-file", file.toString())
                .setting("digest.algorithms", "MD5")
                .start();
        RawHttp http = new RawHttp(server.port())) {
      assertThat(logOn(http, "dave", "d").user()).isEqualTo("dave");
      assertThat(logOn(http, "dave", "x").status()).isEqualTo(401);
    }
  }
}
