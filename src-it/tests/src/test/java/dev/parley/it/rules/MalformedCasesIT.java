package dev.parley.it.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.parley.it.support.ContainerTest;
import dev.parley.it.support.Digest;
import dev.parley.it.support.RawHttp;
import dev.parley.it.support.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Malformed credentials: cases that other servers got wrong")
final class MalformedCasesIT extends ContainerTest {
  private static final String TARGET = "/protected/x";

  private void expectRefused(String header) throws Exception {
    try (RawHttp http = connect()) {
      Reply reply = http.request("GET", TARGET, header);
      assertThat(reply.status()).as("%s", header).isIn(400, 401, 431);
      assertThat(reply.header("X-User")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Digest",
        "Digest ",
        "Digest \"",
        "Digest ,",
        "Digest =",
        "Digest x",
        "Digest username",
        "Digest username=",
        "Digest username=\"",
        "Digest username=\"a",
        "Digest username=\"a\\",
        "Digest username=\"a\"b\"",
        "Digest username=\"a\" realm=\"b\"",
        "Digest nc=zzzzzzzz, qop=auth",
        "Digest qop=auth",
        "Digest nc",
        "Digest username*=UTF-8''%",
        "Digest username*=UTF-8''%ff%fe",
        "Digest username*=x''a",
        "Digest userhash=true",
        "Digest userhash=maybe",
        "Digestusername=\"a\"",
        "Bearer abc",
        "Basic YWxpY2U6YWxpY2U=",
        "Negotiate YII=",
        "\"Digest\" username=\"a\""
      })
  @DisplayName(
      "CVE-2016-2161, CVE-2017-9788 (httpd), Elytron, Spring: no malformed field ends as 5xx")
  void malformed(String value) throws Exception {
    expectRefused("Authorization: " + value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"username", "realm", "nonce", "uri", "response", "opaque", "nc", "cnonce", "qop"})
  @DisplayName("a missing directive is refused")
  void missing(String name) throws Exception {
    try (RawHttp http = connect()) {
      Digest digest = challenge(http, freshUser());
      expectRefused(
          digest.answer(
              "GET",
              TARGET,
              directives -> {
                directives.remove(name);
                return directives;
              }));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "username",
        "realm",
        "nonce",
        "uri",
        "response",
        "opaque",
        "nc",
        "cnonce",
        "qop",
        "algorithm"
      })
  @DisplayName("all peers let the last of a duplicated directive win: both are refused")
  void duplicated(String name) throws Exception {
    try (RawHttp http = connect()) {
      Digest digest = challenge(http, freshUser());
      var directives = digest.directives("GET", TARGET, new byte[0]);
      String line = Digest.line(directives);
      expectRefused(line + ", " + name + "=\"" + directives.get(name) + '"');
      expectRefused(line + ", " + name.toUpperCase(java.util.Locale.ROOT) + "=\"other\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "000001", "000000001", "0000000g", "+0000001", " 0000001", ""})
  @DisplayName("RFC 7616 3.4: a nonce count is eight hexadecimal digits")
  void nonceCountDigits(String count) throws Exception {
    try (RawHttp http = connect()) {
      Digest digest = challenge(http, freshUser());
      expectRefused(
          digest.answer(
              "GET",
              TARGET,
              directives -> {
                directives.put("nc", '"' + count + '"');
                return directives;
              }));
    }
  }

  @Test
  @DisplayName("RFC 9110 11.6.2: two Authorization fields are refused")
  void twoFields() throws Exception {
    try (RawHttp http = connect()) {
      Digest digest = challenge(http, freshUser());
      String answer = digest.answer("GET", TARGET);
      Reply reply = http.request("GET", TARGET, answer, answer);
      assertThat(reply.status()).isIn(400, 401);
    }
  }

  @Test
  @DisplayName("RFC 7616 3.4: username and username* together are refused")
  void twoNames() throws Exception {
    try (RawHttp http = connect()) {
      String user = freshUser();
      String answer = challenge(http, user).answer("GET", TARGET);
      expectRefused(answer + ", username*=UTF-8''" + user);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2000, 7000, 100_000})
  @DisplayName("CVE-2020-35452 (httpd): a nonce of any length overflows nothing")
  void longNonce(int length) throws Exception {
    expectRefused(
        "Authorization: Digest username=\"a\", realm=\"it\", uri=\"/protected/x\", nc=00000001,"
            + " cnonce=\"a\", qop=auth, response=\"00\", nonce=\""
            + "A".repeat(length)
            + '"');
  }

  @Test
  @DisplayName("BZ54060 (Tomcat): no field makes the parser slow")
  void slowFields() {
    List<String> shapes = List.of(",", " ", "a=b,", "\\\"", "=", "a ", "\"a\",", ", ,\t", "%");
    for (String shape : shapes) {
      String value = "Digest a=\"" + shape.repeat(6000 / shape.length());
      Assertions.assertTimeout(
          Duration.ofSeconds(3), () -> expectRefused("Authorization: " + value));
      String open = "Digest " + shape.repeat(6000 / shape.length());
      Assertions.assertTimeout(
          Duration.ofSeconds(3), () -> expectRefused("Authorization: " + open));
    }
  }

  @Test
  @DisplayName("any change of one octet of a right answer is refused or still right, never 5xx")
  void changedOctets() throws Exception {
    Random random = new Random(7616);
    try (RawHttp http = connect()) {
      String user = freshUser();
      Digest digest = logOn(http, user);
      for (int i = 0; i < 500; i++) {
        StringBuilder answer = new StringBuilder(digest.answer("GET", TARGET));
        int at = 23 + random.nextInt(answer.length() - 23);
        answer.setCharAt(at, (char) (32 + random.nextInt(95)));
        Reply reply = http.request("GET", TARGET, answer.toString());
        assertThat(reply.status()).as("%s", answer).isIn(200, 400, 401);
        if (reply.status() == 200) {
          assertThat(reply.user()).isEqualTo(user);
        }
      }
    }
  }

  @Test
  @DisplayName("after all of these the server still serves")
  void stillServes() throws Exception {
    try (RawHttp http = connect()) {
      assertThatCode(() -> logOn(http, freshUser())).doesNotThrowAnyException();
    }
  }
}
