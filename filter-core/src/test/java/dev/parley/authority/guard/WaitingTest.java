package dev.parley.authority.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.authority.AuthorityUnavailableException;
import dev.parley.authority.guard.ThrottleLimits.Scope;
import dev.parley.config.GuardSettings;
import dev.parley.sspi.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
@DisplayName("Who tries a password, and who waits for it, at once")
class WaitingTest {
  private static final int MANY = 200;
  private static final String HERE = "192.0.2.1";
  private static final ConcurrencyLimits LIMITS = new ConcurrencyLimits(4, 8, 40, 16, 32);

  /** What a request says who it is, and where. */
  private record Logon(String account, String address) {}

  private final CountDownLatch release = new CountDownLatch(1);
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger turnedAway = new AtomicInteger();
  private final AtomicInteger held = new AtomicInteger();
  private final List<Thread> threads = new ArrayList<>();
  private LoginThrottle throttle = throttle(5, 50);

  private static LoginThrottle throttle(int failures, int addressFailures) {
    return new LoginThrottle(
        new ThrottleLimits(
            failures,
            addressFailures,
            Duration.ofHours(1),
            Duration.ofDays(1),
            Scope.ACCOUNT_AND_ADDRESS),
        LIMITS,
        System::nanoTime,
        Duration.ofMinutes(5));
  }

  /** Wrong passwords to an authority that does not answer before it is released. */
  private void flood(IntFunction<Logon> logons) {
    for (int i = 0; i < MANY; i++) {
      Logon logon = logons.apply(i);
      Thread thread = new Thread(() -> guess(logon));
      threads.add(thread);
      thread.start();
    }
  }

  private void guess(Logon logon) {
    try (Attempt attempt = throttle.begin(logon.account(), logon.address())) {
      if (attempt.held() != null) {
        held.incrementAndGet();
        return;
      }
      inside.incrementAndGet();
      release.await();
      attempt.failed();
    } catch (AuthorityUnavailableException e) {
      assertThat(e.reason()).isEqualTo(Reason.TOO_MANY_LOGONS);
      turnedAway.incrementAndGet();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void expect(int insideNow, int waiting) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              assertThat(inside).hasValue(insideNow);
              assertThat(turnedAway).hasValue(MANY - insideNow - waiting);
            });
  }

  @AfterEach
  void allLeave() throws Exception {
    release.countDown();
    for (Thread each : threads) {
      each.join();
    }
    assertThat(throttle.underWay()).isZero();
  }

  @Test
  @DisplayName("of one account are bounded; whoever is beyond the bound is told so at once")
  void byAccount() throws Exception {
    flood(i -> new Logon("alice", HERE));
    expect(4, 16);
    release.countDown();
    for (Thread each : threads) {
      each.join();
    }
    assertThat(inside).as("guesses that reached the authority").hasValue(5);
    assertThat(held).hasValue(15);
  }

  @Test
  @DisplayName("of one account are bounded also where no account is ever locked out")
  void byAccountWithoutLockout() {
    throttle = throttle(0, 0);
    flood(i -> new Logon("alice", HERE));
    expect(4, 16);
  }

  @Test
  @DisplayName("from one address are bounded, whatever the accounts")
  void byAddress() {
    flood(i -> new Logon("user" + i, HERE));
    expect(8, 32);
  }

  @Test
  @DisplayName("who wait are bounded in all, and keep out none that need not wait")
  void inAll() throws Exception {
    flood(i -> new Logon("alice", "192.0.2." + i % 10));
    expect(4 * 10, 40);
    try (Attempt bob = throttle.begin("bob", "198.51.100.1")) {
      assertThat(bob.held()).isNull();
      bob.succeeded();
    }
  }

  @Test
  @DisplayName("do not keep an answer to a kept context waiting, be it right or wrong")
  void keptContexts() {
    flood(i -> new Logon("alice", HERE));
    expect(4, 16);
    throttle.succeeded("alice", HERE);
    throttle.failed("alice", HERE);
    assertThat(throttle.check("alice", HERE)).isNull();
  }

  @Test
  @DisplayName("wait in bounded places for what another attempt learns, too")
  void forAnother() throws Exception {
    throttle = throttle(0, 0);
    CountDownLatch other = new CountDownLatch(1);
    for (int i = 0; i < MANY; i++) {
      String account = "user" + i % 20;
      String address = "192.0.2." + i % 100;
      Thread thread = new Thread(() -> waitFor(other, account, address));
      threads.add(thread);
      thread.start();
    }
    await().atMost(Duration.ofSeconds(60)).until(() -> turnedAway.get() == MANY - 40);
    other.countDown();
    for (Thread each : threads) {
      each.join();
    }
    assertThat(inside).hasValue(40);
  }

  private void waitFor(CountDownLatch other, String account, String address) {
    try (Attempt attempt = throttle.begin(account, address)) {
      attempt.await(other);
      inside.incrementAndGet();
    } catch (AuthorityUnavailableException e) {
      assertThat(e.reason()).isEqualTo(Reason.TOO_MANY_LOGONS);
      turnedAway.incrementAndGet();
    }
  }

  /** As many logons as an ordinary morning has; none is turned away. */
  private void ordinary(int count, IntFunction<Logon> logons) throws Exception {
    throttle =
        new LoginThrottle(
            ThrottleLimits.DEFAULT,
            new ConcurrencyLimits(
                GuardSettings.LOGONS_PER_ACCOUNT.defaultValue(),
                GuardSettings.LOGONS_PER_ADDRESS.defaultValue(),
                GuardSettings.WAITERS_MAX.defaultValue(),
                GuardSettings.WAITERS_PER_ACCOUNT.defaultValue(),
                GuardSettings.WAITERS_PER_ADDRESS.defaultValue()),
            System::nanoTime,
            Duration.ofMinutes(5));
    for (int i = 0; i < count; i++) {
      Logon logon = logons.apply(i);
      Thread thread =
          new Thread(
              () -> {
                try (Attempt attempt = throttle.begin(logon.account(), logon.address())) {
                  release.await();
                  attempt.succeeded();
                  inside.incrementAndGet();
                } catch (AuthorityUnavailableException | InterruptedException e) {
                  turnedAway.incrementAndGet();
                }
              });
      threads.add(thread);
      thread.start();
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> threads.stream().allMatch(each -> isWaiting(each.getState())));
    release.countDown();
    for (Thread each : threads) {
      each.join();
    }
    assertThat(turnedAway).hasValue(0);
    assertThat(inside).hasValue(count);
  }

  private static boolean isWaiting(Thread.State state) {
    return state == Thread.State.WAITING
        || state == Thread.State.TIMED_WAITING
        || state == Thread.State.TERMINATED;
  }

  @Test
  @DisplayName(
      "with the defaults: a browser's 16 first requests are all let in, one behind the other")
  void browser() throws Exception {
    ordinary(16, i -> new Logon("alice", HERE));
  }

  @Test
  @DisplayName("with the defaults: 50 users behind one address who come at once are all let in")
  void proxy() throws Exception {
    ordinary(50, i -> new Logon("user" + i, HERE));
  }

  @Test
  @DisplayName("are not bounded by limits that make no sense")
  void refusesNonsense() {
    for (Runnable wrong :
        new Runnable[] {
          () -> new ConcurrencyLimits(0, 1, 1, 1, 1),
          () -> new ConcurrencyLimits(1, 0, 1, 1, 1),
          () -> new ConcurrencyLimits(1, 1, -1, 1, 1),
          () -> new ConcurrencyLimits(1, 1, 1, -1, 1),
          () -> new ConcurrencyLimits(1, 1, 1, 1, -1)
        }) {
      assertThatThrownBy(wrong::run).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
