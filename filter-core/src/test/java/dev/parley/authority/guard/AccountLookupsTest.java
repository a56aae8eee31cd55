package dev.parley.authority.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.parley.authority.AccountDirectory;
import dev.parley.authority.AuthorityUnavailableException;
import dev.parley.sspi.Reason;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
@DisplayName("Questions about clients that have proved who they are, to a remote directory,")
class AccountLookupsTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final ThrottleLimits WRONG_ANSWERS =
      new ThrottleLimits(
          1, 1, Duration.ofHours(1), Duration.ofHours(1), ThrottleLimits.Scope.ACCOUNT);

  private final CountDownLatch release = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  private final ExecutorService clients = Executors.newCachedThreadPool();
  private LoginThrottle throttle = new LoginThrottle(WRONG_ANSWERS);
  private AccountLookups lookups = AccountLookups.fromMemory(this::find);

  private void start(ConcurrencyLimits limits) {
    throttle = new LoginThrottle(WRONG_ANSWERS, limits);
    lookups = throttle.lookups(this::find, limits);
  }

  private AccountDirectory.Standing find(String account) {
    asked.incrementAndGet();
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new AccountDirectory.Unknown();
  }

  private Future<AccountDirectory.Standing> ask(String account, String address) {
    return clients.submit(
        () -> lookups.find("x", Set.of(), new AccountLookups.Client(account, address)));
  }

  private void underWay(String account, String address) {
    int before = asked.get();
    Future<?> answer = ask(account, address);
    await().atMost(LONG).until(() -> asked.get() == before + 1);
    assertThat(answer.isDone()).isFalse();
  }

  private void refused(String account, String address, String why) {
    assertThatExceptionOfType(AuthorityUnavailableException.class)
        .isThrownBy(() -> lookups.find("x", Set.of(), new AccountLookups.Client(account, address)))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.TOO_MANY_LOGONS))
        .withMessageContaining(why);
  }

  @AfterEach
  void end() {
    release.countDown();
    clients.shutdownNow();
  }

  @Test
  @DisplayName("are bounded by account, wherever they come from, and hold up no other")
  void byAccount() {
    start(new ConcurrencyLimits(2, 10, 10, 0, 10));
    underWay("alice", "192.0.2.1");
    underWay("alice", "192.0.2.2");
    refused("alice", "192.0.2.3", "of this account");
    underWay("bob", "192.0.2.1");
  }

  @Test
  @DisplayName("are bounded by address, whoever they are about")
  void byAddress() {
    start(new ConcurrencyLimits(10, 2, 10, 10, 0));
    underWay("alice", "192.0.2.1");
    underWay("bob", "192.0.2.1");
    refused("carol", "192.0.2.1", "from this address");
    underWay("alice", "192.0.2.2");
  }

  @Test
  @DisplayName("wait in the places of those who wait to try a password, and get their turn")
  void waiting() throws Exception {
    start(new ConcurrencyLimits(1, 10, 1, 1, 1));
    Attempt attempt = throttle.begin("alice", "192.0.2.1");
    Future<Attempt> next = clients.submit(() -> throttle.begin("alice", "192.0.2.1"));
    underWay("bob", "192.0.2.2");
    await().atMost(LONG).until(() -> throttle.underWay() > 2);
    refused("bob", "192.0.2.2", "in all");
    attempt.close();
    next.get(1, TimeUnit.MINUTES).close();

    Future<AccountDirectory.Standing> second = ask("bob", "192.0.2.2");
    await().atMost(LONG).until(() -> throttle.underWay() > 0);
    release.countDown();
    assertThat(second.get(1, TimeUnit.MINUTES)).isInstanceOf(AccountDirectory.Unknown.class);
    assertThat(throttle.underWay()).isZero();
  }

  @Test
  @DisplayName("are not held by lockouts, since nothing is guessed")
  void lockouts() throws Exception {
    start(new ConcurrencyLimits(1, 1, 0, 0, 0));
    throttle.failed("alice", "192.0.2.1");
    assertThat(throttle.check("alice", "192.0.2.1")).isNotNull();
    release.countDown();
    assertThat(ask("alice", "192.0.2.1").get(1, TimeUnit.MINUTES))
        .isInstanceOf(AccountDirectory.Unknown.class);
  }
}
