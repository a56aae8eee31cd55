package dev.parley.it.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.client.Client;
import dev.parley.it.support.ContainerTest;
import dev.parley.it.support.Digest;
import dev.parley.it.support.RawHttp;
import dev.parley.it.support.Reply;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Replay: cases that other servers got wrong")
final class ReplayCasesIT extends ContainerTest {
  private static final String TARGET = "/protected/x";

  private static Reply get(RawHttp http, String answer) throws Exception {
    return http.request("GET", TARGET, answer);
  }

  private static void expectRefused(Reply reply) {
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.header("X-User")).isEmpty();
  }

  @Test
  @DisplayName("CVE-2011-1184 (Tomcat): the same nonce count does not serve twice")
  void cve20111184() throws Exception {
    try (RawHttp http = connect()) {
      String answer = logOn(http, freshUser()).answer("GET", TARGET);
      assertThat(get(http, answer).status()).isEqualTo(200);
      expectRefused(get(http, answer));
      expectRefused(get(http, answer));
    }
  }

  @Test
  @DisplayName("CVE-2012-5885 (Tomcat): a new cnonce does not make a used nonce count new")
  void cve20125885() throws Exception {
    try (RawHttp http = connect()) {
      Digest digest = logOn(http, freshUser());
      assertThat(get(http, digest.countFrom(6).answer("GET", TARGET)).status()).isEqualTo(200);
      expectRefused(get(http, digest.cnonce("other").countFrom(6).answer("GET", TARGET)));
    }
  }

  @Test
  @DisplayName("CVE-2026-65905 (Tomcat): at the edges of the window each count serves once at most")
  void cve202665905() throws Exception {
    try (RawHttp http = connect()) {
      Digest digest = logOn(http, freshUser());
      Map<Integer, Integer> accepted = new HashMap<>();
      accepted.put(1, 1);
      // forward by leaps, then every count back and again
      for (int count : new int[] {129, 128, 127, 2, 300, 173, 172, 171, 301, 429, 557}) {
        offer(http, digest, count, accepted);
      }
      for (int round = 0; round < 2; round++) {
        for (int count = 1; count <= 600; count++) {
          offer(http, digest, count, accepted);
        }
      }
      assertThat(accepted.values()).allMatch(times -> times == 1);
      assertThat(accepted.keySet()).contains(129, 300, 301, 429, 557, 558, 600);
    }
  }

  private static void offer(RawHttp http, Digest digest, int count, Map<Integer, Integer> accepted)
      throws Exception {
    Reply reply = get(http, digest.countFrom(count - 1).answer("GET", TARGET));
    if (reply.status() == 200) {
      accepted.merge(count, 1, Integer::sum);
    }
  }

  @Test
  @DisplayName(
      "CVE-2026-69206 (http4s): the presented count is recorded, not the last one plus one")
  void cve202669206() throws Exception {
    try (RawHttp http = connect()) {
      Digest digest = logOn(http, freshUser());
      String ahead = digest.countFrom(40).answer("GET", TARGET);
      assertThat(get(http, ahead).status()).isEqualTo(200);
      expectRefused(get(http, ahead));
      assertThat(get(http, digest.countFrom(1).answer("GET", TARGET)).status()).isEqualTo(200);
      expectRefused(get(http, ahead));
    }
  }

  @Test
  @DisplayName("http-auth #94 (node): a large nonce count serves once at most and opens nothing")
  void hugeCount() throws Exception {
    try (RawHttp http = connect()) {
      Digest digest = logOn(http, freshUser());
      for (int count : new int[] {0x4ffffff, 0x7fffffff, 0xffffffff}) {
        String answer = digest.countFrom(count - 1).answer("GET", TARGET);
        Reply reply = get(http, answer);
        assertThat(reply.status() == 200 || reply.stale()).as("%s", reply).isTrue();
        expectRefused(get(http, answer));
      }
      expectRefused(get(http, digest.countFrom(0).answer("GET", TARGET)));
    }
  }

  @Test
  @DisplayName("a nonce count of 0 is refused")
  void countZero() throws Exception {
    try (RawHttp http = connect()) {
      Reply reply = get(http, logOn(http, freshUser()).countFrom(-1).answer("GET", TARGET));
      assertThat(reply.status()).isIn(400, 401);
    }
  }

  @Test
  @DisplayName("CVE-2026-48005 (httpd), Tomcat, Jetty: a wrong response uses up no nonce count")
  void cve202648005() throws Exception {
    try (RawHttp http = connect()) {
      String user = freshUser();
      Digest digest = logOn(http, user);
      for (int count = 1; count <= 4; count++) {
        String forged =
            digest
                .countFrom(count)
                .answer(
                    "GET",
                    TARGET,
                    directives -> {
                      directives.put("response", "0".repeat(64));
                      return directives;
                    });
        expectRefused(get(http, forged));
      }
      for (int count = 1; count <= 4; count++) {
        Reply reply = get(http, digest.countFrom(count).answer("GET", TARGET));
        assertThat(reply.status()).as("count %d", count + 1).isEqualTo(200);
      }
    }
  }

  @Test
  @DisplayName("CVE-2012-5887 (Tomcat): an expired nonce is stale with the right password only")
  void cve20125887() throws Exception {
    try (RawHttp http = connect()) {
      String user = freshUser();
      Digest digest = logOn(http, user);
      Digest wrong = Digest.answering(http.request("GET", TARGET), user, "wrong");
      control.clockOffset(3000);
      try {
        Reply stale = get(http, digest.answer("GET", TARGET));
        expectRefused(stale);
        assertThat(stale.stale()).isTrue();
        Digest renewed = Digest.answering(stale, user, Client.PASSWORD);
        assertThat(renewed.challenge("opaque")).isEqualTo(digest.challenge("opaque"));
        assertThat(get(http, renewed.answer("GET", TARGET)).user()).isEqualTo(user);

        Reply refused = get(http, wrong.answer("GET", TARGET));
        expectRefused(refused);
        assertThat(refused.stale()).isFalse();
      } finally {
        control.clockOffset(0);
      }
    }
  }

  @Test
  @DisplayName(
      "GHSA-c7jm-38gq-h67h, CVE-2026-100834 (http4k): an invented nonce never serves, whatever the password")
  void ghsaC7jm() throws Exception {
    try (RawHttp http = connect()) {
      String user = freshUser();
      String invented = "WWW-Authenticate";
      Reply first = http.request("GET", TARGET);
      Digest real = Digest.answering(first, user, Client.PASSWORD);
      String nonce = real.challenge("nonce");
      String flipped = (nonce.charAt(0) == 'A' ? 'B' : 'A') + nonce.substring(1);
      for (String each : new String[] {"abc", flipped, nonce + "A", "", "a".repeat(900)}) {
        String challenge = first.challenges().get(0).replace('"' + nonce + '"', '"' + each + '"');
        Reply forged =
            new Reply(
                401,
                Map.of(invented.toLowerCase(java.util.Locale.ROOT), java.util.List.of(challenge)),
                new byte[0]);
        Digest digest = Digest.answering(forged, user, Client.PASSWORD);
        Reply reply = get(http, digest.answer("GET", TARGET));
        assertThat(reply.status()).as("nonce %s", each).isIn(400, 401);
      }
    }
  }
}
