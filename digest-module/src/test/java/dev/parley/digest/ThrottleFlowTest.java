package dev.parley.digest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.authority.Qop;
import dev.parley.authority.guard.LoginThrottle;
import dev.parley.authority.guard.ThrottleLimits;
import dev.parley.digest.options.DigestSettings;
import dev.parley.digest.options.ReplayProtection;
import dev.parley.sspi.AcceptResult;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SecurityStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The Digest package: the throttle")
class ThrottleFlowTest extends DigestFlow {
  private final TestClient guesser = new TestClient("alice", "guess");

  @BeforeEach
  void throttled() {
    site.throttle = new LoginThrottle(ThrottleLimits.DEFAULT);
  }

  private AcceptResult guess() {
    site.challenge(guesser, DEFAULT);
    return site.answer(guesser, PAGE);
  }

  private void guess(int times) {
    for (int i = 0; i < times; i++) {
      assertRefused(guess(), Reason.WRONG_RESPONSE);
    }
  }

  @Test
  @DisplayName("right, wrong, right, wrong: a right answer by the key kept by account ends the row")
  void alternatingByAccountKey() {
    for (int i = 0; i < 20; i++) {
      site.challenge(alice, DEFAULT);
      assertOk(site.answer(alice, PAGE));
      guess(1);
    }
    assertThat(site.authority.calls).as("the right ones asked once").hasValue(1 + 20);
  }

  @Test
  @DisplayName("right, wrong, right, wrong: a right answer by a kept context ends the row")
  void alternatingByContext() {
    site.withoutAccountKeys();
    site.challenge(alice, DEFAULT);
    for (int i = 0; i < 20; i++) {
      assertOk(site.answer(alice, PAGE));
      guess(1);
    }
    assertThat(site.authority.calls).hasValue(1 + 20);
  }

  @Test
  @DisplayName("a right answer that is sent again ends no row: not by a context")
  void replayByContext() {
    site.challenge(alice, DEFAULT);
    String recorded = alice.answer(PAGE);
    assertOk(site.request(PAGE.with(recorded)));
    guess(4);
    assertStale(site.request(PAGE.with(recorded)), Reason.NONCE_COUNT_REPLAYED);
    guess(1);
    assertRefused(guess(), Reason.LOCKED_OUT);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName(
      "a right answer that is sent again ends no row: not by a kept key, nor the authority")
  void replayOfAnOldNonce(boolean accountKeys) {
    if (!accountKeys) {
      site.withoutAccountKeys();
    }
    site.challenge(alice, DEFAULT);
    String recorded = alice.answer(PAGE);
    assertOk(site.request(PAGE.with(recorded)));
    site.contexts.removeIf(each -> true, false);
    guess(4);
    assertStale(site.request(PAGE.with(recorded)), Reason.CONTEXT_EXPIRED);
    guess(1);
    assertRefused(guess(), Reason.LOCKED_OUT);
  }

  @Test
  @DisplayName("where no repeated answer is told from a new one, a kept context ends no row")
  void withoutReplayProtection() {
    site.set(DigestSettings.REPLAY_PROTECTION, ReplayProtection.OFF);
    site.challenge(alice, DEFAULT);
    assertOk(site.answer(alice, PAGE));
    guess(4);
    assertOk(site.answer(alice, PAGE));
    guess(1);
    assertRefused(guess(), Reason.LOCKED_OUT);
  }

  @Test
  @DisplayName("a right answer from another address ends no row")
  void anotherAddress() {
    site.challenge(alice, DEFAULT);
    assertOk(site.answer(alice, PAGE));
    guess(4);
    assertOk(site.answer(alice, PAGE.from("192.0.2.77")));
    guess(1);
    assertRefused(guess(), Reason.LOCKED_OUT);
  }

  private static String userhash(TestClient client) {
    return TestClient.h(DEFAULT, client.user + ":test");
  }

  private AcceptResult answerHashed(TestClient client, String userhash) {
    return answerHashed(client, userhash, PAGE);
  }

  private AcceptResult answerHashed(TestClient client, String userhash, TestExchange exchange) {
    client.tamper =
        parameters -> {
          parameters.put("username", '"' + userhash + '"');
          parameters.put("userhash", "true");
          return parameters;
        };
    return site.answer(client, exchange);
  }

  private void lockOutAddress() {
    for (int i = 0; i < 50; i++) {
      site.throttle.failed("user" + i, PAGE.remoteAddress());
    }
  }

  @Test
  @DisplayName("a hashed name from an address that is locked out never reaches the authority")
  void hashedNameOfLockedAddress() {
    site.set(DigestSettings.USERHASH, true);
    site.challenge(alice, DEFAULT);
    lockOutAddress();
    assertRefused(answerHashed(alice, userhash(alice)), Reason.THROTTLED);
    assertRefused(answerHashed(alice, "0".repeat(64)), Reason.THROTTLED);
    assertThat(site.authority.lookUps).hasValue(0);
  }

  @Test
  @DisplayName("hashed names of no account are looked up as often as passwords may be wrong")
  void hashedNamesOfNobody() {
    site.set(DigestSettings.USERHASH, true);
    for (int i = 0; i < 200; i++) {
      site.challenge(guesser, DEFAULT);
      answerHashed(guesser, "%064x".formatted(i));
    }
    assertThat(site.authority.lookUps).hasValue(50);
    assertThat(site.authority.calls).hasValue(50);
  }

  @Test
  @DisplayName("the hashed name of an account is looked up once, whatever comes of its password")
  void hashedNameOfSomebody() {
    site.set(DigestSettings.USERHASH, true);
    for (int i = 0; i < 100; i++) {
      site.challenge(guesser, DEFAULT);
      assertThat(answerHashed(guesser, userhash(guesser)).status().isError()).isTrue();
    }
    assertThat(site.authority.lookUps).hasValue(1);
    assertThat(site.authority.calls).hasValue(5);
    TestClient bob = new TestClient("bob", "builder");
    site.challenge(bob, DEFAULT);
    assertOk(answerHashed(bob, userhash(bob)));
  }

  /** How many questions of both kinds each step of a stranger costs who tries a hash. */
  private List<Integer> questions(String userhash, String plain, boolean accountIsHere) {
    TestSite strangers = new TestSite();
    strangers.throttle = new LoginThrottle(ThrottleLimits.DEFAULT);
    strangers.set(DigestSettings.USERHASH, true);
    site = strangers;
    if (accountIsHere) {
      site.challenge(alice, DEFAULT);
      assertOk(answerHashed(alice, userhash(alice), PAGE.from("192.0.2.77")));
    }
    List<Integer> counts = new ArrayList<>();
    Runnable count =
        () -> {
          site.authority.lookUps.set(0);
          site.authority.calls.set(0);
          TestClient stranger = site.challenge(new TestClient(plain, "guess"), DEFAULT);
          assertThat(answerHashed(stranger, userhash, PAGE).status().isError()).isTrue();
          counts.add(10 * site.authority.lookUps.get() + site.authority.calls.get());
        };
    count.run();
    count.run();
    site.forgetter().accountChanged("carol");
    count.run();
    for (int i = 0; i < 2; i++) {
      // In its own name, by which an account is held and an unknown one too.
      TestClient stranger = site.challenge(new TestClient(plain, "guess"), DEFAULT);
      site.answer(stranger, PAGE);
    }
    count.run();
    site.pass(Duration.ofMinutes(6));
    for (int i = 0; i < 6; i++) {
      count.run();
    }
    site.forgetter().accountChanged("carol");
    count.run();
    return counts;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName(
      "a hashed name costs as many questions whether an account has it or not, at every step: the"
          + " first, the second, after a change, while the account is held, later")
  void questionsTellNothing(boolean accountIsHere) {
    List<Integer> known = questions(userhash(alice), "alice", accountIsHere);
    List<Integer> unknown =
        questions(userhash(new TestClient("nobody", "guess")), "nobody", accountIsHere);
    assertThat(known).isEqualTo(unknown);
    assertThat(known).startsWith(11, 1, 11, 0).endsWith(0, 0);
  }

  @ParameterizedTest
  @CsvSource({"alice, 5, 0", "nobody, 5, 0", "alice, 3, 2", "nobody, 3, 2", "nobody, 0, 5"})
  @DisplayName("wrong answers for a name and for its hash have one budget, account or not")
  void oneBudget(String name, int hashed, int plain) {
    site.set(DigestSettings.USERHASH, true);
    TestClient stranger = new TestClient(name, "guess");
    for (int i = 0; i < hashed; i++) {
      site.challenge(stranger, DEFAULT);
      answerHashed(stranger, userhash(stranger));
    }
    stranger.tamper = parameters -> parameters;
    for (int i = 0; i < plain; i++) {
      site.challenge(stranger, DEFAULT);
      site.answer(stranger, PAGE);
    }
    site.authority.calls.set(0);
    site.challenge(stranger, DEFAULT);
    assertRefused(site.answer(stranger, PAGE), Reason.LOCKED_OUT);
    site.challenge(stranger, DEFAULT);
    assertRefused(answerHashed(stranger, userhash(stranger)), Reason.LOCKED_OUT);
    assertThat(site.authority.calls).hasValue(0);
  }

  @Test
  @DisplayName("that no account has a hashed name is remembered, until an account changes")
  void newAccount() {
    site.set(DigestSettings.USERHASH, true);
    TestClient carol = site.challenge(new TestClient("carol", "new"), DEFAULT);
    for (int i = 0; i < 3; i++) {
      assertRefused(answerHashed(carol, userhash(carol)), Reason.UNKNOWN_ACCOUNT);
      site.challenge(carol, DEFAULT);
    }
    assertThat(site.authority.lookUps).hasValue(1);
    site.authority.passwords.put("carol", "new");
    site.forgetter().accountChanged("carol");
    assertOk(answerHashed(carol, userhash(carol)));
  }

  @Test
  @DisplayName("right, wrong, right, wrong: right answers with a hashed name end the row too")
  void alternatingHashed() {
    site.set(DigestSettings.USERHASH, true);
    TestClient client = new TestClient();
    for (int i = 0; i < 20; i++) {
      site.challenge(client, DEFAULT);
      assertOk(answerHashed(client, userhash(client)));
      site.challenge(guesser, DEFAULT);
      assertRefused(answerHashed(guesser, userhash(guesser)), Reason.WRONG_RESPONSE);
      if (i % 2 == 0) {
        assertOk(answerHashed(client, userhash(client)));
      }
    }
  }

  @Test
  @DisplayName("guesses by a hashed name and by the name itself have one budget")
  void hashedNameHasNoBudgetOfItsOwn() {
    site.set(DigestSettings.USERHASH, true);
    guess(3);
    for (int i = 0; i < 2; i++) {
      site.challenge(guesser, DEFAULT);
      assertRefused(answerHashed(guesser, userhash(guesser)), Reason.WRONG_RESPONSE);
    }
    site.challenge(guesser, DEFAULT);
    assertRefused(answerHashed(guesser, userhash(guesser)), Reason.LOCKED_OUT);
    guesser.tamper = parameters -> parameters;
    assertRefused(guess(), Reason.LOCKED_OUT);
  }

  @Test
  @DisplayName("a name that is longer than any, or heaped with marks, is malformed")
  void longNames() {
    for (String text : List.of("x".repeat(257), "\u0301".repeat(3000), "a" + "\u0301".repeat(31))) {
      String name = new String(text.getBytes(UTF_8), ISO_8859_1);
      site.challenge(alice, DEFAULT);
      alice.tamper =
          parameters -> {
            parameters.put("username", '"' + name + '"');
            return parameters;
          };
      AcceptResult result = site.answer(alice, PAGE);
      assertThat(result.status()).isEqualTo(SecurityStatus.SEC_E_INVALID_TOKEN);
      assertThat(result.reason()).isEqualTo(Reason.MALFORMED);
    }
    site.challenge(alice, DEFAULT);
    alice.tamper =
        parameters -> {
          parameters.remove("username");
          parameters.put("username*", "UTF-8''" + "%CC%81".repeat(1200));
          return parameters;
        };
    assertThat(site.answer(alice, PAGE).status()).isEqualTo(SecurityStatus.SEC_E_INVALID_TOKEN);
    assertThat(site.authority.calls).hasValue(0);
  }

  private TestExchange unread() {
    site.set(DigestSettings.QOP, List.of(Qop.AUTH, Qop.AUTH_INT));
    alice.qop = "auth-int";
    return PAGE.post(TestExchange.LEFT_ALONE);
  }

  @Test
  @DisplayName("auth-int: no entity is read of an address or account that is locked out")
  void entityOfTheLockedOut() {
    TestExchange upload = unread();
    site.challenge(alice, DEFAULT);
    for (int i = 0; i < 5; i++) {
      site.throttle.failed("alice", PAGE.remoteAddress());
    }
    assertRefused(site.answer(alice, upload), Reason.LOCKED_OUT);
    lockOutAddress();
    TestClient bob = new TestClient("bob", "builder");
    bob.qop = "auth-int";
    site.challenge(bob, DEFAULT);
    assertRefused(site.answer(bob, upload), Reason.THROTTLED);
  }

  @Test
  @DisplayName("auth-int: no entity is read for another realm, uri, or a nonce that is not ours")
  void entityOfTheWrong() {
    TestExchange upload = unread();
    site.set(DigestSettings.UNKNOWN_NONCE_RATE, 0);
    site.challenge(alice, DEFAULT);
    for (String name : new String[] {"realm", "uri", "nonce", "opaque"}) {
      alice.tamper =
          parameters -> {
            parameters.put(name, "\"/other\"");
            return parameters;
          };
      assertThat(site.answer(alice, upload).status().isError()).as(name).isTrue();
    }
  }

  @Test
  @DisplayName("auth-int: no entity is read for a kept context whose nonce was not made for it")
  void entityOfAForgedClaim() {
    TestExchange upload = unread();
    site.challenge(alice, DEFAULT);
    alice.qop = "auth";
    assertOk(site.answer(alice, PAGE));
    alice.qop = "auth-int";
    TestClient other = site.challenge(new TestClient(), DEFAULT);
    alice.tamper =
        parameters -> {
          parameters.put("nonce", '"' + other.challenge.getOrDefault("nonce", "") + '"');
          return parameters;
        };
    assertRefused(site.answer(alice, upload), Reason.NONCE_UNKNOWN);
  }

  @Test
  @DisplayName("while an account is locked out its kept context serves, and does not end that")
  void contextServesMeanwhile() {
    site.challenge(alice, DEFAULT);
    assertOk(site.answer(alice, PAGE));
    guess(5);
    assertRefused(guess(), Reason.LOCKED_OUT);
    assertOk(site.answer(alice, PAGE));
    assertRefused(guess(), Reason.LOCKED_OUT);
  }
}
