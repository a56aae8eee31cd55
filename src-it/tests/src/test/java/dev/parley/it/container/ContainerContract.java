package dev.parley.it.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.client.Client;
import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.ContainerTest;
import dev.parley.it.support.Digest;
import dev.parley.it.support.RawHttp;
import dev.parley.it.support.Reply;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests, bodies and dispatches: the rules that hold on every container. */
abstract class ContainerContract extends ContainerTest {

  @Override
  protected ContainerProcess.Options configure(ContainerProcess.Options options) {
    return options.setting("digest.qop", "auth, auth-int").setting("entity-limit", "100000");
  }

  @Test
  @DisplayName("an open path needs no user and has none")
  void openPath() throws Exception {
    try (RawHttp http = connect()) {
      Reply reply = http.request("GET", "/open/x");
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.user()).isEqualTo("null");
      assertThat(reply.challenges()).isEmpty();
    }
  }

  @Test
  @DisplayName("RFC 7616 3.3: a protected path answers 401 with challenges of one nonce and opaque")
  void challenges() throws Exception {
    try (RawHttp http = connect()) {
      Reply reply = http.request("GET", "/protected/x");
      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.stale()).isFalse();
      assertThat(reply.challenges())
          .extracting(each -> Digest.parameters(each).get("algorithm"))
          .containsExactly("SHA-256", "MD5");
      assertThat(reply.challenges())
          .extracting(each -> Digest.parameters(each).get("nonce"))
          .containsOnly(Digest.parameters(reply.challenges().get(0)).get("nonce"));
      assertThat(reply.challenges())
          .extracting(each -> Digest.parameters(each).get("opaque"))
          .containsOnly(Digest.parameters(reply.challenges().get(0)).get("opaque"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SHA-256", "MD5"})
  @DisplayName("a right answer is let in with user, principal, DIGEST and roles")
  void rightAnswer(String algorithm) throws Exception {
    try (RawHttp http = connect()) {
      String user = freshUser();
      Reply first = http.request("GET", "/protected/a%20b?x=%2F&y");
      Digest digest = Digest.answering(first, algorithm, user, Client.PASSWORD);
      String answer = digest.answer("GET", "/protected/a%20b?x=%2F&y");
      Reply reply = http.request("GET", "/protected/a%20b?x=%2F&y", answer);
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.user()).isEqualTo(user);
      assertThat(reply.header("X-Principal")).contains(user);
      assertThat(reply.header("X-Auth-Type")).contains("DIGEST");
      assertThat(reply.header("X-Role-User")).contains("true");
      assertThat(reply.header("X-Role-Admin")).contains("false");
    }
  }

  @Test
  @DisplayName("a wrong password is a 401 without stale")
  void wrongPassword() throws Exception {
    try (RawHttp http = connect()) {
      Reply first = http.request("GET", "/protected/x");
      Digest digest = Digest.answering(first, freshUser(), "wrong");
      Reply reply = http.request("GET", "/protected/x", digest.answer("GET", "/protected/x"));
      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.stale()).isFalse();
      assertThat(reply.challenges()).hasSize(2);
    }
  }

  @Test
  @DisplayName("a hundred requests on a kept context ask the authority once")
  void oneAuthorityCall() throws Exception {
    try (RawHttp http = connect()) {
      long before = control.counter("authorityCalls");
      Digest digest = logOn(http, freshUser());
      for (int i = 0; i < 100; i++) {
        Reply reply = http.request("GET", "/protected/n", digest.answer("GET", "/protected/n"));
        assertThat(reply.status()).isEqualTo(200);
      }
      assertThat(control.counter("authorityCalls") - before).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("RFC 7616 3.5: Authentication-Info proves the server")
  void rspauth() throws Exception {
    try (RawHttp http = connect()) {
      Digest digest = challenge(http, freshUser());
      var directives = digest.directives("GET", "/protected/x", new byte[0]);
      Reply reply = http.request("GET", "/protected/x", Digest.line(directives));
      var info = Digest.parameters(reply.header("Authentication-Info").orElseThrow());
      assertThat(info)
          .containsEntry("rspauth", digest.rspauth(directives, reply.bytes()))
          .containsEntry("cnonce", directives.get("cnonce"))
          .containsEntry("nc", directives.get("nc"))
          .containsEntry("qop", "auth");
    }
  }

  @Test
  @DisplayName("HEAD is challenged and answered without a body")
  void head() throws Exception {
    try (RawHttp http = connect()) {
      Reply first = http.request("HEAD", "/protected/x");
      assertThat(first.status()).isEqualTo(401);
      Digest digest = Digest.answering(first, freshUser(), Client.PASSWORD);
      Reply reply = http.request("HEAD", "/protected/x", digest.answer("HEAD", "/protected/x"));
      assertThat(reply.status()).isEqualTo(200);
      assertThat(http.request("GET", "/open/x").status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "POST", "OPTIONS"})
  @DisplayName("the method is bound to the answer")
  void methodIsBound(String method) throws Exception {
    try (RawHttp http = connect()) {
      Digest digest = logOn(http, freshUser());
      String forGet = digest.answer("GET", "/protected/x");
      assertThat(http.request(method, "/protected/x", forGet).status()).isEqualTo(401);
      String right = digest.answer(method, "/protected/x");
      assertThat(http.request(method, "/protected/x", right).status()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("a chunked body reaches the application")
  void chunkedBody() throws Exception {
    try (RawHttp http = connect()) {
      Digest digest = logOn(http, freshUser());
      String answer = digest.answer("POST", "/protected/x");
      http.send(http.head("POST", "/protected/x", List.of(answer, "Transfer-Encoding: chunked")));
      http.send("5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n".getBytes(UTF_8));
      Reply reply = http.read(false);
      assertThat(reply.body()).contains("body=11:" + Digest.h("SHA-256", "hello world"));
    }
  }

  @Test
  @DisplayName("Expect: 100-continue is answered 401 before the body, and 100 with a right answer")
  void expectContinue() throws Exception {
    Digest digest;
    try (RawHttp http = connect()) {
      http.send(
          http.head("POST", "/protected/x", List.of("Expect: 100-continue", "Content-Length: 5")));
      Reply first = http.read(false);
      if (first.status() == 100) { // Tomcat says so before any filter runs
        http.send("hello".getBytes(UTF_8));
        first = http.read(false);
      }
      assertThat(first.status()).isEqualTo(401);
      digest = Digest.answering(first, freshUser(), Client.PASSWORD);
    }
    try (RawHttp http = connect()) {
      String answer = digest.answer("POST", "/protected/x");
      http.send(
          http.head(
              "POST",
              "/protected/x",
              List.of("Expect: 100-continue", "Content-Length: 5", answer)));
      assertThat(http.read(false).status()).isEqualTo(100);
      http.send("hello".getBytes(UTF_8));
      assertThat(http.read(false).body()).contains("body=5:");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/protected/async/dispatch", "/protected/async/complete"})
  @DisplayName("the user is known after an ASYNC dispatch and on another thread")
  void async(String target) throws Exception {
    try (RawHttp http = connect()) {
      String user = freshUser();
      Digest digest = logOn(http, user);
      for (int i = 0; i < 5; i++) {
        Reply reply = http.request("GET", target, digest.answer("GET", target));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.user()).isEqualTo(user);
      }
    }
  }

  @Test
  @DisplayName("non-blocking IO reads and writes a body")
  void nonBlocking() throws Exception {
    try (RawHttp http = connect()) {
      String user = freshUser();
      Digest digest = logOn(http, user);
      byte[] body = "0123456789abcdef".repeat(2000).getBytes(UTF_8);
      String answer = digest.answer("POST", "/protected/nonblocking");
      Reply reply = http.request("POST", "/protected/nonblocking", body, answer);
      assertThat(reply.user()).isEqualTo(user);
      assertThat(reply.bytes()).isEqualTo(body);
    }
  }

  @Test
  @DisplayName("a FORWARD inside the protected paths does not ask twice")
  void forward() throws Exception {
    try (RawHttp http = connect()) {
      String user = freshUser();
      Digest digest = logOn(http, user);
      String answer = digest.answer("GET", "/protected/forward");
      Reply reply = http.request("GET", "/protected/forward", answer);
      assertThat(reply.header("X-Dispatch")).contains("FORWARD");
      assertThat(reply.user()).isEqualTo(user);
    }
  }

  @Test
  @DisplayName("an ERROR dispatch keeps the status and the user")
  void error() throws Exception {
    try (RawHttp http = connect()) {
      String user = freshUser();
      Digest digest = logOn(http, user);
      String answer = digest.answer("GET", "/protected/error");
      Reply reply = http.request("GET", "/protected/error", answer);
      assertThat(reply.status()).isEqualTo(409);
      assertThat(reply.header("X-Dispatch")).contains("ERROR");
      assertThat(reply.user()).isEqualTo(user);
    }
  }

  @Test
  @DisplayName("an optional path takes a user who is offered and refuses a wrong one")
  void optionalPath() throws Exception {
    try (RawHttp http = connect()) {
      assertThat(http.request("GET", "/optional/x").user()).isEqualTo("null");
      String user = freshUser();
      Digest digest = challenge(http, user);
      Reply known = http.request("GET", "/optional/x", digest.answer("GET", "/optional/x"));
      assertThat(known.user()).isEqualTo(user);
      Digest wrong = Digest.answering(http.request("GET", "/protected/x"), user, "wrong");
      Reply refused = http.request("GET", "/optional/x", wrong.answer("GET", "/optional/x"));
      assertThat(refused.status()).isEqualTo(401);
    }
  }

  @Test
  @DisplayName("a known user without the role is refused with 403, with the role let in")
  void roles() throws Exception {
    try (RawHttp http = connect()) {
      Digest plain = logOn(http, freshUser());
      String answer = plain.answer("GET", "/admin/x");
      assertThat(http.request("GET", "/admin/x", answer).status()).isEqualTo(403);
      Digest admin = logOn(http, "admin");
      Reply reply = http.request("GET", "/admin/x", admin.answer("GET", "/admin/x"));
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.header("X-Role-Admin")).contains("true");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//protected/x",
        "/./protected/x",
        "/open/../protected/x",
        "/open/%2e%2e/protected/x",
        "/open/..;/protected/x",
        "/open;x=1/../protected/x",
        "/protected;x=1/x",
        "/%70rotected/x",
        "/protected%2Fx",
        "/%2570rotected/x",
        "/open/..%2Fprotected/x",
        "/open\\..\\protected/x",
        "/protected",
        "/protected/./x",
        "/protected//x"
      })
  @DisplayName("no spelling of a protected path reaches it without a user")
  void pathSpellings(String target) throws Exception {
    try (RawHttp http = connect()) {
      Reply reply = http.request("GET", target);
      String servlet = reply.header("X-Servlet-Path").orElse("");
      assertThat(reply.status() == 200 && servlet.startsWith("/protected"))
          .as("%s", reply)
          .isFalse();
    }
  }
}
