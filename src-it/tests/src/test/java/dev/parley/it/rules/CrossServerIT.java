package dev.parley.it.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.client.Client;
import dev.parley.it.support.ContainerKind;
import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.Digest;
import dev.parley.it.support.RawHttp;
import dev.parley.it.support.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Several servers of one realm, which are also one server before and after a restart. */
@DisplayName("Other servers and restarts")
final class CrossServerIT {
  private static final String TARGET = "/protected/x";
  private static final String KEY = "a key of these tests that is long enough";
  private static ContainerProcess first;
  private static ContainerProcess sameKey;
  private static ContainerProcess otherKey;
  private static ContainerProcess otherRealm;
  private static ContainerProcess rotated;

  @BeforeAll
  static void start() {
    first = withKey(KEY).start();
    sameKey = withKey(KEY).start();
    otherKey = ContainerProcess.of(ContainerKind.JETTY_EE10).start();
    otherRealm = withKey(KEY).setting("realm", "another").start();
    rotated =
        withKey("the next key of these tests, also long enough")
            .setting("digest.previous-nonce-key", KEY)
            .start();
  }

  private static ContainerProcess.Options withKey(String key) {
    return ContainerProcess.of(ContainerKind.JETTY_EE10).setting("digest.nonce-key", key);
  }

  @AfterAll
  static void stop() {
    for (ContainerProcess each :
        new ContainerProcess[] {first, sameKey, otherKey, otherRealm, rotated}) {
      each.close();
    }
  }

  private static Digest challengedByFirst(String user) throws Exception {
    try (RawHttp http = new RawHttp(first.port())) {
      Digest digest = Digest.answering(http.request("GET", TARGET), user, Client.PASSWORD);
      Reply reply = http.request("GET", TARGET, digest.answer("GET", TARGET));
      assertThat(reply.user()).isEqualTo(user);
      return digest;
    }
  }

  /** Without a prompt: stale=true at once, and the renewed answer is let in. */
  private static Digest expectSilentRenewal(ContainerProcess server, Digest digest, String user)
      throws Exception {
    try (RawHttp http = new RawHttp(server.port())) {
      Reply stale = http.request("GET", TARGET, digest.answer("GET", TARGET));
      assertThat(stale.status()).isEqualTo(401);
      assertThat(stale.stale()).isTrue();
      Digest renewed = Digest.answering(stale, user, Client.PASSWORD);
      Reply reply = http.request("GET", TARGET, renewed.answer("GET", TARGET));
      assertThat(reply.user()).isEqualTo(user);
      return renewed;
    }
  }

  @Test
  @DisplayName(
      "CVE-2018-1312 (httpd): another server's nonce does not serve, with the same key too")
  void sameKeyRenewsSilently() throws Exception {
    Digest digest = challengedByFirst("user-a");
    Digest renewed = expectSilentRenewal(sameKey, digest, "user-a");
    assertThat(renewed.challenge("opaque")).isEqualTo(digest.challenge("opaque"));
  }

  @Test
  @DisplayName("CVE-2011-5064 (Tomcat): without a key each server has its own; no prompt either")
  void otherKeyRenewsSilently() throws Exception {
    expectSilentRenewal(otherKey, challengedByFirst("user-b"), "user-b");
  }

  @Test
  @DisplayName("a rotated key: the previous one is still known, the opaque stays")
  void rotatedKey() throws Exception {
    Digest digest = challengedByFirst("user-c");
    Digest renewed = expectSilentRenewal(rotated, digest, "user-c");
    assertThat(renewed.challenge("opaque")).isEqualTo(digest.challenge("opaque"));
  }

  @Test
  @DisplayName("a nonce of another realm serves nothing")
  void anotherRealm() throws Exception {
    Digest digest = challengedByFirst("user-d");
    try (RawHttp http = new RawHttp(otherRealm.port())) {
      Reply reply = http.request("GET", TARGET, digest.answer("GET", TARGET));
      assertThat(reply.status()).isIn(400, 401);
      assertThat(reply.stale()).isFalse();
    }
  }

  @Test
  @DisplayName("a wrong password with another server's nonce is not stale")
  void wrongPasswordIsNotStale() throws Exception {
    Digest wrong;
    try (RawHttp http = new RawHttp(first.port())) {
      wrong = Digest.answering(http.request("GET", TARGET), "user-e", "wrong");
    }
    for (ContainerProcess server : new ContainerProcess[] {sameKey, otherKey}) {
      try (RawHttp http = new RawHttp(server.port())) {
        Reply reply = http.request("GET", TARGET, wrong.answer("GET", TARGET));
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.stale()).isFalse();
      }
    }
  }
}
