package dev.parley.authority.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.authority.AuthorityUnavailableException;
import dev.parley.authority.guard.ThrottleLimits.Scope;
import dev.parley.sspi.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
@DisplayName("Attempts at once")
class AttemptsAtOnceTest {
  private static final int THREADS = 64;
  private static final String HERE = "192.0.2.1";
  private static final String ELSEWHERE = "192.0.2.2";
  private static final Duration DAY = Duration.ofDays(1);

  private final AtomicInteger tried = new AtomicInteger();
  private final AtomicLong nanos = new AtomicLong();
  private LoginThrottle throttle =
      throttle(5, 0, Scope.ACCOUNT_AND_ADDRESS, Duration.ofSeconds(30));

  private LoginThrottle throttle(
      int failures, int addressFailures, Scope scope, Duration patience) {
    ThrottleLimits limits =
        new ThrottleLimits(failures, addressFailures, Duration.ofSeconds(30), DAY, scope);
    return new LoginThrottle(limits, ConcurrencyLimits.NONE, nanos::get, patience);
  }

  @AfterEach
  void nothingIsLeft() {
    assertThat(throttle.underWay()).isZero();
  }

  private static <T> List<T> atOnce(List<Callable<T>> tasks) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(tasks.size());
    CyclicBarrier start = new CyclicBarrier(tasks.size());
    try {
      List<Callable<T>> together = new ArrayList<>();
      for (Callable<T> each : tasks) {
        together.add(
            () -> {
              start.await();
              return each.call();
            });
      }
      List<T> results = new ArrayList<>();
      for (Future<T> each : executor.invokeAll(together)) {
        results.add(each.get());
      }
      return results;
    } finally {
      executor.shutdownNow();
    }
  }

  private static <T> List<Callable<T>> times(int count, Callable<T> task) {
    List<Callable<T>> tasks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tasks.add(task);
    }
    return tasks;
  }

  /** Puts a password to a slow authority. */
  private String answer(String account, String address, boolean right) throws Exception {
    try (Attempt attempt = throttle.begin(account, address)) {
      if (attempt.held() != null) {
        return attempt.held().name();
      }
      tried.incrementAndGet();
      Thread.sleep(20);
      if (right) {
        attempt.succeeded();
      } else {
        attempt.failed();
      }
      return right ? "in" : "wrong";
    }
  }

  @ParameterizedTest
  @CsvSource({"1, ACCOUNT", "5, ACCOUNT_AND_ADDRESS", "7, ACCOUNT"})
  @DisplayName("64 guesses are tried no oftener than one after the other")
  void guesses(int failures, Scope scope) throws Exception {
    throttle = throttle(failures, 0, scope, Duration.ofSeconds(30));
    List<String> results = atOnce(times(THREADS, () -> answer("alice", HERE, false)));
    assertThat(tried).hasValue(failures);
    assertThat(results).filteredOn("wrong"::equals).hasSize(failures);
    assertThat(results).filteredOn("LOCKED_OUT"::equals).hasSize(THREADS - failures);
    nanos.addAndGet(Duration.ofSeconds(30).toNanos());
    atOnce(times(THREADS, () -> answer("alice", HERE, false)));
    assertThat(tried).as("after the lockout there is one").hasValue(failures + 1);
    nanos.addAndGet(Duration.ofSeconds(59).toNanos());
    assertThat(answer("alice", HERE, true)).as("it lasts twice as long").isEqualTo("LOCKED_OUT");
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(answer("alice", HERE, true)).isEqualTo("in");
  }

  @Test
  @DisplayName("One password tried on 64 accounts at once is tried as often as the address may err")
  void spraying() throws Exception {
    throttle = throttle(5, 20, Scope.ACCOUNT_AND_ADDRESS, Duration.ofSeconds(30));
    AtomicInteger number = new AtomicInteger();
    List<String> results =
        atOnce(times(THREADS, () -> answer("user" + number.incrementAndGet(), HERE, false)));
    assertThat(tried).hasValue(20);
    assertThat(results).filteredOn("THROTTLED"::equals).hasSize(THREADS - 20);
    assertThat(answer("alice", ELSEWHERE, true)).isEqualTo("in");
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "5, 50", "0, 1"})
  @DisplayName("64 right answers are all let in")
  void honest(int failures, int addressFailures) throws Exception {
    throttle =
        throttle(failures, addressFailures, Scope.ACCOUNT_AND_ADDRESS, Duration.ofSeconds(30));
    assertThat(atOnce(times(THREADS, () -> answer("alice", HERE, true)))).containsOnly("in");
  }

  @Test
  @DisplayName("64 right answers are all let in also when one wrong answer more would lock out")
  void honestAtTheBrink() throws Exception {
    for (int i = 0; i < 4; i++) {
      answer("alice", HERE, false);
    }
    assertThat(atOnce(times(THREADS, () -> answer("alice", HERE, true)))).containsOnly("in");
  }

  @ParameterizedTest
  @EnumSource(Scope.class)
  @DisplayName(
      "Nobody waits for another account, nor for another address in the scope of addresses")
  void othersDoNotWait(Scope scope) throws Exception {
    throttle = throttle(1, 2, scope, Duration.ZERO);
    try (Attempt alice = throttle.begin("alice", HERE)) {
      assertThat(alice.held()).isNull();
      throttle.begin("bob", HERE).close();
      if (scope == Scope.ACCOUNT_AND_ADDRESS) {
        throttle.begin("alice", ELSEWHERE).close();
      } else {
        assertThatThrownBy(() -> throttle.begin("alice", ELSEWHERE))
            .isInstanceOf(AuthorityUnavailableException.class);
      }
    }
  }

  @Test
  @DisplayName("Who waits for the address keeps the account from nobody")
  void waitingHoldsNothing() throws Exception {
    throttle = throttle(1, 1, Scope.ACCOUNT, Duration.ofSeconds(30));
    Thread waiting;
    try (Attempt bob = throttle.begin("bob", HERE)) {
      assertThat(bob.held()).isNull();
      waiting = waiting(new AtomicReference<>());
      throttle.begin("alice", ELSEWHERE).close();
    }
    waiting.join();
  }

  /** A thread that waits for alice's turn. */
  private Thread waiting(AtomicReference<Exception> thrown) {
    Thread thread =
        new Thread(
            () -> {
              try {
                throttle.begin("alice", HERE).close();
              } catch (AuthorityUnavailableException e) {
                thrown.set(e);
              }
            });
    thread.start();
    await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
    return thread;
  }

  @Test
  @DisplayName("A turn that does not come in time, or an interrupt, ends as unavailable")
  void impatient() throws Exception {
    throttle = throttle(1, 0, Scope.ACCOUNT_AND_ADDRESS, Duration.ofMillis(20));
    try (Attempt first = throttle.begin("alice", HERE)) {
      assertThat(first.held()).isNull();
      assertThatThrownBy(() -> throttle.begin("alice", HERE))
          .isInstanceOf(AuthorityUnavailableException.class);
    }
    throttle = throttle(1, 0, Scope.ACCOUNT_AND_ADDRESS, Duration.ofSeconds(30));
    AtomicReference<Exception> thrown = new AtomicReference<>();
    try (Attempt first = throttle.begin("alice", HERE)) {
      assertThat(first.held()).isNull();
      Thread waiting = waiting(thrown);
      waiting.interrupt();
      waiting.join();
    }
    assertThat(thrown.get()).hasMessageContaining("interrupted");
  }

  @Test
  @DisplayName("An attempt without an outcome counts for nothing, an outcome counts once")
  void outcomes() throws Exception {
    for (int i = 0; i < 20; i++) {
      throttle.begin("alice", HERE).close();
    }
    assertThat(answer("alice", HERE, false)).isEqualTo("wrong");
    Attempt twice = throttle.begin("alice", HERE);
    twice.failed();
    twice.failed();
    twice.succeeded();
    twice.close();
    twice.close();
    for (int i = 0; i < 3; i++) {
      assertThat(answer("alice", HERE, false)).isEqualTo("wrong");
    }
    assertThat(answer("alice", HERE, true)).isEqualTo("LOCKED_OUT");
    try (Attempt held = throttle.begin("alice", HERE)) {
      held.succeeded();
      held.failed();
    }
    assertThat(throttle.check("alice", HERE)).isEqualTo(Reason.LOCKED_OUT);
  }

  @Test
  @DisplayName("An attempt under way counts also when 100,000 others' wrong answers came since")
  void flooded() throws Exception {
    throttle = throttle(2, 0, Scope.ACCOUNT_AND_ADDRESS, Duration.ZERO);
    try (Attempt one = throttle.begin("alice", HERE);
        Attempt other = throttle.begin("alice", HERE)) {
      for (int i = 0; i < 150_000; i++) {
        throttle.failed("user" + i, HERE);
      }
      assertThatThrownBy(() -> throttle.begin("alice", HERE))
          .isInstanceOf(AuthorityUnavailableException.class);
      one.failed();
      other.failed();
    }
    assertThat(throttle.check("alice", HERE)).isEqualTo(Reason.LOCKED_OUT);
  }

  @Test
  @DisplayName("A lockout that begins between the look and the place holds back")
  void lockedInBetween() throws Exception {
    ThrottleLimits limits =
        new ThrottleLimits(2, 0, Duration.ofSeconds(30), DAY, Scope.ACCOUNT_AND_ADDRESS);
    AtomicInteger looks = new AtomicInteger();
    AtomicReference<Attempt> other = new AtomicReference<>();
    throttle =
        new LoginThrottle(
            limits,
            ConcurrencyLimits.NONE,
            () -> {
              // The cache looks at the time first, then, what it has being read, the throttle.
              if (looks.decrementAndGet() == 0) {
                other.get().failed();
              }
              return nanos.get();
            },
            Duration.ofSeconds(30));
    throttle.failed("alice", HERE);
    other.set(throttle.begin("alice", HERE));
    looks.set(2);
    try (Attempt attempt = throttle.begin("alice", HERE)) {
      assertThat(looks).as("the other has ended").hasNonPositiveValue();
      assertThat(attempt.held()).isEqualTo(Reason.LOCKED_OUT);
    }
  }

  /** What must hold of every order in which attempts begin and end. */
  private final class Ledger {
    private final int limit;
    private int pending;
    private int failures;
    private int worst;

    Ledger(int limit) {
      this.limit = limit;
    }

    synchronized void begun() {
      pending++;
      worst = Math.max(worst, pending - Math.max(1, limit - failures));
    }

    synchronized void breaks() {
      pending--;
    }

    /** 0 to 3 right, 4 to 7 wrong, 8 no answer. */
    synchronized void ends(Attempt attempt, int outcome) {
      pending--;
      if (outcome < 4) {
        attempt.succeeded();
        failures = 0;
      } else if (outcome < 8) {
        attempt.failed();
        failures++;
      } else {
        attempt.close();
      }
    }
  }

  @RepeatedTest(5)
  @DisplayName("Right and wrong answers, none, and errors, mixed: never more under way than free")
  void mixed() throws Exception {
    ThrottleLimits limits =
        new ThrottleLimits(
            5, 0, Duration.ofNanos(1), Duration.ofDays(365), Scope.ACCOUNT_AND_ADDRESS);
    throttle =
        new LoginThrottle(limits, ConcurrencyLimits.NONE, nanos::get, Duration.ofSeconds(30));
    Ledger ledger = new Ledger(5);
    atOnce(
        times(
            THREADS,
            () -> {
              Random random = new Random();
              for (int i = 0; i < 200; i++) {
                try {
                  mixed(ledger, random.nextInt(10));
                } catch (IllegalStateException e) {
                  assertThat(e).hasMessage("broken");
                }
              }
              return true;
            }));
    assertThat(ledger.worst).isNotPositive();
    assertThat(tried).hasPositiveValue();
  }

  private void mixed(Ledger ledger, int outcome) throws AuthorityUnavailableException {
    try (Attempt attempt = throttle.begin("alice", HERE)) {
      if (attempt.held() != null) {
        nanos.addAndGet(1_000_000_000);
        return;
      }
      tried.incrementAndGet();
      ledger.begun();
      if (outcome == 9) {
        ledger.breaks();
        throw new IllegalStateException("broken");
      }
      ledger.ends(attempt, outcome);
    }
  }
}
