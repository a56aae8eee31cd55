package dev.parley.authority.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.authority.guard.ThrottleLimits.Scope;
import dev.parley.sspi.Reason;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Wrong answers to keys that are no more lock nobody out, and give no guess back")
class RenewalTest {
  private static final String HERE = "192.0.2.1";
  private static final String ELSEWHERE = "192.0.2.2";

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);
  private final LoginThrottle throttle = throttle(Scope.ACCOUNT_AND_ADDRESS, 20);

  private LoginThrottle throttle(Scope scope, int addressFailures) {
    return new LoginThrottle(
        new ThrottleLimits(
            3, addressFailures, Duration.ofSeconds(10), Duration.ofMinutes(1), scope),
        ConcurrencyLimits.NONE,
        nanos::get,
        Duration.ZERO);
  }

  private static void fail(LoginThrottle throttle, String account, String address, int times) {
    for (int i = 0; i < times; i++) {
      throttle.failed(account, address);
    }
  }

  private void failWithHash(String account, String hash, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      try (Attempt attempt = throttle.begin(account, HERE)) {
        attempt.countAlsoFor(hash);
        attempt.failed();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"dora,dora", "DORA,dora", "EXAMPLE\\Dora,example\\dora", "\uFF24ora,dora"})
  @DisplayName("who tried before the account was there is let in, and has all tries of a new one")
  void renewed(String written, String folded) {
    fail(throttle, written, HERE, 5);
    assertThat(throttle.check(written, HERE)).isEqualTo(Reason.LOCKED_OUT);
    throttle.wrongAnswers().forget(folded::equals);
    assertThat(throttle.check(written, HERE)).isNull();
    fail(throttle, written, HERE, 2);
    assertThat(throttle.check(written, HERE)).isNull();
    fail(throttle, written, HERE, 1);
    nanos.addAndGet(Duration.ofSeconds(9).toNanos());
    assertThat(throttle.check(written, HERE)).isEqualTo(Reason.LOCKED_OUT);
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(throttle.check(written, HERE)).as("the first lockout is the shortest").isNull();
  }

  @Test
  @DisplayName("RFC 7616 section 3.4.4: a renewed account has all tries by its hash too")
  void byHash() throws Exception {
    String hash = "0".repeat(64);
    failWithHash("dora", hash, 3);
    assertThat(throttle.check(hash, HERE)).isEqualTo(Reason.LOCKED_OUT);
    throttle.wrongAnswers().forget("erin"::equals);
    assertThat(throttle.check(hash, HERE)).isEqualTo(Reason.LOCKED_OUT);
    throttle.wrongAnswers().forget("dora"::equals);
    assertThat(throttle.check(hash, HERE)).isNull();
    assertThat(throttle.check("dora", HERE)).isNull();
  }

  @Test
  @DisplayName("RFC 7616 section 3.4.4: a right answer without a hash ends the row of the hash too")
  void rightWithoutHash() throws Exception {
    String hash = "0".repeat(64);
    failWithHash("dora", hash, 2);
    throttle.succeeded("dora", HERE);
    fail(throttle, hash, HERE, 2);
    assertThat(throttle.check(hash, HERE)).isNull();
    fail(throttle, hash, HERE, 1);
    assertThat(throttle.check(hash, HERE)).isEqualTo(Reason.LOCKED_OUT);
  }

  @Test
  @DisplayName("whoever may change one account gets no guesses at another back that shares its row")
  void othersStay() {
    LoginThrottle throttle = throttle(Scope.ACCOUNT_AND_ADDRESS, 0);
    fail(throttle, "alice", HERE, 2);
    fail(throttle, "alice@evil", HERE, 1);
    assertThat(throttle.check("alice", HERE)).isEqualTo(Reason.LOCKED_OUT);
    throttle.wrongAnswers().forget("alice@evil"::equals);
    assertThat(throttle.check("alice", HERE)).as("two guesses are not three").isNull();
    fail(throttle, "alice", HERE, 1);
    for (int i = 0; i < 100; i++) {
      fail(throttle, "alice@evil", HERE, i);
      throttle.wrongAnswers().forget("alice@evil"::equals);
      assertThat(throttle.check("alice", HERE)).as("the third").isEqualTo(Reason.LOCKED_OUT);
    }
    nanos.addAndGet(Duration.ofSeconds(20).toNanos());
    fail(throttle, "alice", HERE, 1);
    throttle.wrongAnswers().forget("alice@evil"::equals);
    nanos.addAndGet(Duration.ofSeconds(39).toNanos());
    assertThat(throttle.check("alice", HERE)).as("lockouts grow").isEqualTo(Reason.LOCKED_OUT);
  }

  @Test
  @DisplayName("an address has to answer for them still")
  void addressStays() {
    for (int i = 0; i < 20; i++) {
      throttle.failed("user" + i, HERE);
    }
    throttle.wrongAnswers().forget(name -> true);
    assertThat(throttle.check("dora", HERE)).isEqualTo(Reason.THROTTLED);
    assertThat(throttle.check("dora", ELSEWHERE)).isNull();
  }

  @Test
  @DisplayName("with the scope account those from all addresses go")
  void scopeAccount() {
    LoginThrottle wide = throttle(Scope.ACCOUNT, 20);
    fail(wide, "dora", HERE, 2);
    fail(wide, "dora", ELSEWHERE, 2);
    assertThat(wide.check("dora", "192.0.2.3")).isEqualTo(Reason.LOCKED_OUT);
    wide.wrongAnswers().forget("dora"::equals);
    assertThat(wide.check("dora", "192.0.2.3")).isNull();
    fail(wide, "dora", HERE, 2);
    assertThat(wide.check("dora", HERE)).isNull();
  }

  @Test
  @DisplayName("guesses at the new password, which come after the change, stay")
  void laterStay() {
    fail(throttle, "dora", HERE, 2);
    Throttle.WrongAnswers before = throttle.wrongAnswers();
    fail(throttle, "dora", HERE, 3);
    before.forget("dora"::equals);
    assertThat(throttle.check("dora", HERE)).isEqualTo(Reason.LOCKED_OUT);
  }

  @Test
  @DisplayName("a right answer takes nothing back twice that was taken back so")
  void onlyOnce() {
    fail(throttle, "dora", HERE, 2);
    throttle.wrongAnswers().forget("dora"::equals);
    fail(throttle, "DORA@other", HERE, 2);
    throttle.succeeded("dora", HERE);
    fail(throttle, "DORA@other", HERE, 1);
    assertThat(throttle.check("dora", HERE)).isEqualTo(Reason.LOCKED_OUT);
  }
}
