package dev.parley.it.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.support.ContainerKind;
import dev.parley.it.support.Digest;
import dev.parley.it.support.RawHttp;
import dev.parley.it.support.Reply;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7616 section 3.4.3, qop=auth-int, on every container. */
abstract class AuthIntContract extends ContainerContract {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1000, 70_000, 100_000})
  @DisplayName("auth-int: the application reads the entity that was hashed")
  void entityIsRead(int length) throws Exception {
    byte[] body = "x".repeat(length).getBytes(UTF_8);
    try (RawHttp http = connect()) {
      Digest digest = logOn(http, freshUser());
      String answer = digest.answerInt("POST", "/protected/x", body);
      Reply reply = http.request("POST", "/protected/x", body, answer);
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.body())
          .contains("body=" + length + ":" + Digest.h("SHA-256", "x".repeat(length)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/protected/async/dispatch", "/protected/async/complete"})
  @DisplayName("auth-int: an asynchronous answer arrives whole")
  void asynchronousAnswer(String target) throws Exception {
    try (RawHttp http = connect()) {
      String user = freshUser();
      Digest digest = logOn(http, user);
      for (int i = 0; i < 10; i++) {
        Reply reply = http.request("GET", target, digest.answerInt("GET", target, new byte[0]));
        assertThat(reply.body()).contains("user=" + user);
      }
    }
  }

  @RepeatedTest(10)
  @DisplayName("auth-int: non-blocking IO reads the entity that was hashed")
  void nonBlockingEntity() throws Exception {
    byte[] body = "0123456789".repeat(8000).getBytes(UTF_8);
    try (RawHttp http = connect()) {
      Digest digest = logOn(http, freshUser());
      String answer = digest.answerInt("POST", "/protected/nonblocking", body);
      Reply reply = http.request("POST", "/protected/nonblocking", body, answer);
      assertThat(reply.bytes()).isEqualTo(body);
    }
  }

  @Test
  @DisplayName("auth-int: a chunked entity is hashed without its transfer coding")
  void chunkedEntity() throws Exception {
    try (RawHttp http = connect()) {
      Digest digest = logOn(http, freshUser());
      String answer = digest.answerInt("POST", "/protected/x", "hello world".getBytes(UTF_8));
      http.send(http.head("POST", "/protected/x", List.of(answer, "Transfer-Encoding: chunked")));
      http.send("5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n".getBytes(UTF_8));
      assertThat(http.read(false).body()).contains("body=11:");
    }
  }

  @Test
  @DisplayName("auth-int: an entity with broken chunks is the client's fault, and logs nobody on")
  void brokenChunks() throws Exception {
    try (RawHttp http = connect()) {
      Digest digest = logOn(http, freshUser());
      String answer = digest.answerInt("POST", "/protected/x", "hello".getBytes(UTF_8));
      http.send(http.head("POST", "/protected/x", List.of(answer, "Transfer-Encoding: chunked")));
      http.send("zz\r\nhello\r\n0\r\n\r\n".getBytes(UTF_8));
      Reply reply;
      try {
        reply = http.read(false);
      } catch (IOException e) {
        return; // Undertow ends the connection
      }
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.body()).doesNotContain("body=");
    }
  }

  @Test
  @DisplayName("auth-int: a changed entity is refused")
  void changedEntity() throws Exception {
    try (RawHttp http = connect()) {
      Digest digest = logOn(http, freshUser());
      String answer = digest.answerInt("POST", "/protected/x", "hello".getBytes(UTF_8));
      Reply reply = http.request("POST", "/protected/x", "hallo".getBytes(UTF_8), answer);
      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.stale()).isFalse();
    }
  }

  @Test
  @DisplayName("auth-int: an entity beyond the limit is refused with 413")
  void tooLong() throws Exception {
    byte[] body = "x".repeat(100_001).getBytes(UTF_8);
    try (RawHttp http = connect()) {
      Digest digest = logOn(http, freshUser());
      String answer = digest.answerInt("POST", "/protected/x", body);
      assertThat(http.request("POST", "/protected/x", body, answer).status()).isEqualTo(413);
    }
  }

  @Test
  @DisplayName("auth-int: rspauth covers the response entity")
  void rspauthOverEntity() throws Exception {
    try (RawHttp http = connect()) {
      Digest digest = logOn(http, freshUser());
      var directives = digest.directives("GET", "/protected/x", new byte[0], "auth-int", "SHA-256");
      Reply reply = http.request("GET", "/protected/x", Digest.line(directives));
      assertThat(reply.status()).isEqualTo(200);
      var info = Digest.parameters(reply.header("Authentication-Info").orElseThrow());
      assertThat(info)
          .containsEntry("rspauth", digest.rspauth(directives, reply.bytes()))
          .containsEntry("qop", "auth-int");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"303", "true", "false", "303,true", "308,false"})
  @DisplayName("auth-int: the redirects of Servlet 6.1 arrive as without it, with no wrong rspauth")
  void redirects(String way) throws Exception {
    boolean servlet61 = kind() == ContainerKind.JETTY_EE11 || kind() == ContainerKind.TOMCAT_11;
    Assumptions.assumeTrue(servlet61, "the container's Servlet 6.0 has no such redirects");
    String target = "/protected/redirect?" + way;
    try (RawHttp http = connect()) {
      Digest digest = logOn(http, freshUser());
      Reply plain = http.request("GET", target, digest.answer("GET", target));
      assertThat(plain.status()).isBetween(302, 308);
      var directives = digest.directives("GET", target, new byte[0], "auth-int", "SHA-256");
      Reply held = http.request("GET", target, Digest.line(directives));
      assertThat(held.status()).isEqualTo(plain.status());
      assertThat(held.header("Location")).isEqualTo(plain.header("Location"));
      assertThat(held.body()).isEqualTo(plain.body());
      held.header("Authentication-Info")
          .map(Digest::parameters)
          .ifPresent(
              info ->
                  assertThat(info)
                      .containsEntry("rspauth", digest.rspauth(directives, held.bytes())));
      assertThat(http.request("GET", "/open/x").status()).isEqualTo(200);
    }
  }
}
