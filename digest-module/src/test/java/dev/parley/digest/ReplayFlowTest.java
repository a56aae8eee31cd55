package dev.parley.digest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.digest.options.DigestSettings;
import dev.parley.digest.options.ReplayAnswer;
import dev.parley.digest.options.ReplayProtection;
import dev.parley.sspi.AcceptResult;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SecurityStatus;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The Digest package: replay")
class ReplayFlowTest extends DigestFlow {
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
  @DisplayName("wget and async-http-client always send nc=1: a new nonce each time, never a prompt")
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
