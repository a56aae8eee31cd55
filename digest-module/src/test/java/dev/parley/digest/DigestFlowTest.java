package dev.parley.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.authority.DigestAlgorithm;
import dev.parley.authority.Qop;
import dev.parley.digest.options.DigestSettings;
import dev.parley.digest.options.InfoMode;
import dev.parley.digest.options.ReplayAnswer;
import dev.parley.digest.options.ReplayProtection;
import dev.parley.http.HeaderField;
import dev.parley.sspi.AcceptResult;
import dev.parley.sspi.ContextAttribute;
import dev.parley.sspi.ContextFlag;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SecurityContext;
import dev.parley.sspi.SecurityStatus;
import dev.parley.sspi.SecurityStatusException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The Digest package")
class DigestFlowTest {
  private static final String DEFAULT = "SHA-256";
  private static final TestExchange PAGE = TestExchange.get("/protected/a?b=c%20d");

  private final TestSite site = new TestSite();
  private final TestClient alice = new TestClient();

  private static boolean isStale(AcceptResult result) {
    return result.token().stream().anyMatch(field -> field.value().contains("stale=true"));
  }

  private static String opaque(AcceptResult result) {
    return TestClient.parse(result.token().get(0).value()).getOrDefault("opaque", "");
  }

  private void assertOk(AcceptResult result) {
    assertThat(result.status()).as("%s", result.reason()).isEqualTo(SecurityStatus.SEC_E_OK);
  }

  private void assertStale(AcceptResult result, Reason reason) {
    assertThat(result.status().isError()).isTrue();
    assertThat(result.reason()).isEqualTo(reason);
    assertThat(isStale(result)).isTrue();
  }

  private void assertRefused(AcceptResult result, Reason reason) {
    assertThat(result.status().isError()).isTrue();
    assertThat(result.reason()).isEqualTo(reason);
    assertThat(isStale(result)).isFalse();
  }

  @Nested
  @DisplayName("The challenge")
  class TheChallenge {
    @Test
    @DisplayName(
        "RFC 7616 3.3: SHA-256, MD5, SHA-256 again, with one realm, nonce, opaque and qop, and never stale")
    void defaultOrder() {
      AcceptResult result = site.request(PAGE);
      assertThat(result.status()).isEqualTo(SecurityStatus.SEC_I_CONTINUE_NEEDED);
      List<Map<String, String>> challenges =
          result.token().stream().map(field -> TestClient.parse(field.value())).toList();
      assertThat(challenges)
          .extracting(each -> each.get("algorithm"))
          .containsExactly("SHA-256", "MD5", "SHA-256");
      for (String same : List.of("realm", "nonce", "opaque", "qop", "charset")) {
        assertThat(challenges)
            .extracting(each -> each.get(same))
            .doesNotContainNull()
            .containsOnly(challenges.get(0).get(same));
      }
      assertThat(challenges.get(0))
          .containsEntry("qop", "auth")
          .doesNotContainKeys("stale", "userhash", "domain");
      assertThat(result.token()).allMatch(field -> field.value().length() < 2048);
    }

    @Test
    @DisplayName("RFC 7616 3.3: quoted and unquoted values as the section wants them")
    void quoting() {
      site.set(DigestSettings.DOMAIN, "/ /other").set(DigestSettings.USERHASH, true);
      assertThat(site.request(PAGE).token().get(1).value())
          .matches(
              "Digest realm=\"test\", domain=\"/ /other\", nonce=\"[^\"]+\", opaque=\"[^\"]{22}\","
                  + " algorithm=MD5, qop=\"auth\", charset=UTF-8, userhash=true");
    }

    @Test
    @DisplayName("w3m gives up unless MD5 comes first: the list follows the User-Agent")
    void byUserAgent() {
      site.set(
          DigestSettings.ALGORITHMS_BY_USER_AGENT,
          Map.of(
              "w3m/*",
              List.of(DigestAlgorithm.MD5),
              "*Old*Device",
              List.of(DigestAlgorithm.MD5_SESS)));
      assertThat(algorithmsFor("w3m/0.5.3")).containsExactly("MD5");
      assertThat(algorithmsFor("An Old big Device")).containsExactly("MD5-sess");
      assertThat(algorithmsFor("Device Old")).containsExactly("SHA-256", "MD5", "SHA-256");
      assertThat(algorithmsFor("xw3m/")).hasSize(3);
    }

    private List<String> algorithmsFor(String userAgent) {
      return site.request(PAGE.by(userAgent)).token().stream()
          .map(field -> TestClient.parse(field.value()).getOrDefault("algorithm", "MD5"))
          .toList();
    }

    @Test
    @DisplayName("a 401 leaves nothing that outlives the request")
    void noState() {
      for (int i = 0; i < 1000; i++) {
        site.request(PAGE);
      }
      assertThat(site.contexts.size()).isZero();
      assertThat(site.authority.calls).hasValue(0);
    }
  }

  @Nested
  @DisplayName("The context")
  class TheContext {
    @ParameterizedTest
    @EnumSource(DigestAlgorithm.class)
    @DisplayName("one authority call for any number of requests, with every algorithm")
    void oneCall(DigestAlgorithm algorithm) {
      site.set(DigestSettings.ALGORITHMS, List.of(algorithm));
      site.challenge(alice, algorithm.token());
      for (int i = 0; i < 50; i++) {
        assertOk(site.answer(alice, PAGE));
      }
      assertThat(site.authority.calls).hasValue(1);
      assertThat(site.contexts.size()).isEqualTo(1);
      assertThat(site.counters.snapshot().localVerifications()).isEqualTo(49);
      assertThat(site.counters.snapshot().logons()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(value = DigestAlgorithm.class, names = ".*SESS", mode = EnumSource.Mode.MATCH_ALL)
    @DisplayName(
        "-sess: Chromium, Firefox, JDK and requests take a fresh cnonce each time and compute A1 anew")
    void freshCnonce(DigestAlgorithm algorithm) {
      site.set(DigestSettings.ALGORITHMS, List.of(algorithm));
      site.challenge(alice, algorithm.token());
      for (int i = 1; i <= 20; i++) {
        alice.cnonce = "cnonce" + i;
        assertOk(site.answer(alice, PAGE));
      }
      assertThat(site.authority.calls).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource(DigestAlgorithm.class)
    @DisplayName(
        "MakeSignature and VerifySignature as in Microsoft Digest, which has MD5-sess alone")
    void signatures(DigestAlgorithm algorithm) throws Exception {
      site.set(DigestSettings.ALGORITHMS, List.of(algorithm));
      site.challenge(alice, algorithm.token());
      SecurityContext first = site.answer(alice, PAGE).context();
      byte[] message = {1, 2, 3};
      if (algorithm == DigestAlgorithm.MD5_SESS) {
        byte[] signature = first.makeSignature(message);
        SecurityContext second = site.answer(alice, PAGE).context();
        assertThat(signature).hasSize(16).endsWith(0, 1, 0, 0, 0, 0);
        assertThat(second.makeSignature(message)).endsWith(0, 1, 0, 0, 0, 1);
        assertThatThrownBy(() -> first.verifySignature(message, signature))
            .hasMessageContaining("SEC_E_MESSAGE_ALTERED");
      } else {
        assertThatThrownBy(() -> first.makeSignature(message))
            .hasMessageContaining("SEC_E_UNSUPPORTED_FUNCTION");
      }
    }

    @ParameterizedTest
    @EnumSource(value = DigestAlgorithm.class, names = ".*SESS", mode = EnumSource.Mode.MATCH_ALL)
    @DisplayName(
        "-sess by the letter of RFC 7616 3.4.2: A1 keeps the first cnonce while cnonce changes")
    void firstCnonce(DigestAlgorithm algorithm) {
      site.set(DigestSettings.ALGORITHMS, List.of(algorithm));
      site.challenge(alice, algorithm.token());
      alice.cnonce = "first";
      assertOk(site.answer(alice, PAGE));
      for (int i = 2; i <= 10; i++) {
        alice.cnonce = "cnonce" + i;
        assertOk(site.request(PAGE.with(alice.answer(PAGE, i, "first"))));
      }
      assertThat(site.authority.calls).hasValue(1);
    }

    @Test
    @DisplayName(
        "-sess with an authority that gives session keys only: its key serves its cnonce, another costs a call")
    void sessionKeysOnly() {
      site.authority.sessionKeysOnly = true;
      site.set(DigestSettings.ALGORITHMS, List.of(DigestAlgorithm.MD5_SESS));
      site.challenge(alice, "MD5-sess");
      for (int i = 0; i < 10; i++) {
        assertOk(site.answer(alice, PAGE));
      }
      assertThat(site.authority.calls).hasValue(1);
      alice.cnonce = "other";
      assertOk(site.answer(alice, PAGE));
      assertThat(site.authority.calls).hasValue(2);
      alice.password = "wrong";
      assertRefused(site.answer(alice, PAGE), Reason.WRONG_RESPONSE);
      assertThat(site.contexts.size()).isEqualTo(1);
    }

    @Test
    @DisplayName(
        "curl with several URLs takes a new challenge each time: the key kept by account verifies it locally")
    void newChallengeEachTime() {
      for (int i = 0; i < 20; i++) {
        site.challenge(alice, DEFAULT);
        assertOk(site.answer(alice, PAGE));
      }
      assertThat(site.authority.calls).hasValue(1);
      assertThat(site.contexts.size()).isEqualTo(20);
    }

    @Test
    @DisplayName("without keys by account a new challenge costs a call each time")
    void withoutAccountKeys() {
      site.withoutAccountKeys();
      for (int i = 0; i < 3; i++) {
        site.challenge(alice, DEFAULT);
        assertOk(site.answer(alice, PAGE));
      }
      assertThat(site.authority.calls).hasValue(3);
    }

    @Test
    @DisplayName(
        "a password changed at the authority gets in although the old key is kept by account")
    void changedPassword() {
      site.challenge(alice, DEFAULT);
      assertOk(site.answer(alice, PAGE));
      site.authority.passwords.put("alice", "new");
      alice.password = "new";
      site.challenge(alice, DEFAULT);
      assertOk(site.answer(alice, PAGE));
      assertThat(site.authority.calls).hasValue(2);
    }

    @Test
    @DisplayName("the authority's bound on a key bounds the context")
    void keyLifetime() {
      site.authority.keyLifetime = Duration.ofSeconds(30);
      site.challenge(alice, DEFAULT);
      assertOk(site.answer(alice, PAGE));
      site.pass(Duration.ofSeconds(31));
      AcceptResult over = site.answer(alice, PAGE);
      assertStale(over, Reason.CONTEXT_EXPIRED);
      alice.take(over.token(), DEFAULT);
      assertOk(site.answer(alice, PAGE));
      assertThat(site.authority.calls).hasValue(2);
    }

    @Test
    @DisplayName(
        "attributes: names, package, lifespan, authority, key, flags; others are unsupported")
    void attributes() throws Exception {
      site.challenge(alice, DEFAULT);
      SecurityContext context = Objects.requireNonNull(site.answer(alice, PAGE).context());
      assertThat(context.queryContextAttributes(ContextAttribute.NAMES)).isEqualTo("alice");
      assertThat(context.queryContextAttributes(ContextAttribute.PACKAGE_INFO))
          .isEqualTo(DigestPackage.INFO);
      assertThat(context.queryContextAttributes(ContextAttribute.AUTHORITY)).isEqualTo("test");
      assertThat(context.queryContextAttributes(ContextAttribute.KEY_INFO)).isEqualTo("SHA-256");
      Instant now = site.instant();
      assertThat(context.queryContextAttributes(ContextAttribute.LIFESPAN).established())
          .isEqualTo(now);
      assertThat(context.queryContextAttributes(ContextAttribute.LIFESPAN).expires())
          .isEqualTo(now.plus(Duration.ofHours(10)));
      assertThat(context.queryContextAttributes(ContextAttribute.FLAGS))
          .containsExactlyInAnyOrder(
              ContextFlag.REPLAY_DETECT, ContextFlag.MUTUAL_AUTH, ContextFlag.IDENTIFY);
      assertThat(context.id()).hasSize(12).isNotEqualTo(alice.challenge.get("opaque"));
      assertThat(context.toString()).doesNotContain(alice.challenge.get("opaque"));
      assertThat(
              context.<String>impersonate(
                  () -> Objects.requireNonNull(dev.parley.sspi.Impersonation.current()).name()))
          .isEqualTo("alice");
    }

    @Test
    @DisplayName(
        "logout: the opaque is revoked, the client is asked again and not let back in silently")
    void logout() {
      site.challenge(alice, DEFAULT);
      site.server()
          .deleteSecurityContext(Objects.requireNonNull(site.answer(alice, PAGE).context()));
      assertThat(site.contexts.size()).isZero();
      assertRefused(site.answer(alice, PAGE), Reason.CONTEXT_REVOKED);
      assertThat(site.authority.calls).hasValue(1);
    }

    @Test
    @DisplayName("after close the handle is invalid")
    void closed() {
      site.challenge(alice, DEFAULT);
      AcceptResult result = site.answer(alice, PAGE);
      site.server().close();
      assertThat(site.answer(alice, PAGE).status()).isEqualTo(SecurityStatus.SEC_E_INVALID_HANDLE);
      assertThat(result.context()).isNotNull();
    }

    @Test
    @DisplayName("CompleteAuthToken takes no handle of another package or server")
    void foreignHandle() throws Exception {
      TestSite other = new TestSite();
      other.challenge(alice, DEFAULT);
      SecurityContext foreign = Objects.requireNonNull(other.answer(alice, PAGE).context());
      assertThat(site.server().completeAuthToken(foreign, PAGE).status())
          .isEqualTo(SecurityStatus.SEC_E_INVALID_HANDLE);
    }
  }

  @Nested
  @DisplayName("stale=true exactly when the password was right and the nonce can not serve")
  class Stale {
    @Test
    @DisplayName("expired nonce: the new nonce keeps the opaque and finds the same context")
    void expired() {
      site.challenge(alice, DEFAULT);
      assertOk(site.answer(alice, PAGE));
      site.pass(Duration.ofMinutes(6));
      AcceptResult stale = site.answer(alice, PAGE);
      assertStale(stale, Reason.NONCE_EXPIRED);
      assertThat(stale.status()).isEqualTo(SecurityStatus.SEC_E_CONTEXT_EXPIRED);
      assertThat(opaque(stale)).isEqualTo(alice.challenge.get("opaque"));
      alice.take(stale.token(), DEFAULT);
      assertOk(site.answer(alice, PAGE));
      assertThat(site.authority.calls).hasValue(1);
      assertThat(site.contexts.size()).isEqualTo(1);
    }

    @Test
    @DisplayName("an expired nonce with a wrong password is refused without stale")
    void expiredAndWrong() {
      site.challenge(alice, DEFAULT);
      assertOk(site.answer(alice, PAGE));
      site.pass(Duration.ofMinutes(6));
      alice.password = "wrong";
      assertRefused(site.answer(alice, PAGE), Reason.WRONG_RESPONSE);
    }

    @Test
    @DisplayName(
        "an expired first nonce, without a context: stale, the opaque kept, one authority call in all")
    void expiredAtFirst() {
      site.challenge(alice, DEFAULT);
      site.pass(Duration.ofMinutes(6));
      AcceptResult stale = site.answer(alice, PAGE);
      assertStale(stale, Reason.NONCE_EXPIRED);
      assertThat(opaque(stale)).isEqualTo(alice.challenge.get("opaque"));
      alice.take(stale.token(), DEFAULT);
      assertOk(site.answer(alice, PAGE));
      assertThat(site.authority.calls).hasValue(1);
    }

    @Test
    @DisplayName("restart with the same key: stale, the opaque kept")
    void restartWithKey() {
      site.set(DigestSettings.NONCE_KEY, "a key of at least thirty-two characters");
      site.challenge(alice, DEFAULT);
      assertOk(site.answer(alice, PAGE));
      site.restart();
      AcceptResult stale = site.answer(alice, PAGE);
      assertStale(stale, Reason.NONCE_OTHER_SERVER);
      assertThat(opaque(stale)).isEqualTo(alice.challenge.get("opaque"));
      assertThat(site.counters.snapshot().forgedNonces()).isZero();
      alice.take(stale.token(), DEFAULT);
      assertOk(site.answer(alice, PAGE));
    }

    @Test
    @DisplayName("restart without a key: stale, with a new opaque")
    void restartWithoutKey() {
      site.challenge(alice, DEFAULT);
      assertOk(site.answer(alice, PAGE));
      site.restart();
      AcceptResult stale = site.answer(alice, PAGE);
      assertStale(stale, Reason.NONCE_UNKNOWN);
      assertThat(opaque(stale)).isNotEqualTo(alice.challenge.get("opaque"));
      assertThat(site.counters.snapshot().forgedNonces()).isEqualTo(1);
      assertThat(site.contexts.size()).isZero();
    }

    @Test
    @DisplayName("restart and a wrong password: refused without stale")
    void restartAndWrong() {
      site.challenge(alice, DEFAULT);
      site.restart();
      alice.password = "wrong";
      assertRefused(site.answer(alice, PAGE), Reason.WRONG_RESPONSE);
    }

    @Test
    @DisplayName(
        "an evicted context takes its counts along: stale with a new opaque, and no captured request comes"
            + " through")
    void evicted() {
      site.challenge(alice, DEFAULT);
      String captured = alice.answer(PAGE);
      assertOk(site.request(PAGE.with(captured)));
      site.contexts.removeIf(context -> true, false);
      AcceptResult stale = site.request(PAGE.with(captured));
      assertStale(stale, Reason.CONTEXT_EXPIRED);
      assertThat(opaque(stale)).isNotEqualTo(alice.challenge.get("opaque"));
      assertStale(site.answer(alice, PAGE), Reason.CONTEXT_EXPIRED);
      alice.take(stale.token(), DEFAULT);
      assertOk(site.answer(alice, PAGE));
      assertThat(site.authority.calls).hasValue(1);
    }

    @Test
    @DisplayName(
        "the opaque of another account's context: stale with a new opaque, and that context is untouched")
    void opaqueOfAnother() {
      site.challenge(alice, DEFAULT);
      assertOk(site.answer(alice, PAGE));
      TestClient bob = new TestClient("bob", "builder");
      bob.challenge = alice.challenge;
      AcceptResult stale = site.answer(bob, PAGE);
      assertStale(stale, Reason.CONTEXT_OF_ANOTHER);
      assertThat(opaque(stale)).isNotEqualTo(alice.challenge.get("opaque"));
      bob.password = "wrong";
      assertRefused(site.answer(bob, PAGE), Reason.WRONG_RESPONSE);
      assertOk(site.answer(alice, PAGE));
      assertThat(site.contexts.size()).isEqualTo(1);
    }

    @Test
    @DisplayName("a clock set forward or back ends in stale, never in a prompt")
    void clockJumps() {
      site.challenge(alice, DEFAULT);
      assertOk(site.answer(alice, PAGE));
      site.pass(Duration.ofMinutes(-30));
      assertStale(site.answer(alice, PAGE), Reason.NONCE_EXPIRED);
      site.pass(Duration.ofHours(5));
      assertStale(site.answer(alice, PAGE), Reason.NONCE_EXPIRED);
    }
  }

  @Nested
  @DisplayName("Replay")
  class Replay {
    @Test
    @DisplayName(
        "CVE-2011-1184, CVE-2012-5885: the same request a second time is refused, whatever its cnonce")
    void replayed() {
      site.challenge(alice, DEFAULT);
      String credentials = alice.answer(PAGE);
      assertOk(site.request(PAGE.with(credentials)));
      AcceptResult again = site.request(PAGE.with(credentials));
      assertStale(again, Reason.NONCE_COUNT_REPLAYED);
      assertThat(again.status()).isEqualTo(SecurityStatus.SEC_E_OUT_OF_SEQUENCE);
      alice.cnonce = "another";
      assertThat(site.request(PAGE.with(alice.answer(PAGE, 1))).reason())
          .isEqualTo(Reason.NONCE_COUNT_REPLAYED);
    }

    @Test
    @DisplayName("a wrong response uses up no count: the victim's request still goes through")
    void wrongResponseTakesNothing() {
      site.challenge(alice, DEFAULT);
      TestClient thief = new TestClient("alice", "guess");
      thief.challenge = alice.challenge;
      assertRefused(site.answer(thief, PAGE), Reason.WRONG_RESPONSE);
      assertOk(site.answer(alice, PAGE));
      thief.count = 1;
      assertRefused(site.answer(thief, PAGE), Reason.WRONG_RESPONSE);
      assertOk(site.answer(alice, PAGE));
      assertThat(site.failures.get("alice@192.0.2.1")).hasValue(2);
    }

    @Test
    @DisplayName(
        "wget and async-http-client always send nc=1: a new nonce each time, never a prompt")
    void alwaysOne() {
      site.challenge(alice, "MD5");
      for (int i = 0; i < 5; i++) {
        AcceptResult result = site.request(PAGE.with(alice.answer(PAGE, 1)));
        if (i > 0) {
          assertStale(result, Reason.NONCE_COUNT_REPLAYED);
          alice.take(result.token(), "MD5");
          result = site.request(PAGE.with(alice.answer(PAGE, 1)));
        }
        assertOk(result);
      }
      assertThat(site.authority.calls).hasValue(1);
    }

    @Test
    @DisplayName("digest.replay-answer=refuse: as for a wrong password")
    void refuse() {
      site.set(DigestSettings.REPLAY_ANSWER, ReplayAnswer.REFUSE);
      site.challenge(alice, DEFAULT);
      assertOk(site.answer(alice, PAGE));
      assertRefused(site.request(PAGE.with(alice.answer(PAGE, 1))), Reason.NONCE_COUNT_REPLAYED);
    }

    @Test
    @DisplayName("VerifySignature: strict mode wants exactly one greater")
    void strict() {
      site.set(DigestSettings.REPLAY_PROTECTION, ReplayProtection.STRICT);
      site.challenge(alice, DEFAULT);
      assertOk(site.answer(alice, PAGE));
      AcceptResult skipped = site.request(PAGE.with(alice.answer(PAGE, 3)));
      assertStale(skipped, Reason.NONCE_COUNT_OUT_OF_SEQUENCE);
      assertThat(skipped.status()).isEqualTo(SecurityStatus.SEC_E_OUT_OF_SEQUENCE);
      assertOk(site.request(PAGE.with(alice.answer(PAGE, 2))));
    }

    @Test
    @DisplayName("switched off, counts are not looked at")
    void off() {
      site.set(DigestSettings.REPLAY_PROTECTION, ReplayProtection.OFF);
      site.challenge(alice, DEFAULT);
      assertOk(site.request(PAGE.with(alice.answer(PAGE, 1))));
      assertOk(site.request(PAGE.with(alice.answer(PAGE, 1))));
    }

    @Test
    @DisplayName(
        "Apple CFNetwork starts at 2, node counts in decimal, parallel requests come in any order")
    void anyOrder() {
      site.challenge(alice, DEFAULT);
      for (int nc : new int[] {2, 9, 0x10, 3, 1, 100, 40}) {
        assertOk(site.request(PAGE.with(alice.answer(PAGE, nc))));
      }
    }

    @Test
    @DisplayName("far behind the highest count: stale")
    void behind() {
      site.challenge(alice, DEFAULT);
      assertOk(site.request(PAGE.with(alice.answer(PAGE, 10_000))));
      assertStale(site.request(PAGE.with(alice.answer(PAGE, 5))), Reason.NONCE_COUNT_TOO_OLD);
    }
  }

  @Nested
  @DisplayName("The authority")
  class TheAuthority {
    @Test
    @DisplayName(
        "an account changed while its logon goes on: the former word makes no context and no kept key")
    void changedMeanwhile() {
      site.challenge(alice, DEFAULT);
      site.authority.after =
          () -> site.authority.listeners.forEach(each -> each.accountChanged("alice"));
      assertStale(site.answer(alice, PAGE), Reason.CONTEXT_EXPIRED);
      assertThat(site.contexts.size()).isZero();
      site.authority.after = () -> {};
      site.authority.passwords.remove("alice");
      site.challenge(alice, DEFAULT);
      assertRefused(site.answer(alice, PAGE), Reason.UNKNOWN_ACCOUNT);
    }

    @Test
    @DisplayName("CVE-2026-43512: an unknown user is refused, also with the password null or none")
    void unknownUser() {
      for (String password : new String[] {"null", "", "?"}) {
        TestClient mallory = new TestClient("mallory", password);
        site.challenge(mallory, DEFAULT);
        assertRefused(site.answer(mallory, PAGE), Reason.UNKNOWN_ACCOUNT);
      }
    }

    @Test
    @DisplayName("authority down: kept contexts go on, new logons get no answer, nobody is let in")
    void down() {
      site.challenge(alice, DEFAULT);
      assertOk(site.answer(alice, PAGE));
      site.authority.down = true;
      assertOk(site.answer(alice, PAGE));
      TestClient bob = new TestClient("bob", "builder");
      site.challenge(bob, DEFAULT);
      AcceptResult result = site.answer(bob, PAGE);
      assertThat(result.status()).isEqualTo(SecurityStatus.SEC_E_NO_AUTHENTICATING_AUTHORITY);
      assertThat(result.token()).isEmpty();
      site.authority.down = false;
      assertOk(site.answer(bob, PAGE));
    }

    @Test
    @DisplayName("an account that is held back is not tried, not even against a kept key")
    void throttled() {
      site.challenge(alice, DEFAULT);
      assertOk(site.answer(alice, PAGE));
      site.challenge(alice, DEFAULT);
      site.held = Reason.LOCKED_OUT;
      assertRefused(site.answer(alice, PAGE), Reason.LOCKED_OUT);
      assertThat(site.authority.calls).hasValue(1);
    }

    @Test
    @DisplayName("a flood of forged nonces is no flood of authority calls")
    void forgedNonces() {
      site.set(DigestSettings.UNKNOWN_NONCE_RATE, 50);
      TestClient mallory = new TestClient("alice", "guess");
      site.challenge(mallory, DEFAULT);
      String nonce = mallory.challenge.getOrDefault("nonce", "");
      for (int i = 0; i < 10_000; i++) {
        String forged = "%08d".formatted(i) + nonce.substring(8);
        mallory.challenge = new java.util.HashMap<>(mallory.challenge);
        mallory.challenge.put("nonce", forged);
        assertThat(isStale(site.answer(mallory, PAGE))).isFalse();
      }
      assertThat(site.authority.calls.get()).isLessThanOrEqualTo(11);
      assertThat(site.counters.snapshot().forgedNonces()).isEqualTo(10_000);
      assertThat(site.contexts.size()).isZero();
      assertOk(site.answer(site.challenge(alice, DEFAULT), PAGE));
    }

    @Test
    @DisplayName("userhash: the hashed name finds the account; an unknown hash is an unknown user")
    void userhash() {
      site.set(DigestSettings.USERHASH, true);
      site.challenge(alice, DEFAULT);
      String hash = TestClient.h(DEFAULT, "alice:test");
      alice.tamper =
          parameters -> {
            parameters.put("username", '"' + hash + '"');
            parameters.put("userhash", "true");
            return parameters;
          };
      for (int i = 0; i < 3; i++) {
        AcceptResult result = site.answer(alice, PAGE);
        assertOk(result);
        assertThat(Objects.requireNonNull(result.context()).identity().name()).isEqualTo("alice");
      }
      assertThat(site.authority.calls).hasValue(1);
      TestClient nobody = new TestClient("nobody", "x");
      nobody.tamper =
          alice.tamper.andThen(
                  p -> {
                    p.put("username", '"' + TestClient.h(DEFAULT, "nobody:test") + '"');
                    return p;
                  })
              ::apply;
      site.challenge(nobody, DEFAULT);
      assertRefused(site.answer(nobody, PAGE), Reason.UNKNOWN_ACCOUNT);
    }

    @Test
    @DisplayName("charset=UTF-8: octets of UTF-8 in username, and username*, name the same account")
    void utf8() {
      String name = "J\u00e4s\u00f8n Doe";
      site.authority.passwords.put(name, "secret");
      TestClient jason = new TestClient(name, "secret");
      site.challenge(jason, DEFAULT);
      jason.tamper =
          p -> {
            p.put(
                "username",
                '"'
                    + new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
                    + '"');
            return p;
          };
      assertOk(site.answer(jason, PAGE));
      jason.tamper =
          p -> {
            p.remove("username");
            p.put("username*", "UTF-8''J%C3%A4s%C3%B8n%20Doe");
            return p;
          };
      site.challenge(jason, DEFAULT);
      assertOk(site.answer(jason, PAGE));
      assertOk(site.answer(jason, PAGE));
      assertThat(site.authority.calls).hasValue(1);
    }
  }

  @Nested
  @DisplayName("Authentication-Info")
  class Info {
    private Map<String, String> info(AcceptResult result) {
      assertOk(result);
      HeaderField field = result.token().get(0);
      assertThat(field.name()).isEqualTo("Authentication-Info");
      return TestClient.parse(field.value());
    }

    @Test
    @DisplayName(
        "RFC 7616 3.5: rspauth with cnonce and nc byte for byte, as neon and HttpClient 5 compare them")
    void rspauth() {
      site.challenge(alice, DEFAULT);
      alice.cnonce = "a\"b\\c";
      for (int nc = 9; nc < 12; nc++) {
        AcceptResult result = site.request(PAGE.with(alice.answer(PAGE, nc)));
        assertThat(info(result))
            .containsEntry("rspauth", alice.rspauth(PAGE, nc, ""))
            .containsEntry("cnonce", "a\\\"b\\\\c")
            .containsEntry("nc", "%08x".formatted(nc))
            .containsEntry("qop", "auth")
            .doesNotContainKey("nextnonce");
      }
    }

    @Test
    @DisplayName("nextnonce comes when half of the time is over, and serves")
    void nextnonce() {
      site.set(DigestSettings.AUTHENTICATION_INFO, InfoMode.NEXTNONCE);
      site.challenge(alice, DEFAULT);
      assertThat(info(site.answer(alice, PAGE))).doesNotContainKey("nextnonce");
      site.pass(Duration.ofMinutes(3));
      String next = info(site.answer(alice, PAGE)).getOrDefault("nextnonce", "");
      assertThat(next).isNotEmpty().isNotEqualTo(alice.challenge.get("nonce"));
      alice.challenge = new java.util.HashMap<>(alice.challenge);
      alice.challenge.put("nonce", next);
      alice.count = 0;
      assertOk(site.answer(alice, PAGE));
    }

    @Test
    @DisplayName("switched off, nothing is sent")
    void off() {
      site.set(DigestSettings.AUTHENTICATION_INFO, InfoMode.OFF);
      site.challenge(alice, DEFAULT);
      assertThat(site.answer(alice, PAGE).token()).isEmpty();
    }

    @Test
    @DisplayName("auth-int: the request entity is covered, and rspauth covers the response entity")
    void authInt() throws Exception {
      site.set(DigestSettings.QOP, List.of(Qop.AUTH, Qop.AUTH_INT));
      alice.qop = "auth-int";
      TestExchange post = PAGE.post("hello=world");
      site.challenge(alice, DEFAULT);
      for (int nc = 1; nc < 3; nc++) {
        AcceptResult result = site.answer(alice, post);
        assertOk(result);
        byte[] hash =
            MessageDigest.getInstance("SHA-256").digest("answer".getBytes(StandardCharsets.UTF_8));
        HeaderField field = Objects.requireNonNull(result.responseSeal()).seal(hash);
        assertThat(TestClient.parse(field.value()))
            .containsEntry("rspauth", alice.rspauth(post, nc, "answer"));
        assertThat(result.responseSeal().hashAlgorithm()).isEqualTo("SHA-256");
      }
      String credentials = alice.answer(post);
      assertRefused(
          site.request(PAGE.post("hello=w0rld").with(credentials)), Reason.WRONG_RESPONSE);
      assertOk(site.request(post.with(credentials)));
    }

    @Test
    @DisplayName(
        "auth-int: a client that goes away in the middle of its entity spoils nobody's next request")
    void gone() {
      site.set(DigestSettings.QOP, List.of(Qop.AUTH_INT));
      alice.qop = "auth-int";
      site.challenge(alice, DEFAULT);
      assertOk(site.answer(alice, PAGE));
      assertThatThrownBy(() -> site.answer(alice, PAGE.post(TestExchange.GONE)))
          .isInstanceOf(UncheckedIOException.class);
      assertOk(site.answer(alice, PAGE));
      assertThat(site.authority.calls).hasValue(1);
    }

    @Test
    @DisplayName("auth-int: an entity beyond the bound is refused before it is verified")
    void tooLarge() {
      site.set(DigestSettings.QOP, List.of(Qop.AUTH_INT));
      alice.qop = "auth-int";
      TestExchange large = PAGE.post("x".repeat(TestExchange.ENTITY_LIMIT + 1));
      site.challenge(alice, DEFAULT);
      assertThat(site.answer(alice, large).reason()).isEqualTo(Reason.ENTITY_TOO_LARGE);
      assertOk(site.answer(alice, PAGE));
      assertThat(site.answer(alice, large).reason()).isEqualTo(Reason.ENTITY_TOO_LARGE);
    }
  }

  @Test
  @DisplayName("unsupported attributes are said to be so")
  void unsupported() {
    assertThat(new SecurityStatusException(SecurityStatus.SEC_E_UNSUPPORTED_FUNCTION, "x").status())
        .isEqualTo(SecurityStatus.SEC_E_UNSUPPORTED_FUNCTION);
  }
}
