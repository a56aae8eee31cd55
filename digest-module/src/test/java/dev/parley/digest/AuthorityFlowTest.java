package dev.parley.digest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.digest.options.DigestSettings;
import dev.parley.sspi.AcceptResult;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SecurityStatus;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The Digest package: the authority")
class AuthorityFlowTest extends DigestFlow {
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
