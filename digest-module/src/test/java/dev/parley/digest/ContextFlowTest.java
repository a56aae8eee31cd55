package dev.parley.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.authority.DigestAlgorithm;
import dev.parley.digest.options.DigestSettings;
import dev.parley.sspi.AcceptResult;
import dev.parley.sspi.ContextAttribute;
import dev.parley.sspi.ContextFlag;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SecurityContext;
import dev.parley.sspi.SecurityStatus;
import dev.parley.sspi.SecurityStatusException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The Digest package: the context")
class ContextFlowTest extends DigestFlow {
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
  @DisplayName("MakeSignature and VerifySignature as in Microsoft Digest, which has MD5-sess alone")
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
    assertThatThrownBy(() -> context.queryContextAttributes(ContextAttribute.NEGOTIATION_INFO))
        .isInstanceOfSatisfying(
            SecurityStatusException.class,
            e -> assertThat(e.status()).isEqualTo(SecurityStatus.SEC_E_UNSUPPORTED_FUNCTION));
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
    site.server().deleteSecurityContext(Objects.requireNonNull(site.answer(alice, PAGE).context()));
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
