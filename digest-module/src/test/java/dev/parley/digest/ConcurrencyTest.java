package dev.parley.digest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.authority.Qop;
import dev.parley.authority.guard.LoginThrottle;
import dev.parley.authority.guard.ThrottleLimits;
import dev.parley.digest.options.DigestSettings;
import dev.parley.sspi.AcceptResult;
import dev.parley.sspi.SecurityStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Many requests at once")
class ConcurrencyTest {
  private static final TestExchange PAGE = TestExchange.get("/protected/a");

  private final TestSite site = new TestSite().withoutAccountKeys();

  @BeforeEach
  void throttle() {
    site.throttle = new LoginThrottle(ThrottleLimits.DEFAULT);
  }

  private static <T> List<T> atOnce(int threads, List<Callable<T>> tasks) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> each : executor.invokeAll(tasks)) {
        results.add(each.get());
      }
      return results;
    } finally {
      executor.shutdownNow();
    }
  }

  private List<Callable<AcceptResult>> requests(TestClient client, int count) {
    List<Callable<AcceptResult>> tasks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String credentials = client.answer(PAGE);
      tasks.add(() -> site.request(PAGE.with(credentials)));
    }
    return tasks;
  }

  @RepeatedTest(5)
  @DisplayName(
      "concurrent first requests of one context share one authority call, and all are accepted")
  void firstRequests() throws Exception {
    TestClient alice = site.challenge(new TestClient(), "SHA-256");
    CountDownLatch asked = new CountDownLatch(1);
    site.authority.before =
        () -> {
          asked.countDown();
          sleep(50);
        };
    List<AcceptResult> results = atOnce(64, requests(alice, 64));
    assertThat(results).extracting(AcceptResult::status).containsOnly(SecurityStatus.SEC_E_OK);
    assertThat(asked.getCount()).isZero();
    assertThat(site.authority.calls).hasValue(1);
    assertThat(site.contexts.size()).isEqualTo(1);
  }

  @Test
  @DisplayName("64 connections that share one nonce: each count is accepted once")
  void sharedNonce() throws Exception {
    TestClient alice = site.challenge(new TestClient(), "SHA-256");
    assertThat(site.answer(alice, PAGE).status()).isEqualTo(SecurityStatus.SEC_E_OK);
    List<Callable<AcceptResult>> tasks = requests(alice, 64);
    List<Callable<AcceptResult>> twice = new ArrayList<>(tasks);
    twice.addAll(tasks);
    List<AcceptResult> results = atOnce(64, twice);
    assertThat(results)
        .filteredOn(result -> result.status() == SecurityStatus.SEC_E_OK)
        .hasSize(64);
    assertThat(site.authority.calls).hasValue(1);
  }

  @Test
  @DisplayName("CVE-2019-0217: two users whose requests cross are never taken for each other")
  void crossing() throws Exception {
    TestClient alice = site.challenge(new TestClient(), "SHA-256");
    TestClient bob = site.challenge(new TestClient("bob", "builder"), "MD5");
    // rounds that fit the window, so that none is late however the threads are scheduled
    for (int round = 0; round < 4; round++) {
      List<Callable<Boolean>> tasks = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        for (TestClient client : List.of(alice, bob)) {
          String credentials = client.answer(PAGE);
          tasks.add(
              () -> {
                AcceptResult result = site.request(PAGE.with(credentials));
                return result.context() != null
                    && result.context().identity().name().equals(client.user);
              });
        }
      }
      assertThat(atOnce(16, tasks)).containsOnly(true);
    }
  }

  @RepeatedTest(3)
  @DisplayName("contexts that are removed under load cost an authority call, never a wrong refusal")
  void removedUnderLoad() throws Exception {
    TestClient alice = site.challenge(new TestClient(), "SHA-256");
    List<Callable<AcceptResult>> tasks = requests(alice, 500);
    for (int i = 0; i < 500; i += 25) {
      tasks.add(
          i,
          () -> {
            site.contexts.removeIf(context -> true, false);
            return site.request(PAGE);
          });
    }
    List<AcceptResult> results = atOnce(8, tasks);
    assertThat(results)
        .extracting(AcceptResult::status)
        .containsOnly(
            SecurityStatus.SEC_E_OK,
            SecurityStatus.SEC_I_CONTINUE_NEEDED,
            SecurityStatus.SEC_E_CONTEXT_EXPIRED);
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"auth", "auth-int"})
  @DisplayName("a context that goes while its request is answered leaves no wrong rspauth")
  void noProofWithoutKey(String qop) {
    site.set(DigestSettings.QOP, List.of(Qop.AUTH, Qop.AUTH_INT));
    TestClient alice = site.challenge(new TestClient(), "SHA-256");
    alice.qop = qop;
    assertThat(site.answer(alice, PAGE).status()).isEqualTo(SecurityStatus.SEC_E_OK);
    AtomicInteger asked = new AtomicInteger();
    site.clockAsked =
        () -> {
          // First for the context's age, then, the answer being proved, for the nonce's.
          if (asked.incrementAndGet() == 2) {
            site.contexts.removeIf(each -> true, false);
          }
        };
    AcceptResult last = site.answer(alice, PAGE);
    assertThat(last.status()).isEqualTo(SecurityStatus.SEC_E_OK);
    assertThat(last.token()).isEmpty();
    assertThat(last.responseSeal()).isNull();
    assertThat(asked).hasValueGreaterThanOrEqualTo(2);
  }
}
