package dev.parley.it.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.parley.it.client.Client;
import dev.parley.it.support.ContainerTest;
import dev.parley.it.support.Digest;
import dev.parley.it.support.RawHttp;
import dev.parley.it.support.Reply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With the default settings. */
@DisplayName("What real clients send is let in")
final class ClientQuirksIT extends ContainerTest {
  private static final String TARGET = "/protected/x";

  private static Reply get(RawHttp http, String answer) throws Exception {
    return http.request("GET", TARGET, answer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Firefox to IIS, requests, neon: quoted qop | qop=auth | qop=\"auth\"",
        "wget, requests, neon, Windows: quoted algorithm | algorithm=SHA-256 | algorithm=\"SHA-256\"",
        "Jetty client before 12.1: quoted nc | nc=00000001 | nc=\"00000001\"",
        "algorithm in another case | algorithm=SHA-256 | algorithm=sha-256",
        "RFC 9110 11.1: scheme in lower case | Digest | digest",
        "RFC 9110 11.1: scheme in upper case | Digest | DIGEST",
        "parameter names in upper case | username= | USERNAME=",
        "blanks around the equals sign | realm= | realm = ",
        "no blank after a comma | , realm | ,realm",
        "empty list members | , realm | , , ,realm",
        "HttpClient 5.5: an unknown parameter | , realm | , rspauth=\"x\", realm",
        "an unknown token parameter | , realm | , auth-param=1, realm"
      })
  @DisplayName("quoting and case")
  void quoting(String quirk, String written, String quirky) throws Exception {
    try (RawHttp http = connect()) {
      String user = freshUser();
      String answer = challenge(http, user).answer("GET", TARGET);
      assertThat(answer).contains(written);
      String changed = "Authorization: " + answer.substring(15).replace(written, quirky);
      expectUser(get(http, changed), user);
    }
  }

  @Test
  @DisplayName("a trailing comma is let in")
  void trailingComma() throws Exception {
    try (RawHttp http = connect()) {
      String user = freshUser();
      expectUser(get(http, challenge(http, user).answer("GET", TARGET) + ", "), user);
    }
  }

  @Test
  @DisplayName("Chromium, Firefox: a fresh cnonce for every request")
  void freshCnonce() throws Exception {
    try (RawHttp http = connect()) {
      String user = freshUser();
      Digest digest = logOn(http, user);
      for (int i = 0; i < 10; i++) {
        expectUser(get(http, digest.cnonce("c" + i).answer("GET", TARGET)), user);
      }
    }
  }

  @Test
  @DisplayName("browsers: parallel requests arrive in any order")
  void anyOrder() throws Exception {
    try (RawHttp http = connect()) {
      String user = freshUser();
      Digest digest = logOn(http, user);
      List<String> answers = new ArrayList<>();
      for (int i = 0; i < 128; i++) {
        answers.add(digest.answer("GET", TARGET));
      }
      Collections.shuffle(answers, new Random(1));
      for (String answer : answers) {
        expectUser(get(http, answer), user);
      }
    }
  }

  private static Stream<Arguments> counts() {
    return Stream.of(
        arguments("Apple CFNetwork, urllib: the first count is above 1", IntStream.of(2)),
        arguments(
            "Tomcat's drift: 1,000 counts spent elsewhere, again and again",
            IntStream.iterate(1, count -> count < 10_000, count -> count + 1000)),
        arguments(
            "node clients: decimal digits leave gaps",
            IntStream.range(1, 120).map(i -> Integer.parseInt(Integer.toString(i), 16))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("counts")
  @DisplayName("counts of a nonce that are not the next")
  void counts(String quirk, IntStream counts) throws Exception {
    try (RawHttp http = connect()) {
      String user = freshUser();
      Digest digest = challenge(http, user);
      for (int count : counts.toArray()) {
        expectUser(get(http, digest.countFrom(count - 1).answer("GET", TARGET)), user);
      }
    }
  }

  @Test
  @DisplayName("wget: no algorithm means MD5, although SHA-256 came first")
  void algorithmUnsaid() throws Exception {
    try (RawHttp http = connect()) {
      String user = freshUser();
      Reply first = http.request("GET", TARGET);
      Digest digest = Digest.answering(first, "MD5", user, Client.PASSWORD);
      String answer =
          digest.answer(
              "GET",
              TARGET,
              directives -> {
                directives.remove("algorithm");
                return directives;
              });
      expectUser(get(http, answer), user);
    }
  }

  @Test
  @DisplayName("wget, urllib, curl: a new challenge each time costs one authority call in all")
  void newChallengeEachTime() throws Exception {
    try (RawHttp http = connect()) {
      String user = freshUser();
      long before = control.counter("authorityCalls");
      for (int i = 0; i < 20; i++) {
        expectUser(get(http, challenge(http, user).answer("GET", TARGET)), user);
      }
      assertThat(control.counter("authorityCalls") - before).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("async-http-client #295: nc always 1 ends as stale=true, without a prompt")
  void countAlwaysOne() throws Exception {
    try (RawHttp http = connect()) {
      String user = freshUser();
      Digest digest = challenge(http, user);
      for (int i = 0; i < 5; i++) {
        expectUser(get(http, digest.countFrom(0).answer("GET", TARGET)), user);
        Reply again = get(http, digest.countFrom(0).answer("GET", TARGET));
        assertThat(again.status()).isEqualTo(401);
        assertThat(again.stale()).isTrue();
        digest = Digest.answering(again, user, Client.PASSWORD);
      }
    }
  }

  @Test
  @DisplayName("absolute-form uri and request target of the same host (Jetty refused it)")
  void absoluteForm() throws Exception {
    try (RawHttp http = connect()) {
      String user = freshUser();
      Digest digest = logOn(http, user);
      String absolute = "http://" + http.host() + TARGET;
      expectUser(get(http, digest.answer("GET", absolute)), user);
      expectUser(http.request("GET", absolute, digest.answer("GET", TARGET)), user);
      expectUser(http.request("GET", absolute, digest.answer("GET", absolute)), user);
      Reply other = get(http, digest.answer("GET", "http://other.example" + TARGET));
      assertThat(other.status()).isIn(400, 401);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "RFC 8187: username* (Jetty refused it) | user-J\u00e4s\u00f8n Doe"
            + " | username=\"user-J\u00e4s\u00f8n Doe\" | username*=UTF-8''user-J%C3%A4s%C3%B8n%20Doe",
        "browsers, curl: UTF-8 octets | user-j\u00fcrgen | j\u00fcrgen | j\u00c3\u00bcrgen",
        "Windows: a backslash that escapes nothing | EXAMPLE\\user-w | \\\\ | \\",
        "RFC 9110 5.6.4: a backslash that is escaped | EXAMPLE\\user-w | \\\\ | \\\\"
      })
  @DisplayName("user names as they are written")
  void names(String quirk, String user, String written, String quirky) throws Exception {
    try (RawHttp http = connect()) {
      String answer =
          Digest.answering(http.request("GET", TARGET), user, Client.PASSWORD)
              .answer("GET", TARGET);
      assertThat(answer).as(quirk).contains(written);
      Reply reply = get(http, answer.replace(written, quirky));
      assertThat(reply.body()).contains("user=" + user);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\"b", "a\\b", "with blank", "=,;", "\"\"", "<script>"})
  @DisplayName("neon, HttpClient 5: cnonce and nc come back octet for octet (Undertow: unescaped)")
  void cnonceEchoed(String cnonce) throws Exception {
    try (RawHttp http = connect()) {
      Digest digest = challenge(http, freshUser()).cnonce(cnonce);
      var directives = digest.directives("GET", TARGET, new byte[0]);
      Reply reply = get(http, Digest.line(directives));
      assertThat(reply.status()).isEqualTo(200);
      Map<String, String> info =
          Digest.parameters(reply.header("Authentication-Info").orElseThrow());
      assertThat(info)
          .containsEntry("cnonce", cnonce)
          .containsEntry("nc", "00000001")
          .containsEntry("rspauth", digest.rspauth(directives, reply.bytes()));
    }
  }

  @Test
  @DisplayName("the challenge suits all: lengths, quoting, no stale, exactly one qop")
  void challengeSuitsAll() throws Exception {
    try (RawHttp http = connect()) {
      Reply first = http.request("GET", TARGET);
      assertThat(first.challenges()).hasSize(2);
      for (String challenge : first.challenges()) {
        assertThat(challenge.length()).as("WDigest").isLessThan(2048);
        assertThat(challenge).as("wget: exactly auth").contains("qop=\"auth\"");
        assertThat(challenge).as("neon").doesNotContain("stale");
        assertThat(challenge).matches(".*algorithm=(SHA-256|MD5)(,.*|$)");
        Map<String, String> parameters = Digest.parameters(challenge);
        assertThat(parameters.get("nonce").length()).as("curl").isLessThan(1024);
        assertThat(parameters.get("opaque").length()).as("curl").isLessThan(1024);
        assertThat(parameters).doesNotContainKey("userhash");
      }
      assertThat(first.challenges().get(0)).as("curl").contains("SHA-256");
      assertThat(first.challenges().get(1)).as("ffmpeg, Bruno").contains("MD5");
    }
  }
}
