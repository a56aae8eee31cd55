package dev.parley.digest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.authority.DigestAlgorithm;
import dev.parley.context.ContextReference;
import dev.parley.digest.options.DigestSettings;
import dev.parley.digest.options.ReplayProtection;
import dev.parley.digest.options.UriCheck;
import dev.parley.sspi.AcceptResult;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SecurityStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What an answer must have in common with challenge and request")
class ParameterRulesTest {
  private static final TestExchange PAGE = TestExchange.get("/protected/a?b=c%20d");

  private final TestSite site = new TestSite();
  private final TestClient alice = new TestClient();

  private AcceptResult tampered(String name, String value) {
    site.challenge(alice, "SHA-256");
    alice.tamper = put(name, value);
    return site.answer(alice, PAGE);
  }

  private static UnaryOperator<Map<String, String>> put(String name, String value) {
    return parameters -> {
      parameters.put(name, value);
      return parameters;
    };
  }

  private void assertRefused(AcceptResult result, SecurityStatus status, Reason reason) {
    assertThat(result.reason()).isEqualTo(reason);
    assertThat(result.status()).isEqualTo(status);
    assertThat(result.token().toString()).doesNotContain("stale");
    assertThat(site.authority.calls).hasValue(0);
    assertThat(site.contexts.size()).isZero();
  }

  @Test
  @DisplayName("CVE-2011-5063: the realm is the one offered")
  void realm() {
    assertRefused(
        tampered("realm", "\"Test\""), SecurityStatus.SEC_E_LOGON_DENIED, Reason.REALM_MISMATCH);
  }

  @Test
  @DisplayName("a name that can be none gets 400 where the uri is right, and 401 where it is not")
  void impossibleName() {
    assertRefused(
        tampered("username", "\":\""), SecurityStatus.SEC_E_INVALID_TOKEN, Reason.MALFORMED);
    alice.tamper = put("username", "\":\"").andThen(put("uri", "\"/elsewhere\""))::apply;
    assertRefused(site.answer(alice, PAGE), SecurityStatus.SEC_E_LOGON_DENIED, Reason.URI_MISMATCH);
  }

  @Test
  @DisplayName("CVE-2011-5062: the qop is one that was offered")
  void qop() {
    site.challenge(alice, "SHA-256");
    alice.qop = "auth-int";
    assertRefused(
        site.answer(alice, PAGE), SecurityStatus.SEC_E_QOP_NOT_SUPPORTED, Reason.QOP_NOT_OFFERED);
  }

  @Test
  @DisplayName("the algorithm is one that is offered: no downgrade to MD5 where it is not")
  void algorithm() {
    site.set(DigestSettings.ALGORITHMS, List.of(DigestAlgorithm.SHA_256))
        .set(DigestSettings.ALGORITHMS_BY_USER_AGENT, Map.of());
    assertRefused(
        tampered("algorithm", "MD5"),
        SecurityStatus.SEC_E_LOGON_DENIED,
        Reason.ALGORITHM_NOT_OFFERED);
    assertRefused(
        tampered("algorithm", "SHA-1"),
        SecurityStatus.SEC_E_LOGON_DENIED,
        Reason.ALGORITHM_NOT_OFFERED);
  }

  @Test
  @DisplayName(
      "digest.algorithms=SHA-256 leaves no MD5, also not to a client that calls itself w3m")
  void noMd5ByUserAgent() {
    site.set(DigestSettings.ALGORITHMS, List.of(DigestAlgorithm.SHA_256));
    assertThat(site.request(PAGE.by("w3m/0.5.3")).token().toString()).doesNotContain("MD5");
    assertRefused(
        tampered("algorithm", "MD5"),
        SecurityStatus.SEC_E_LOGON_DENIED,
        Reason.ALGORITHM_NOT_OFFERED);
  }

  @Test
  @DisplayName("an algorithm that is offered to one kind of client is taken from no other")
  void algorithmOfAnotherClient() {
    site.set(DigestSettings.ALGORITHMS, List.of(DigestAlgorithm.SHA_256))
        .set(
            DigestSettings.ALGORITHMS_BY_USER_AGENT, Map.of("w3m/*", List.of(DigestAlgorithm.MD5)));
    TestExchange byW3m = PAGE.by("w3m/0.5.3");
    alice.take(site.request(byW3m).token(), "MD5");
    assertRefused(
        site.answer(alice, PAGE), SecurityStatus.SEC_E_LOGON_DENIED, Reason.ALGORITHM_NOT_OFFERED);
    assertThat(site.answer(alice, byW3m).status()).isEqualTo(SecurityStatus.SEC_E_OK);
  }

  @Test
  @DisplayName("RFC 2069: a nonce serves once, also where counts are not looked at")
  void rfc2069WithoutCounts() {
    site.set(DigestSettings.ALLOW_RFC2069, true)
        .set(DigestSettings.REPLAY_PROTECTION, ReplayProtection.OFF);
    site.challenge(alice, "MD5");
    alice.qop = "";
    String captured = alice.answer(PAGE);
    assertThat(site.request(PAGE.with(captured)).status()).isEqualTo(SecurityStatus.SEC_E_OK);
    assertThat(site.request(PAGE.with(captured)).reason()).isEqualTo(Reason.NONCE_COUNT_REPLAYED);
  }

  @Test
  @DisplayName("RFC 2069 answers are refused, and let in once a nonce by a setting")
  void rfc2069() {
    site.challenge(alice, "MD5");
    alice.qop = "";
    assertRefused(
        site.answer(alice, PAGE), SecurityStatus.SEC_E_LOGON_DENIED, Reason.LEGACY_RESPONSE);
    TestSite lenient = new TestSite().set(DigestSettings.ALLOW_RFC2069, true);
    lenient.challenge(alice, "MD5");
    AcceptResult first = lenient.answer(alice, PAGE);
    assertThat(first.status()).isEqualTo(SecurityStatus.SEC_E_OK);
    assertThat(first.token()).isEmpty();
    AcceptResult second = lenient.answer(alice, PAGE);
    assertThat(second.reason()).isEqualTo(Reason.NONCE_COUNT_REPLAYED);
    alice.take(second.token(), "MD5");
    assertThat(lenient.answer(alice, PAGE).status()).isEqualTo(SecurityStatus.SEC_E_OK);
  }

  @ParameterizedTest
  @CsvSource({
    "username,\"a:b\"",
    "username,\"a\tb\"",
    "nc,zz",
    "userhash,maybe",
    "username*,UTF-8''x",
    "userhash,true",
    "response,\"\u00ff\""
  })
  @DisplayName(
      "malformed and contradictory answers are invalid tokens or refused, never an exception")
  void malformed(String name, String value) {
    AcceptResult result = tampered(name, value);
    assertThat(result.status())
        .isIn(SecurityStatus.SEC_E_INVALID_TOKEN, SecurityStatus.SEC_E_LOGON_DENIED);
    assertThat(site.contexts.size()).isZero();
  }

  @Test
  @DisplayName(
      "no credentials, a scheme alone, another one, two fields: challenges, and an invalid token")
  void schemes() {
    for (String bare : List.of("Digest", "digest ")) {
      assertThat(site.request(PAGE.with(bare)).reason()).isEqualTo(Reason.NO_CREDENTIALS);
      assertThat(site.request(PAGE.with(bare)).token()).isNotEmpty();
    }
    assertThat(site.request(PAGE).reason()).isEqualTo(Reason.NO_CREDENTIALS);
    assertThat(site.request(PAGE.with("Basic dTpw")).reason()).isEqualTo(Reason.UNKNOWN_SCHEME);
    assertThat(site.request(PAGE.with("Digester x=y")).reason()).isEqualTo(Reason.UNKNOWN_SCHEME);
    assertThat(site.request(PAGE.with("twice")).status())
        .isEqualTo(SecurityStatus.SEC_E_INVALID_TOKEN);
    assertThat(site.request(PAGE.with("Digest x")).status())
        .isEqualTo(SecurityStatus.SEC_E_INVALID_TOKEN);
  }

  @ParameterizedTest
  @CsvSource({
    "/x, /x?, true",
    "/x, /x, true",
    "/x?, /x?, true",
    "/x?, /x, false",
    "/x?a, /x?, false"
  })
  @DisplayName("A uri with an empty query is that of a target without one (forms without fields)")
  void emptyQuery(String target, String uri, boolean ok) {
    TestExchange page = TestExchange.get(target);
    site.challenge(alice, "SHA-256");
    TestExchange believed = new TestExchange("GET", uri, null, null, "", "", "");
    String answer = alice.answer(believed);
    assertThat(site.request(page.with(answer)).status())
        .isEqualTo(ok ? SecurityStatus.SEC_E_OK : SecurityStatus.SEC_E_LOGON_DENIED);
  }

  @ParameterizedTest
  @CsvSource({
    "/protected/a?b=c%20d,true",
    "http://example.test:8080/protected/a?b=c%20d,true",
    "HTTP://EXAMPLE.TEST:8080/protected/a?b=c%20d,true",
    "http://example.test/protected/a?b=c%20d,false",
    "https://example.test:8080/protected/a?b=c%20d,false",
    "http://other.test:8080/protected/a?b=c%20d,false",
    "/protected/a,false",
    "/protected/a?b=c d,false",
    "/protected/a?b=c%20d&e=f,false",
    "/protected/A?b=c%20d,false",
    "/protected/%61?b=c%20d,false",
    "/,false",
    "*,false",
    "'',false"
  })
  @DisplayName(
      "CVE-2017-12196, GHSA-p28p-j94q-pg32: the uri is this request's, in origin-form or absolute-form of the same host")
  void uri(String uri, boolean ok) {
    site.challenge(alice, "SHA-256");
    AcceptResult result = answerWithUri(site, uri);
    assertThat(result.status())
        .isEqualTo(ok ? SecurityStatus.SEC_E_OK : SecurityStatus.SEC_E_LOGON_DENIED);
    if (!ok) {
      assertRefused(result, SecurityStatus.SEC_E_LOGON_DENIED, Reason.URI_MISMATCH);
      assertThat(result.token()).hasSameSizeAs(site.request(PAGE).token());
      assertThat(site.failures).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"SHA-256,MD5", "SHA-512-256,MD5", "SHA-256-sess,MD5-sess"})
  @DisplayName(
      "lftp, svn, HTTParty repeat the algorithm of the challenge: 32 digits mean MD5 where it is offered")
  void misnamedAlgorithm(String named, String computed) {
    site.set(DigestSettings.ALGORITHMS, List.of(DigestAlgorithm.values()));
    site.challenge(alice, computed);
    alice.tamper = put("algorithm", '"' + named + '"');
    AcceptResult first = site.answer(alice, PAGE);
    assertThat(first.status()).isEqualTo(SecurityStatus.SEC_E_OK);
    assertThat(first.detail())
        .isEqualTo("the response names " + named + " and has the length of " + computed);
    assertThat(site.answer(alice, PAGE).status()).isEqualTo(SecurityStatus.SEC_E_OK);
    assertThat(site.authority.calls).hasValue(1);
    alice.password = "wrong";
    assertThat(site.answer(alice, PAGE).reason()).isEqualTo(Reason.WRONG_RESPONSE);
    assertThat(site.failures).hasSize(1);
  }

  @Test
  @DisplayName("a response of MD5's length is refused where MD5 is not offered, and is no guess")
  void misnamedWithoutMd5() {
    site.challenge(alice, "MD5");
    String answer = alice.answer(PAGE).replace("algorithm=MD5", "algorithm=SHA-256");
    TestSite strict =
        new TestSite().set(DigestSettings.ALGORITHMS, List.of(DigestAlgorithm.SHA_256));
    AcceptResult result = strict.request(PAGE.with(answer));
    assertThat(result.reason()).isEqualTo(Reason.ALGORITHM_NOT_OFFERED);
    assertThat(result.status()).isEqualTo(SecurityStatus.SEC_E_LOGON_DENIED);
    assertThat(strict.authority.calls).hasValue(0);
    assertThat(strict.failures).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00", "zz", "0123456789abcdef0123456789abcdeg", "long", "longer"})
  @DisplayName(
      "a response that cannot be right for its form is no wrong password: 401, not counted")
  void responseForm(String response) {
    String written =
        switch (response) {
          case "long" -> "g".repeat(64);
          case "longer" -> "a".repeat(65);
          default -> response;
        };
    site.challenge(alice, "SHA-256");
    assertThat(site.answer(alice, PAGE).status()).isEqualTo(SecurityStatus.SEC_E_OK);
    for (String algorithm : List.of("SHA-256", "MD5")) {
      alice.tamper =
          parameters -> {
            parameters.put("algorithm", algorithm);
            parameters.put("response", '"' + written + '"');
            return parameters;
          };
      AcceptResult result = site.answer(alice, PAGE);
      assertThat(result.reason()).isEqualTo(Reason.RESPONSE_FORM);
      assertThat(result.status()).isEqualTo(SecurityStatus.SEC_E_LOGON_DENIED);
      assertThat(result.token()).isNotEmpty();
    }
    assertThat(site.failures).isEmpty();
    assertThat(site.authority.calls).hasValue(1);
  }

  @Test
  @DisplayName(
      "devices that send no opaque are refused, and let in by setting with the same replay protection")
  void missingOpaque() {
    site.challenge(alice, "SHA-256");
    alice.tamper = without("opaque");
    AcceptResult refused = site.answer(alice, PAGE);
    assertRefused(refused, SecurityStatus.SEC_E_INVALID_TOKEN, Reason.MISSING_PARAMETER);
    assertThat(refused.detail())
        .contains("parameter opaque", DigestSettings.ALLOW_MISSING_OPAQUE.key());
    TestSite devices = new TestSite().set(DigestSettings.ALLOW_MISSING_OPAQUE, true);
    devices.challenge(alice, "SHA-256");
    String first = alice.answer(PAGE);
    assertThat(devices.request(PAGE.with(first)).status()).isEqualTo(SecurityStatus.SEC_E_OK);
    assertThat(devices.request(PAGE.with(first)).reason()).isEqualTo(Reason.NONCE_COUNT_REPLAYED);
    assertThat(devices.answer(alice, PAGE).status()).isEqualTo(SecurityStatus.SEC_E_OK);
    assertThat(devices.authority.calls).hasValue(1);
    assertThat(devices.contexts.size()).isEqualTo(1);
    devices.pass(Duration.ofMinutes(6));
    AcceptResult stale = devices.answer(alice, PAGE);
    assertThat(stale.reason()).isEqualTo(Reason.NONCE_EXPIRED);
    alice.take(stale.token(), "SHA-256");
    assertThat(devices.answer(alice, PAGE).status()).isEqualTo(SecurityStatus.SEC_E_OK);
    assertThat(devices.contexts.size()).isEqualTo(1);
    assertThat(devices.authority.calls).hasValue(1);
  }

  @Test
  @DisplayName("where the opaque may be left out, one that is sent has to be the nonce's")
  void opaqueBesideTheNonces() {
    site.set(DigestSettings.ALLOW_MISSING_OPAQUE, true);
    site.challenge(alice, "SHA-256");
    assertThat(site.answer(alice, PAGE).status()).isEqualTo(SecurityStatus.SEC_E_OK);
    alice.tamper = put("opaque", '"' + ContextReference.random(new Random(1)).text() + '"');
    assertThat(site.answer(alice, PAGE).reason()).isEqualTo(Reason.NONCE_UNKNOWN);
  }

  @Test
  @DisplayName("an empty opaque, of devices that send the parameter always, is none")
  void emptyOpaque() {
    site.challenge(alice, "SHA-256");
    alice.tamper = put("opaque", "\"\"");
    assertThat(site.answer(alice, PAGE).reason()).isEqualTo(Reason.MISSING_PARAMETER);
    TestSite devices = new TestSite().set(DigestSettings.ALLOW_MISSING_OPAQUE, true);
    devices.challenge(alice, "SHA-256");
    assertThat(devices.answer(alice, PAGE).status()).isEqualTo(SecurityStatus.SEC_E_OK);
    assertThat(devices.answer(alice, PAGE).status()).isEqualTo(SecurityStatus.SEC_E_OK);
  }

  @Test
  @DisplayName("nginx-http-auth-digest 14: nc=1 is hashed as text and counted as a number")
  void shortCount() {
    site.challenge(alice, "MD5");
    alice.countFormat = "%x";
    assertThat(site.answer(alice, PAGE).status()).isEqualTo(SecurityStatus.SEC_E_OK);
    AcceptResult second = site.answer(alice, PAGE);
    assertThat(second.status()).isEqualTo(SecurityStatus.SEC_E_OK);
    assertThat(second.token().toString()).contains("nc=2");
    alice.countFormat = "%08x";
    assertThat(site.request(PAGE.with(alice.answer(PAGE, 2))).reason())
        .isEqualTo(Reason.NONCE_COUNT_REPLAYED);
  }

  private static UnaryOperator<Map<String, String>> without(String name) {
    return parameters -> {
      parameters.remove(name);
      return parameters;
    };
  }

  /** The client believes that its target is {@code uri}, and the request is for PAGE. */
  private AcceptResult answerWithUri(TestSite at, String uri) {
    TestExchange believed = new TestExchange("GET", uri, null, null, "", "", "");
    return at.request(PAGE.with(alice.answer(believed)));
  }

  @Test
  @DisplayName("old .NET and IE leave the query out: by setting")
  void withoutQuery() {
    site.set(DigestSettings.URI_CHECK, UriCheck.WITHOUT_QUERY);
    site.challenge(alice, "SHA-256");
    assertThat(answerWithUri(site, "/protected/a").status()).isEqualTo(SecurityStatus.SEC_E_OK);
    assertThat(answerWithUri(site, "/protected/b").reason()).isEqualTo(Reason.URI_MISMATCH);
    assertThat(answerWithUri(site, "/protected/a?x").reason()).isEqualTo(Reason.URI_MISMATCH);
  }

  @ParameterizedTest
  @DisplayName("a uri that a proxy rewrites: the operator is told the setting, and no query")
  @CsvSource({
    "/shop/protected/a?b=c%20d, names /shop/protected/a; if a proxy made that /: digest.uri-prefixes = /shop/ = /",
    "/shop/a?b=c%20d, names /shop/a; if a proxy made that /protected/: digest.uri-prefixes = /shop/ = /protected/",
    "/shop=1/a, names /shop=1/a",
    "/elsewhere?secret, names /elsewhere",
    "http://other.test/protected/a, names http://other.test/protected/a",
    "/protected/a?secret, names the same path with another query",
  })
  void toldToOperators(String uri, String told) {
    site.challenge(alice, "SHA-256");
    AcceptResult refused = answerWithUri(site, uri);
    assertThat(refused.reason()).isEqualTo(Reason.URI_MISMATCH);
    assertThat(refused.detail()).isEqualTo("the uri directive " + told);
    assertThat(Reason.URI_MISMATCH.cause()).contains("a proxy in front rewrites paths");
    assertThat(Reason.URI_MISMATCH.mend()).contains("digest.uri-prefixes");
  }

  @Test
  @DisplayName("behind a proxy that rewrites a prefix: the client's prefix stands for ours")
  void rewritten() {
    site.set(DigestSettings.URI_PREFIXES, Map.of("/shop/", "/protected/"));
    site.challenge(alice, "SHA-256");
    assertThat(answerWithUri(site, "/shop/a?b=c%20d").status()).isEqualTo(SecurityStatus.SEC_E_OK);
    assertThat(answerWithUri(site, "/protected/a?b=c%20d").status())
        .isEqualTo(SecurityStatus.SEC_E_OK);
    assertThat(answerWithUri(site, "/shop/b?b=c%20d").reason()).isEqualTo(Reason.URI_MISMATCH);
    assertThat(answerWithUri(site, "/shop").reason()).isEqualTo(Reason.URI_MISMATCH);
  }

  @Test
  @DisplayName("a rewritten prefix is one of whole segments, with or without its last slash")
  void rewrittenSegments() {
    site.set(DigestSettings.URI_PREFIXES, Map.of("/shop", "/"));
    site.challenge(alice, "SHA-256");
    assertThat(answerWithUri(site, "/shop/protected/a?b=c%20d").status())
        .isEqualTo(SecurityStatus.SEC_E_OK);
    assertThat(answerWithUri(site, "/shopprotected/a?b=c%20d").reason())
        .isEqualTo(Reason.URI_MISMATCH);
    TestSite root = new TestSite().set(DigestSettings.URI_PREFIXES, Map.of("/shop/", "/"));
    root.challenge(alice, "SHA-256");
    alice.tamper = put("uri", "\"/shop\"");
    assertThat(root.answer(alice, TestExchange.get("/")).reason()).isEqualTo(Reason.WRONG_RESPONSE);
  }

  @Test
  @DisplayName("switched off, the uri is hashed and not compared")
  void off() {
    site.set(DigestSettings.URI_CHECK, UriCheck.OFF);
    site.challenge(alice, "SHA-256");
    assertThat(answerWithUri(site, "/elsewhere").status()).isEqualTo(SecurityStatus.SEC_E_OK);
  }

  @Test
  @DisplayName("the method is bound")
  void method() {
    site.challenge(alice, "SHA-256");
    String forGet = alice.answer(PAGE);
    assertThat(site.request(PAGE.post("").with(forGet)).reason()).isEqualTo(Reason.WRONG_RESPONSE);
    assertThat(site.request(PAGE.with(forGet)).status()).isEqualTo(SecurityStatus.SEC_E_OK);
  }

  @Test
  @DisplayName("an opaque that does not belong to the nonce ends as a nonce of unknown origin")
  void opaqueOfAnotherNonce() {
    site.challenge(alice, "SHA-256");
    String mine = alice.challenge.getOrDefault("opaque", "");
    TestClient second = site.challenge(new TestClient(), "SHA-256");
    second.tamper = put("opaque", '"' + mine + '"');
    AcceptResult result = site.answer(second, PAGE);
    assertThat(result.reason()).isEqualTo(Reason.NONCE_UNKNOWN);
    assertThat(site.contexts.size()).isZero();
    second.tamper = put("opaque", "\"not a reference\"");
    assertThat(site.answer(second, PAGE).reason()).isEqualTo(Reason.NONCE_UNKNOWN);
  }
}
