package dev.parley.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.authority.guard.ConcurrencyLimits;
import dev.parley.authority.guard.LoginThrottle;
import dev.parley.authority.guard.ThrottleLimits;
import dev.parley.digest.options.DigestSettings;
import dev.parley.sspi.AcceptResult;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SecurityStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
@DisplayName("200 wrong passwords at once, while the authority does not answer")
class WaitersAtOnceTest extends DigestFlow {
  private static final int FLOOD = 200;

  private final CountDownLatch release = new CountDownLatch(1);
  private final Queue<AcceptResult> results = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads = new ArrayList<>();

  @BeforeEach
  void bounded() {
    site.throttle =
        new LoginThrottle(ThrottleLimits.DEFAULT, new ConcurrencyLimits(4, 8, 40, 16, 32));
    site.set(DigestSettings.USERHASH, true);
  }

  private void hold() {
    site.authority.before =
        () -> {
          try {
            release.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
  }

  @AfterEach
  void allLeave() throws Exception {
    release.countDown();
    for (Thread each : threads) {
      each.join();
    }
  }

  private void flood(IntFunction<String> users, boolean hashed) {
    for (int i = 0; i < FLOOD; i++) {
      TestClient client = site.challenge(new TestClient(users.apply(i), "guess"), DEFAULT);
      if (hashed) {
        client.tamper =
            parameters -> {
              parameters.put("username", '"' + client.user + '"');
              parameters.put("userhash", "true");
              return parameters;
            };
      }
      TestExchange request = PAGE.with(client.answer(PAGE));
      Thread thread = new Thread(() -> results.add(site.request(request)));
      threads.add(thread);
      thread.start();
    }
  }

  /** At least so many; some more where those that try wait for one another. */
  private void expectTurnedAway(int count) {
    await().atMost(Duration.ofSeconds(60)).until(() -> results.size() >= count);
    assertThat(results)
        .allSatisfy(
            each -> {
              assertThat(each.status()).isEqualTo(SecurityStatus.SEC_E_NO_AUTHENTICATING_AUTHORITY);
              assertThat(each.reason()).isEqualTo(Reason.TOO_MANY_LOGONS);
            });
  }

  @Test
  @DisplayName("hold 20 threads of one account at most; a kept context waits for none of them")
  void oneAccount() {
    site.challenge(alice, DEFAULT);
    assertOk(site.answer(alice, PAGE));
    hold();
    flood(i -> "alice", false);
    expectTurnedAway(FLOOD - 4 - 16);
    await().atMost(Duration.ofSeconds(60)).until(() -> site.authority.calls.get() == 2);
    for (int i = 0; i < 100; i++) {
      assertOk(site.answer(alice, PAGE));
    }
    assertThat(results).as("who asks and who waits are there still").hasSizeLessThan(FLOOD - 1);
    assertThat(site.authority.calls).hasValue(2);
  }

  @Test
  @DisplayName("hold 40 threads of one address; clients at other addresses log on meanwhile")
  void oneAddress() {
    hold();
    flood(i -> "user" + i, false);
    expectTurnedAway(FLOOD - 8 - 32);
    site.authority.before = () -> {};
    site.challenge(alice, DEFAULT);
    assertOk(site.answer(alice, PAGE.from("198.51.100.1")));
  }

  @Test
  @DisplayName("hold no more with hashed names, whose look-up is under the same bounds")
  void hashedNames() {
    hold();
    site.authority.beforeLookUp = site.authority.before;
    flood("%064x"::formatted, true);
    expectTurnedAway(FLOOD - 8 - 32);
    assertThat(site.authority.lookUps).hasValue(8);
    assertThat(site.authority.calls).hasValue(0);
  }
}
