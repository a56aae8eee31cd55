package dev.parley.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.client.Client;
import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.ContainerTest;
import dev.parley.it.support.Digest;
import dev.parley.it.support.RawHttp;
import dev.parley.it.support.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What operators see and do")
final class OperatorIT extends ContainerTest {
  private static final String TARGET = "/protected/x";

  @Override
  protected ContainerProcess.Options configure(ContainerProcess.Options options) {
    try {
      Path logging = Files.createTempFile("parley-it-", ".properties");
      logging.toFile().deleteOnExit();
      Files.writeString(
          logging,
          """
          handlers = java.util.logging.ConsoleHandler
          java.util.logging.ConsoleHandler.level = ALL
          dev.parley.level = ALL
          """);
      return options
          .jvm("-Djava.util.logging.config.file=" + logging)
          .setting("allow-cors-preflight", "true")
          .setting("digest.nonce-key", "secret-nonce-key-that-no-log-may-show");
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  @DisplayName("CVE-2019-3888, CVE-2019-10212 (Undertow): no log at any level has a secret")
  void cve20193888() throws Exception {
    try (RawHttp http = connect()) {
      String user = freshUser();
      Digest digest = logOn(http, user);
      var right = digest.directives("GET", TARGET, new byte[0]);
      http.request("GET", TARGET, Digest.line(right));
      http.request("GET", TARGET, Digest.line(right));
      Digest guess = Digest.answering(http.request("GET", TARGET), user, "guessed-password");
      var wrong = guess.directives("GET", TARGET, new byte[0]);
      http.request("GET", TARGET, Digest.line(wrong));
      http.request("GET", TARGET, "Authorization: Digest username=\"x\", response=\"deadbeef01\"");
      http.request("GET", "/account/login?user=" + user + "&password=login-password");

      String log = container.output();
      assertThat(log).contains("logon").contains(user);
      assertThat(log)
          .doesNotContain(right.get("response"))
          .doesNotContain(wrong.get("response"))
          .doesNotContain("deadbeef01")
          .doesNotContain("guessed-password")
          .doesNotContain(Client.PASSWORD)
          .doesNotContain("secret-nonce-key")
          .doesNotContain(right.get("opaque"))
          .doesNotContain(right.get("nonce"))
          .doesNotContain(Digest.h("SHA-256", user + ":it:" + Client.PASSWORD));
    }
  }

  @Test
  @DisplayName("the operator's revocation ends a context: the client is asked again")
  void revoke() throws Exception {
    try (RawHttp http = connect()) {
      String user = freshUser();
      Digest digest = logOn(http, user);
      assertThat(control.get("/control/list")).contains(user);
      assertThat(control.get("/control/list")).doesNotContain(digest.challenge("opaque"));
      assertThat(control.get("/control/revoke?user=" + user).strip()).isEqualTo("1");
      Reply reply = http.request("GET", TARGET, digest.answer("GET", TARGET));
      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.stale()).isFalse();
      assertThat(logOn(http, user)).isNotNull();
    }
  }

  @Test
  @DisplayName("behind a proxy that rewrites paths the audit names the proxy and the setting")
  void rewritingProxy() throws Exception {
    try (RawHttp http = connect()) {
      Digest digest = logOn(http, freshUser());
      control.drainAudit();
      Reply reply = http.request("GET", TARGET, digest.answer("GET", "/shop/x?token=secret"));
      assertThat(reply.status()).isEqualTo(401);
      assertThat(control.drainAudit())
          .singleElement()
          .asString()
          .contains("\"reason\":\"uri-mismatch\"")
          .contains("a proxy in front rewrites paths")
          .contains("digest.uri-prefixes = /shop/ = /protected/\"")
          .doesNotContain("secret");
    }
  }

  @Test
  @DisplayName("a CORS preflight passes where it is allowed, other OPTIONS do not")
  void preflight() throws Exception {
    try (RawHttp http = connect()) {
      Reply preflight =
          http.request(
              "OPTIONS",
              TARGET,
              "Origin: https://example.test",
              "Access-Control-Request-Method: PUT");
      assertThat(preflight.status()).isEqualTo(200);
      assertThat(http.request("OPTIONS", TARGET).status()).isEqualTo(401);
    }
  }

  @Test
  @DisplayName("SIGTERM ends a server that holds contexts")
  void terminates() throws Exception {
    try (ContainerProcess server = ContainerProcess.of(kind()).start();
        RawHttp http = new RawHttp(server.port())) {
      logOn(http, freshUser());
      assertThat(server.terminate()).isIn(0, 143);
    }
  }
}
