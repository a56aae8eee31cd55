package dev.parley.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.authority.guard.LoginThrottle;
import dev.parley.authority.guard.ThrottleLimits;
import dev.parley.sspi.AcceptResult;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SecurityStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
@DisplayName("Many answers for one account at once")
class GuessesAtOnceTest {
  private static final TestExchange PAGE = TestExchange.get("/protected/a");
  private static final int MANY = 64;

  private final TestSite site = new TestSite();
  private final CountDownLatch release = new CountDownLatch(1);

  @BeforeEach
  void slowAndThrottled() {
    site.throttle = new LoginThrottle(ThrottleLimits.DEFAULT);
    site.authority.before = () -> sleep(20);
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void waitForRelease() {
    try {
      assertThat(release.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** An answer to a challenge of its own. */
  private Callable<AcceptResult> answer(String password) {
    TestClient client = site.challenge(new TestClient("alice", password), "SHA-256");
    String credentials = client.answer(PAGE);
    return () -> site.request(PAGE.with(credentials));
  }

  private List<AcceptResult> atOnce(String password, boolean oneChallenge) throws Exception {
    TestClient shared = site.challenge(new TestClient("alice", password), "SHA-256");
    List<Callable<AcceptResult>> tasks = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      String credentials = shared.answer(PAGE);
      tasks.add(oneChallenge ? () -> site.request(PAGE.with(credentials)) : answer(password));
    }
    ExecutorService executor = Executors.newFixedThreadPool(MANY);
    try {
      List<AcceptResult> results = new ArrayList<>();
      for (Future<AcceptResult> each : executor.invokeAll(tasks)) {
        results.add(each.get());
      }
      return results;
    } finally {
      executor.shutdownNow();
    }
  }

  @ParameterizedTest
  @CsvSource({"true, true", "false, true", "true, false", "false, false"})
  @DisplayName("guesses reach the authority as often as one after the other")
  void guesses(boolean oneChallenge, boolean accountKeys) throws Exception {
    if (!accountKeys) {
      site.withoutAccountKeys();
    }
    List<AcceptResult> results = atOnce("guess", oneChallenge);
    assertThat(site.authority.calls).hasValue(5);
    assertThat(results).filteredOn(each -> each.reason() == Reason.WRONG_RESPONSE).hasSize(5);
    assertThat(results).filteredOn(each -> each.reason() == Reason.LOCKED_OUT).hasSize(MANY - 5);
  }

  @RepeatedTest(5)
  @DisplayName("right answers to as many challenges share one authority call, and all are accepted")
  void honest() throws Exception {
    assertThat(atOnce("secret", false))
        .extracting(AcceptResult::status)
        .containsOnly(SecurityStatus.SEC_E_OK);
    assertThat(site.authority.calls).hasValue(1);
    assertThat(site.contexts.size()).isEqualTo(MANY);
  }

  @Test
  @DisplayName("right answers to as many challenges are all accepted where no keys are kept")
  void honestWithoutAccountKeys() throws Exception {
    site.withoutAccountKeys();
    assertThat(atOnce("secret", false))
        .extracting(AcceptResult::status)
        .containsOnly(SecurityStatus.SEC_E_OK);
  }

  @Test
  @DisplayName("while as many guesses are open as may be wrong, not even a kept key is tried")
  void keptKeyIsNotTried() throws Exception {
    assertThat(answer("secret").call().status()).isEqualTo(SecurityStatus.SEC_E_OK);
    site.authority.before = this::waitForRelease;
    List<AcceptResult> guessed = new ArrayList<>();
    List<Thread> guesses = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      guesses.add(inBackground(answer("guess"), guessed));
    }
    List<AcceptResult> last = new ArrayList<>();
    Thread right = inBackground(answer("secret"), last);
    assertThat(last).isEmpty();
    release.countDown();
    right.join();
    for (Thread each : guesses) {
      each.join();
    }
    assertThat(guessed).extracting(AcceptResult::reason).containsOnly(Reason.WRONG_RESPONSE);
    assertThat(last).extracting(AcceptResult::reason).containsExactly(Reason.LOCKED_OUT);
    assertThat(site.authority.calls).hasValue(1 + 5);
  }

  private static Thread inBackground(Callable<AcceptResult> task, List<AcceptResult> results) {
    Thread thread =
        new Thread(
            () -> {
              try {
                AcceptResult result = task.call();
                synchronized (results) {
                  results.add(result);
                }
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    thread.start();
    await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
    return thread;
  }

  @Test
  @DisplayName("an authority that gives no answer takes nobody's attempts")
  void downTakesNothing() throws Exception {
    site.authority.down = true;
    assertThat(atOnce("secret", false))
        .extracting(AcceptResult::status)
        .containsOnly(SecurityStatus.SEC_E_NO_AUTHENTICATING_AUTHORITY);
    site.authority.down = false;
    assertThat(atOnce("secret", false))
        .extracting(AcceptResult::status)
        .containsOnly(SecurityStatus.SEC_E_OK);
  }
}
