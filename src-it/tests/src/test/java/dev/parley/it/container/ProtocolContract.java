package dev.parley.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.client.Client;
import dev.parley.it.support.ContainerKind;
import dev.parley.it.support.Digest;
import dev.parley.it.support.JdkHttp;
import dev.parley.it.support.RawHttp;
import dev.parley.it.support.Reply;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS, HTTP/2 and WebSocket, and the servlet calls, on every container. */
abstract class ProtocolContract extends AuthIntContract {

  @ParameterizedTest
  @EnumSource(Version.class)
  @DisplayName("TLS: HTTP/1.1 and HTTP/2 log on and stay logged on")
  void tls(Version version) throws Exception {
    String root = "https://127.0.0.1:" + container.securePort();
    staysLoggedOn(JdkHttp.secure(version, keyStore), root, version);
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  @DisplayName("clear text: HTTP/1.1 and HTTP/2 (h2c) log on and stay logged on")
  void clearText(Version version) throws Exception {
    String root = "http://127.0.0.1:" + container.port();
    staysLoggedOn(JdkHttp.plain(version), root, version);
  }

  private static void staysLoggedOn(JdkHttp http, String root, Version version) throws Exception {
    // the first request on a clear-text connection carries the upgrade to HTTP/2
    http.get(root + "/open/x");
    String user = freshUser();
    Digest digest = Digest.answering(http.get(root + "/protected/x"), user, Client.PASSWORD);
    for (int i = 0; i < 3; i++) {
      Reply reply = http.get(root + "/protected/x?i", digest.answer("GET", "/protected/x?i"));
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.user()).isEqualTo(user);
      assertThat(reply.header("X-Protocol").orElseThrow())
          .startsWith(version == Version.HTTP_2 ? "HTTP/2" : "HTTP/1.1");
    }
    byte[] body = new byte[50_000];
    String answer = digest.answerInt("POST", "/protected/x", body);
    Reply posted = http.send("POST", root + "/protected/x", body, answer);
    assertThat(posted.body()).contains("body=50000:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/protected/x?q=\u00c3\u00bc",
        "/protected/x?q=\u00fc",
        "/protected/x?q=\u00fc\u00c3\u00bc&r=\u0080\u00ff",
        "/protected/x?q=\u00f0\u009f\u0098\u0080",
        "/protected/x?\u00c3",
        "/protected/x?q=\u00f0\u009fa\u00e2\u0082"
      })
  @DisplayName("octets above 7F in a query: a uri that is the target octet for octet is let in")
  void rawOctets(String target) throws Exception {
    try (RawHttp http = connect()) {
      String user = freshUser();
      Digest digest = logOn(http, user);
      Reply reply = http.request("GET", target, digest.answer("GET", target));
      if (kind() == ContainerKind.JETTY_EE10 || kind() == ContainerKind.JETTY_EE11) {
        expectUser(reply, user);
        Reply other = http.request("GET", target, digest.answer("GET", target + "\u00c3\u00a4"));
        assertThat(other.status()).isEqualTo(401);
      } else {
        assertThat(reply.status()).as("RFC 3986: the container takes none").isEqualTo(400);
      }
    }
  }

  @Test
  @DisplayName("a WebSocket upgrade request is challenged")
  void webSocketIsChallenged() throws Exception {
    try (RawHttp http = connect()) {
      Reply reply =
          http.request(
              "GET",
              "/protected/socket",
              "Connection: Upgrade",
              "Upgrade: websocket",
              "Sec-WebSocket-Version: 13",
              "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.challenges()).hasSize(2);
    }
  }

  @Test
  @DisplayName("a WebSocket that was opened with an answer has the user")
  void webSocketHasUser() throws Exception {
    Assumptions.assumeTrue(
        kind() != ContainerKind.JETTY_EE10,
        "Jetty's artifacts for WebSocket in EE 10 are incomplete");
    URI uri = URI.create("ws://127.0.0.1:" + container.port() + "/protected/socket");
    String user = freshUser();
    try (RawHttp raw = connect()) {
      String answer = challenge(raw, user).answer("GET", "/protected/socket");
      Listener listener = new Listener();
      WebSocket socket =
          HttpClient.newHttpClient()
              .newWebSocketBuilder()
              .header("Authorization", answer.split(": ", 2)[1])
              .buildAsync(uri, listener)
              .get(20, TimeUnit.SECONDS);
      socket.sendText("hello", true);
      assertThat(listener.first.get(20, TimeUnit.SECONDS)).isEqualTo(user + ":hello");
      socket.abort();
    }
  }

  private static final class Listener implements WebSocket.Listener {
    private final CompletableFuture<String> first = new CompletableFuture<>();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      first.complete(text.toString());
      return WebSocket.Listener.super.onText(socket, text, last);
    }
  }

  @Test
  @DisplayName("HttpServletRequest.login takes a right password and refuses a wrong one")
  void login() throws Exception {
    try (RawHttp http = connect()) {
      String user = freshUser();
      String target = "/account/login?user=" + user + "&password=";
      Reply right = http.request("GET", target + Client.PASSWORD);
      assertThat(right.body()).contains("user=" + user + " logged in");
      Reply wrong = http.request("GET", target + "wrong");
      assertThat(wrong.body()).contains("user=null refused");
    }
  }

  @Test
  @DisplayName("HttpServletRequest.logout destroys the context: the next answer is not let in")
  void logout() throws Exception {
    try (RawHttp http = connect()) {
      Digest digest = logOn(http, freshUser());
      String target = "/protected/account/logout";
      Reply out = http.request("GET", target, digest.answer("GET", target));
      assertThat(out.body()).contains("user=null logged out");
      Reply again = http.request("GET", "/protected/x", digest.answer("GET", "/protected/x"));
      assertThat(again.status()).isEqualTo(401);
      assertThat(again.stale()).isFalse();
    }
  }

  @Test
  @DisplayName("HttpServletRequest.authenticate challenges on an open path and knows the answer")
  void authenticate() throws Exception {
    try (RawHttp http = connect()) {
      String user = freshUser();
      Reply first = http.request("GET", "/account/authenticate");
      assertThat(first.status()).isEqualTo(401);
      Digest digest = Digest.answering(first, user, Client.PASSWORD);
      String answer = digest.answer("GET", "/account/authenticate");
      Reply reply = http.request("GET", "/account/authenticate", answer);
      assertThat(reply.body()).contains("user=" + user + " authenticated");
    }
  }
}
