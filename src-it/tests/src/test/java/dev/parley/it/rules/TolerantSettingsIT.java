package dev.parley.it.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.client.Client;
import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.ContainerTest;
import dev.parley.it.support.Digest;
import dev.parley.it.support.RawHttp;
import dev.parley.it.support.Reply;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Clients that only a setting lets in")
final class TolerantSettingsIT extends ContainerTest {
  private static final String TARGET = "/protected/x?query";

  @Override
  protected ContainerProcess.Options configure(ContainerProcess.Options options) {
    return options
        .setting("digest.uri-check", "without-query")
        .setting("digest.uri-prefixes", "/outside/ = /protected/")
        .setting("digest.allow-rfc2069", "true")
        .setting("digest.replay-protection", "off")
        .setting("digest.algorithms", "SHA-256-sess, MD5-sess, SHA-512-256, SHA-256, MD5")
        .setting("digest.algorithms-by-user-agent", "w3m/* = MD5; *Windows* = MD5-sess, MD5")
        .setting("digest.userhash", "true")
        .setting("digest.authentication-info", "nextnonce");
  }

  private static Digest challenge(RawHttp http, String algorithm, String user) throws Exception {
    Reply first = http.request("GET", TARGET);
    return Digest.answering(first, algorithm, user, Client.PASSWORD);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "old .NET, old IE: no query (digest.uri-check) | /protected/x | /protected/y",
        "a proxy that rewrites (digest.uri-prefixes) | /outside/x?query | /outside/y?query"
      })
  @DisplayName("a uri that is not quite the request's (Tomcat has validateUri for all of it)")
  void uri(String quirk, String sent, String other) throws Exception {
    try (RawHttp http = connect()) {
      String user = freshUser();
      Digest digest = challenge(http, "SHA-256", user);
      expectUser(http.request("GET", TARGET, digest.answer("GET", sent)), user);
      assertThat(http.request("GET", TARGET, digest.answer("GET", other)).status())
          .as(quirk)
          .isIn(400, 401);
    }
  }

  @Test
  @DisplayName("wget with qop=\"auth,auth-int\": an RFC 2069 answer, each nonce once")
  void rfc2069() throws Exception {
    try (RawHttp http = connect()) {
      String user = freshUser();
      Digest digest = challenge(http, "MD5", user);
      String answer = Digest.line(digest.directives("GET", TARGET, new byte[0], null, "MD5"));
      expectUser(http.request("GET", TARGET, answer), user);
    }
  }

  @Test
  @DisplayName("async-http-client #295, wget: nc always 1 (digest.replay-protection=off)")
  void countAlwaysOne() throws Exception {
    try (RawHttp http = connect()) {
      String user = freshUser();
      Digest digest = challenge(http, "SHA-256", user);
      for (int i = 0; i < 5; i++) {
        expectUser(http.request("GET", TARGET, digest.countFrom(0).answer("GET", TARGET)), user);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "curl, HttpClient: the first cnonce is kept | SHA-256-sess | 20",
        "curl, HttpClient: the first cnonce is kept | MD5-sess | 20",
        "Chromium 1344488, Firefox: A1 from every new cnonce | SHA-256-sess | 1",
        "Chromium 1344488, Firefox: A1 from every new cnonce | MD5-sess | 1",
        "JDK: a cnonce for five requests, then the next | SHA-256-sess | 5",
        "JDK: a cnonce for five requests, then the next | MD5-sess | 5"
      })
  @DisplayName("-sess: one authority call, however long a client keeps its cnonce")
  void sess(String client, String algorithm, int requestsOfOneCnonce) throws Exception {
    try (RawHttp http = connect()) {
      String user = freshUser();
      long before = control.counter("authorityCalls");
      Digest digest = challenge(http, algorithm, user);
      for (int i = 0; i < 20; i++) {
        if (i % requestsOfOneCnonce == 0) {
          digest.cnonce("c" + i).forgetFirstCnonce();
        }
        expectUser(http.request("GET", TARGET, digest.answer("GET", TARGET)), user);
      }
      assertThat(control.counter("authorityCalls") - before).as(client).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("SHA-512-256 is FIPS 180-4 SHA-512/256")
  void sha512256() throws Exception {
    try (RawHttp http = connect()) {
      String user = freshUser();
      Digest digest = challenge(http, "SHA-512-256", user);
      expectUser(http.request("GET", TARGET, digest.answer("GET", TARGET)), user);
    }
  }

  @Test
  @DisplayName("w3m, Windows: challenges by User-Agent")
  void byUserAgent() throws Exception {
    try (RawHttp http = connect()) {
      Reply w3m = http.request("GET", TARGET, "User-Agent: w3m/0.5.3+git20230121");
      assertThat(w3m.challenges())
          .extracting(each -> Digest.parameters(each).get("algorithm"))
          .containsExactly("MD5");
      Reply windows = http.request("GET", TARGET, "User-Agent: x (Windows NT 10.0)");
      assertThat(windows.challenges())
          .extracting(each -> Digest.parameters(each).get("algorithm"))
          .containsExactly("MD5-sess", "MD5");
    }
  }

  @Test
  @DisplayName("HttpClient 5, libsoup: nextnonce comes only with an ageing nonce, and serves")
  void nextnonce() throws Exception {
    try (RawHttp http = connect()) {
      String user = freshUser();
      Reply first = http.request("GET", TARGET);
      Digest digest = Digest.answering(first, "SHA-256", user, Client.PASSWORD);
      Reply young = http.request("GET", TARGET, digest.answer("GET", TARGET));
      assertThat(young.header("Authentication-Info").orElseThrow()).doesNotContain("nextnonce");
      control.clockOffset(250);
      try {
        Reply ageing = http.request("GET", TARGET, digest.answer("GET", TARGET));
        var info = Digest.parameters(ageing.header("Authentication-Info").orElseThrow());
        assertThat(info).containsKey("nextnonce");
        assertThat(info.get("nextnonce")).isNotEqualTo(digest.challenge("nonce"));
        Digest next = digest.withNonce(info.get("nextnonce"));
        expectUser(http.request("GET", TARGET, next.answer("GET", TARGET)), user);
        // libsoup takes the nonce and counts on
        next.countFrom(7);
        expectUser(http.request("GET", TARGET, next.answer("GET", TARGET)), user);
      } finally {
        control.clockOffset(0);
      }
    }
  }
}
