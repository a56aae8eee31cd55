package dev.parley.digest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.digest.options.DigestSettings;
import dev.parley.sspi.AcceptResult;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SecurityStatus;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName(
    "The Digest package: stale=true exactly when the password was right and the nonce can not serve")
class StaleFlowTest extends DigestFlow {
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
