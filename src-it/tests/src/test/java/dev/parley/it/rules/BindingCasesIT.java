package dev.parley.it.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.client.Client;
import dev.parley.it.support.ContainerTest;
import dev.parley.it.support.Digest;
import dev.parley.it.support.RawHttp;
import dev.parley.it.support.Reply;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What an answer is bound to: cases that other servers got wrong")
final class BindingCasesIT extends ContainerTest {
  private static final String TARGET = "/protected/x";

  private static void expectRefused(Reply reply) {
    assertThat(reply.status()).as("%s", reply).isIn(400, 401);
    assertThat(reply.header("X-User")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"auth-int", "auth-conf", "none"})
  @DisplayName("CVE-2011-5062 (Tomcat): a qop that was not offered is refused")
  void cve20115062(String qop) throws Exception {
    try (RawHttp http = connect()) {
      Digest digest = logOn(http, freshUser());
      var directives = digest.directives("GET", TARGET, new byte[0], qop, "SHA-256");
      expectRefused(http.request("GET", TARGET, Digest.line(directives)));
    }
  }

  @Test
  @DisplayName("CVE-2011-5063 (Tomcat): another realm is refused")
  void cve20115063() throws Exception {
    try (RawHttp http = connect()) {
      Reply first = http.request("GET", TARGET);
      String realm = Digest.parameters(first.challenges().get(0)).get("realm");
      Reply changed =
          new Reply(
              401,
              Map.of(
                  "www-authenticate",
                  first.challenges().stream().map(each -> each.replace(realm, "other")).toList()),
              new byte[0]);
      Digest digest = Digest.answering(changed, freshUser(), Client.PASSWORD);
      expectRefused(http.request("GET", TARGET, digest.answer("GET", TARGET)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SHA-512-256", "MD5-sess", "SHA-256-sess", "SHA-512", "foo"})
  @DisplayName("must not: an algorithm that was not offered is refused")
  void algorithmNotOffered(String algorithm) throws Exception {
    try (RawHttp http = connect()) {
      Digest digest = challenge(http, freshUser());
      String computed = algorithm.equals("foo") ? "MD5" : algorithm;
      var directives = digest.directives("GET", TARGET, new byte[0], "auth", computed);
      directives.put("algorithm", algorithm);
      expectRefused(http.request("GET", TARGET, Digest.line(directives)));
    }
  }

  @Test
  @DisplayName("CVE-2017-12196 (Undertow), GHSA-p28p-j94q-pg32 (http4k): the uri is bound")
  void cve201712196() throws Exception {
    try (RawHttp http = connect()) {
      Digest digest = logOn(http, freshUser());
      for (String other : new String[] {"/protected/y", "/protected/x?a", "/protected/X"}) {
        expectRefused(http.request("GET", TARGET, digest.answer("GET", other)));
        expectRefused(http.request("GET", other, digest.answer("GET", TARGET)));
      }
      assertThat(http.request("GET", TARGET, digest.answer("GET", TARGET)).status()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("CVE-2012-5886 (Tomcat): a session cookie does not stand for credentials")
  void cve20125886() throws Exception {
    try (RawHttp http = connect()) {
      Digest digest = logOn(http, freshUser());
      String target = "/protected/session";
      Reply reply = http.request("GET", target, digest.answer("GET", target));
      String cookie = reply.header("Set-Cookie").orElseThrow().split(";", 2)[0];
      Reply without = http.request("GET", TARGET, "Cookie: " + cookie);
      assertThat(without.status()).isEqualTo(401);
    }
  }

  @Test
  @DisplayName("Spring Security: a 401 makes no HTTP session")
  void noSessionForChallenge() throws Exception {
    try (RawHttp http = connect()) {
      assertThat(http.request("GET", TARGET).header("Set-Cookie")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "", "undefined", "nobody"})
  @DisplayName("CVE-2026-43512 (Tomcat): an unknown account has no password, not even \"null\"")
  void cve202643512(String password) throws Exception {
    try (RawHttp http = connect()) {
      Reply first = http.request("GET", TARGET);
      Digest digest = Digest.answering(first, "nobody-" + freshUser(), password);
      Reply reply = http.request("GET", TARGET, digest.answer("GET", TARGET));
      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.stale()).isFalse();
    }
  }

  @Test
  @DisplayName("an unknown account looks the same as a wrong password")
  void unknownLooksTheSame() throws Exception {
    try (RawHttp http = connect()) {
      Reply first = http.request("GET", TARGET);
      Reply unknown =
          http.request(
              "GET", TARGET, Digest.answering(first, "nobody-1", "x").answer("GET", TARGET));
      Reply wrong =
          http.request(
              "GET", TARGET, Digest.answering(first, freshUser(), "x").answer("GET", TARGET));
      assertThat(unknown.body()).isEqualTo(wrong.body());
      assertThat(unknown.headers().keySet()).isEqualTo(wrong.headers().keySet());
      assertThat(unknown.challenges()).hasSameSizeAs(wrong.challenges());
    }
  }

  @Test
  @DisplayName("CVE-2026-33006 (httpd): a response that differs in one digit is refused")
  void cve202633006() throws Exception {
    try (RawHttp http = connect()) {
      Digest digest = logOn(http, freshUser());
      for (int position : new int[] {0, 1, 31, 32, 62, 63}) {
        String changed =
            digest.answer(
                "GET",
                TARGET,
                directives -> {
                  StringBuilder response = new StringBuilder(directives.get("response"));
                  char digit = response.charAt(position);
                  response.setCharAt(position, digit == '0' ? '1' : '0');
                  directives.put("response", response.toString());
                  return directives;
                });
        expectRefused(http.request("GET", TARGET, changed));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0,0", "0,10", "1,0"})
  @DisplayName("must not: a cut or lengthened opaque finds no context")
  void opaqueIsWhole(int cut, int added) throws Exception {
    try (RawHttp http = connect()) {
      String user = freshUser();
      Digest digest = logOn(http, user);
      String answer =
          digest.answer(
              "GET",
              TARGET,
              directives -> {
                String opaque = directives.get("opaque");
                String changed = opaque.substring(0, opaque.length() - cut) + "A".repeat(added);
                directives.put("opaque", changed);
                return directives;
              });
      Reply reply = http.request("GET", TARGET, answer);
      assertThat(reply.status() == 200).isEqualTo(cut == 0 && added == 0);
    }
  }

  @Test
  @DisplayName("must not: with another client's opaque nobody gets its identity or moves its state")
  void opaqueOfAnother() throws Exception {
    try (RawHttp http = connect()) {
      String victim = freshUser();
      Digest victims = logOn(http, victim);
      String attacker = freshUser();
      Digest own =
          Digest.answering(
              new Reply(
                  401,
                  Map.of(
                      "www-authenticate",
                      java.util.List.of(
                          "Digest realm=\""
                              + victims.challenge("realm")
                              + "\", nonce=\""
                              + victims.challenge("nonce")
                              + "\", opaque=\""
                              + victims.challenge("opaque")
                              + "\", algorithm=SHA-256, qop=\"auth\"")),
                  new byte[0]),
              attacker,
              Client.PASSWORD);
      for (int i = 0; i < 5; i++) {
        Reply reply = http.request("GET", TARGET, own.countFrom(1 + i).answer("GET", TARGET));
        assertThat(reply.header("X-User")).isNotEqualTo(java.util.Optional.of(victim));
        assertThat(reply.status()).isIn(200, 401);
      }
      for (int i = 0; i < 5; i++) {
        Reply reply = http.request("GET", TARGET, victims.answer("GET", TARGET));
        assertThat(reply.user()).isEqualTo(victim);
      }
    }
  }

  @Test
  @DisplayName("swival report (httpd): an answer without qop is refused, not served")
  void withoutQop() throws Exception {
    try (RawHttp http = connect()) {
      Digest digest = challenge(http, freshUser());
      var directives = digest.directives("GET", TARGET, new byte[0], null, "SHA-256");
      expectRefused(http.request("GET", TARGET, Digest.line(directives)));
    }
  }
}
