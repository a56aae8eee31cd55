package dev.parley.authority.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.authority.AuthorityUnavailableException;
import dev.parley.authority.guard.ThrottleLimits.Scope;
import dev.parley.sspi.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginThrottleTest {
  private static final String HERE = "192.0.2.1";
  private static final String ELSEWHERE = "192.0.2.2";

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);
  private final LoginThrottle throttle = throttle(Scope.ACCOUNT_AND_ADDRESS);

  private LoginThrottle throttle(Scope scope) {
    return new LoginThrottle(
        new ThrottleLimits(3, 20, Duration.ofSeconds(10), Duration.ofMinutes(1), scope),
        ConcurrencyLimits.NONE,
        nanos::get,
        Duration.ZERO);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private void fail(String account, String address, int times) {
    for (int i = 0; i < times; i++) {
      throttle.failed(account, address);
    }
  }

  private void succeed(String account, String address) {
    try (Attempt attempt = throttle.begin(account, address)) {
      attempt.succeeded();
    } catch (AuthorityUnavailableException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @DisplayName("The account is locked out after the configured number of wrong answers, not before")
  void locksOut() {
    fail("alice", HERE, 2);
    assertThat(throttle.check("alice", HERE)).isNull();
    fail("alice", HERE, 1);
    assertThat(throttle.check("alice", HERE)).isEqualTo(Reason.LOCKED_OUT);
    assertThat(throttle.check("bob", HERE)).isNull();
  }

  @Test
  @DisplayName("Back-off: each further wrong answer doubles the lockout, up to the maximum")
  void backsOff() {
    fail("alice", HERE, 3);
    for (int seconds : new int[] {10, 20, 40, 60, 60, 60}) {
      pass(Duration.ofSeconds(seconds - 1));
      assertThat(throttle.check("alice", HERE)).as("after " + seconds).isNotNull();
      pass(Duration.ofSeconds(1));
      assertThat(throttle.check("alice", HERE)).as("after " + seconds).isNull();
      fail("alice", HERE, 1);
    }
  }

  @Test
  @DisplayName("Answers under way when the lockout begins do not lengthen it")
  void burst() {
    fail("alice", HERE, 10);
    pass(Duration.ofSeconds(10));
    assertThat(throttle.check("alice", HERE)).isNull();
  }

  @Test
  @DisplayName("Wrong answers are forgotten after twice the longest lockout")
  void forgets() {
    fail("alice", HERE, 2);
    pass(Duration.ofMinutes(2).plusSeconds(1));
    fail("alice", HERE, 2);
    assertThat(throttle.check("alice", HERE)).isNull();
  }

  @Test
  @DisplayName("A right answer forgets the wrong ones")
  void rightAnswer() {
    fail("alice", HERE, 2);
    succeed("alice", HERE);
    fail("alice", HERE, 2);
    assertThat(throttle.check("alice", HERE)).isNull();
  }

  @Test
  @DisplayName("Right, wrong, right, wrong: a right answer ends the row, by a kept context as well")
  void alternating() {
    for (int i = 0; i < 25; i++) {
      throttle.failed("alice", HERE);
      throttle.succeeded("ALICE", HERE);
      assertThat(throttle.check("alice", HERE)).as("after %s", i).isNull();
    }
    fail("alice", HERE, 2);
    throttle.succeeded("alice", ELSEWHERE);
    fail("alice", HERE, 1);
    assertThat(throttle.check("alice", HERE)).as("of another address").isNotNull();
  }

  @Test
  @DisplayName("Who guesses beside a client that goes on sending right answers is locked out too")
  void besideAnActiveClient() {
    int guesses = 0;
    for (int second = 0; second < 24 * 3600; second++) {
      for (int i = 0; i < 2 && throttle.check("alice", HERE) == null; i++) {
        throttle.failed("alice", HERE);
        guesses++;
      }
      throttle.succeeded("alice", HERE);
      pass(Duration.ofSeconds(1));
    }
    // One for each first lockout (10 s), one for each longest (60 s), and what is free at once.
    assertThat(guesses).isLessThan(8640 + 1440 + 3 * 11);
  }

  @Test
  @DisplayName("A right answer during a lockout does not end it")
  void lockoutStays() {
    fail("alice", HERE, 3);
    throttle.succeeded("alice", HERE);
    assertThat(throttle.check("alice", HERE)).isEqualTo(Reason.LOCKED_OUT);
    pass(Duration.ofSeconds(10));
    assertThat(throttle.check("alice", HERE)).isNull();
  }

  @Test
  @DisplayName("With the scope account a right answer ends the row of its own address only")
  void scopeAccountByAddress() {
    LoginThrottle wide = throttle(Scope.ACCOUNT);
    wide.failed("alice", HERE);
    wide.failed("alice", HERE);
    wide.succeeded("alice", ELSEWHERE);
    wide.failed("alice", "192.0.2.3");
    assertThat(wide.check("alice", ELSEWHERE)).isEqualTo(Reason.LOCKED_OUT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALICE",
        "aLiCe",
        "CORP\\alice",
        "corp\\Alice",
        "alice@example.org",
        "\uff41lice",
        "\uff21\uff2c\uff29\uff23\uff25",
        " alice"
      })
  @DisplayName("CVE-2026-43513: case, domain and width of the name do not evade the lockout")
  void forms(String form) {
    fail("alice", HERE, 1);
    fail(form, HERE, 1);
    fail("Alice", HERE, 1);
    assertThat(throttle.check("alice", HERE)).isEqualTo(Reason.LOCKED_OUT);
    assertThat(throttle.check(form, HERE)).isEqualTo(Reason.LOCKED_OUT);
  }

  @Test
  @DisplayName("One address does not lock out the user at another")
  void otherAddress() {
    fail("alice", HERE, 3);
    assertThat(throttle.check("alice", ELSEWHERE)).isNull();
    succeed("alice", ELSEWHERE);
    assertThat(throttle.check("alice", HERE)).isEqualTo(Reason.LOCKED_OUT);
  }

  @Test
  @DisplayName("With the scope account the user is locked out everywhere")
  void scopeAccount() {
    LoginThrottle wide = throttle(Scope.ACCOUNT);
    wide.failed("alice", HERE);
    wide.failed("alice", ELSEWHERE);
    wide.failed("alice", "192.0.2.3");
    assertThat(wide.check("alice", "192.0.2.4")).isEqualTo(Reason.LOCKED_OUT);
  }

  @Test
  @DisplayName("An address that tries one password on many accounts is throttled")
  void spraying() {
    for (int i = 0; i < 19; i++) {
      throttle.failed("user" + i, HERE);
    }
    assertThat(throttle.check("alice", HERE)).isNull();
    throttle.failed("user19", HERE);
    assertThat(throttle.check("alice", HERE)).isEqualTo(Reason.THROTTLED);
    assertThat(throttle.check("alice", ELSEWHERE)).isNull();
    pass(Duration.ofSeconds(10));
    assertThat(throttle.check("alice", HERE)).isNull();
  }

  @Test
  @DisplayName("Many users behind one address who mistype and then get in do not throttle it")
  void mistyping() {
    for (int i = 0; i < 100; i++) {
      throttle.failed("user" + i, HERE);
      succeed("user" + i, HERE);
    }
    assertThat(throttle.check("alice", HERE)).isNull();
  }

  @Test
  @DisplayName("A guesser with an account of his own does not reset his address by logging on")
  void ownAccountDoesNotReset() {
    for (int i = 0; i < 20; i++) {
      throttle.failed("user" + i, HERE);
      succeed("mallory", HERE);
    }
    assertThat(throttle.check("alice", HERE)).isEqualTo(Reason.THROTTLED);
  }

  @ParameterizedTest
  @CsvSource({
    "info@a.example, info@b.example",
    "A\\info, B\\info",
    "A\\info, info",
    "info@a.example, A\\info",
    "jos\u00E9, jose"
  })
  @DisplayName("A right answer takes nothing back of another account's, which is counted as one")
  void anotherOfTheSameForm(String own, String other) {
    fail(other, HERE, 2);
    for (int i = 0; i < 17; i++) {
      throttle.failed("user" + i, HERE);
    }
    succeed(own, HERE);
    throttle.succeeded(own, HERE);
    throttle.failed(other, HERE);
    assertThat(throttle.check(other, HERE)).isEqualTo(Reason.LOCKED_OUT);
    assertThat(throttle.check(own, HERE)).as("one budget").isEqualTo(Reason.LOCKED_OUT);
    assertThat(throttle.check("alice", HERE)).as("the address").isEqualTo(Reason.THROTTLED);
  }

  @ParameterizedTest
  @CsvSource({
    "info@a.example, INFO@A.example",
    "A\\info, a\\Info",
    "Jos\u00E9, jose\u0301",
    "\uFF41lice, Alice"
  })
  @DisplayName("A right answer takes back what its own name was charged in another case or width")
  void anotherCase(String one, String other) {
    for (int i = 0; i < 25; i++) {
      throttle.failed(one, HERE);
      succeed(other, HERE);
    }
    assertThat(throttle.check(one, HERE)).isNull();
  }

  /** Guesses of others' passwords that are let through, as long as one after the other is. */
  private final class Guesser {
    private final LoginThrottle with = throttle(Scope.ACCOUNT_AND_ADDRESS);
    private final LoginThrottle without = throttle(Scope.ACCOUNT_AND_ADDRESS);
    private int guessedWith;
    private int guessedWithout;

    void step(Random random) {
      int move = random.nextInt(4);
      String other = "user" + random.nextInt(1_000_000);
      if (move < 2) {
        if (with.check(other, HERE) == null) {
          with.failed(other, HERE);
          guessedWith++;
        }
      } else if (move == 2) {
        with.failed("mallory" + random.nextInt(3), HERE);
      } else {
        with.succeeded("mallory" + random.nextInt(3), HERE);
      }
      if (without.check(other, HERE) == null) {
        without.failed(other, HERE);
        guessedWithout++;
      }
      pass(Duration.ofMillis(random.nextInt(1500)));
    }
  }

  @Test
  @DisplayName("An own account's right answers buy no guess at others, nor a shorter pause")
  void ownAccountBuysNothing() {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      Guesser guesser = new Guesser();
      for (int step = 0; step < 3000; step++) {
        guesser.step(random);
        assertThat(guesser.guessedWith)
            .as("seed %s, step %s", seed, step)
            .isLessThanOrEqualTo(guesser.guessedWithout);
      }
    }
  }

  @Test
  @DisplayName("Own wrong answers while guesses are under way do not hide those guesses")
  void underWayIsCounted() throws Exception {
    List<Attempt> guesses = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      guesses.add(throttle.begin("user" + i, HERE));
    }
    fail("mallory", HERE, 20);
    guesses.forEach(Attempt::failed);
    pass(Duration.ofSeconds(10));
    throttle.succeeded("mallory", HERE);
    throttle.failed("victim", HERE);
    assertThat(throttle.check("alice", HERE)).as("the second lockout").isNotNull();
    pass(Duration.ofSeconds(19));
    assertThat(throttle.check("alice", HERE)).as("twice as long").isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, ::ffff:192.0.2.1, true",
    "192.0.2.1, 192.000.002.001, true",
    "192.0.2.1, 64:ff9b::192.0.2.1, true",
    "64:ff9b::192.0.2.1, 64:ff9b::192.0.2.2, false",
    "2001:db8::1, 2001:0DB8:0000:0000:0000:0000:0000:0001, true",
    "2001:db8::1, 2001:db8::192.0.2.1, true",
    "192.0.2.1, [::ffff:c000:201], true",
    "2001:db8::1, 2001:db8:0:0:ffff:ffff:ffff:ffff, true",
    "2001:db8::1, [2001:db8::2], true",
    "fe80::1%eth0, fe80::2%1, true",
    "2001:db8::1, 2001:db8:0:1::1, false",
    "192.0.2.1, 192.0.2.2, false",
    "unknown, 192.0.2.2, false",
    "x:y, 192.0.2.2, false",
  })
  @DisplayName("IPv6 counts by its /64, a mapped IPv4 address as IPv4; names are never looked up")
  void addresses(String one, String other, boolean same) {
    fail("alice", one, 3);
    assertThat(throttle.check("alice", one)).isEqualTo(Reason.LOCKED_OUT);
    assertThat(throttle.check("alice", other) != null).isEqualTo(same);
  }

  @Test
  @DisplayName("0 switches each limit off")
  void off() {
    LoginThrottle off =
        new LoginThrottle(
            new ThrottleLimits(
                0, 0, Duration.ofSeconds(1), Duration.ofSeconds(1), Scope.ACCOUNT_AND_ADDRESS));
    for (int i = 0; i < 1000; i++) {
      off.failed("alice", HERE);
    }
    assertThat(off.check("alice", HERE)).isNull();
  }

  @Test
  @DisplayName("Limits that make no sense are refused")
  void refusesNonsense() {
    Duration second = Duration.ofSeconds(1);
    for (Runnable wrong :
        new Runnable[] {
          () -> new ThrottleLimits(-1, 0, second, second, Scope.ACCOUNT),
          () -> new ThrottleLimits(0, -1, second, second, Scope.ACCOUNT),
          () -> new ThrottleLimits(1, 1, Duration.ZERO, second, Scope.ACCOUNT),
          () -> new ThrottleLimits(1, 1, second.plusNanos(1), second, Scope.ACCOUNT),
          () -> new ThrottleLimits(1, 1, second, Duration.ofDays(366), Scope.ACCOUNT)
        }) {
      assertThatThrownBy(wrong::run).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  @DisplayName("Names of any length are counted apart, the long ones by their hash")
  void longNames() {
    String longName = "x".repeat(8000);
    fail(longName + "a", HERE, 3);
    assertThat(throttle.check(longName.toUpperCase(Locale.ROOT) + "A", HERE))
        .isEqualTo(Reason.LOCKED_OUT);
    assertThat(throttle.check(longName + "b", HERE)).isNull();
    assertThat(LoginThrottle.counted(longName)).hasSize(64);
    assertThat(LoginThrottle.counted("ACME\\Alice")).isEqualTo("alice");
  }
}
