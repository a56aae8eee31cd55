package dev.parley.negotiate.ntlm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.authority.guard.ConcurrencyLimits;
import dev.parley.authority.guard.LoginThrottle;
import dev.parley.authority.guard.ThrottleLimits;
import dev.parley.negotiate.mechanism.Step;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SecurityStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
@DisplayName("Many NTLM logons of one account at once")
class NtlmGuessesAtOnceTest {
  private static final int MANY = 64;

  private final NtlmTestSite site = new NtlmTestSite();

  @BeforeEach
  void slowAndThrottled() {
    site.throttle = new LoginThrottle(ThrottleLimits.DEFAULT);
    site.authority.before = NtlmGuessesAtOnceTest::pause;
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Step> atOnce(String password) throws Exception {
    List<Callable<Step>> tasks = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      tasks.add(() -> site.logOn(new TestNtlmClient("WEB", "alice", password)));
    }
    ExecutorService executor = Executors.newFixedThreadPool(MANY);
    try {
      List<Step> steps = new ArrayList<>();
      for (Future<Step> each : executor.invokeAll(tasks)) {
        steps.add(each.get());
      }
      return steps;
    } finally {
      executor.shutdownNow();
    }
  }

  private static List<Reason> reasons(List<Step> steps) {
    return steps.stream().map(each -> ((Step.Refused) each).reason()).toList();
  }

  @Test
  @DisplayName("guesses reach the authority as often as one after the other")
  void guesses() throws Exception {
    List<Reason> reasons = reasons(atOnce("guess"));
    assertThat(site.authority.asked).hasValue(5);
    assertThat(reasons).filteredOn(Reason.WRONG_RESPONSE::equals).hasSize(5);
    assertThat(reasons).filteredOn(Reason.LOCKED_OUT::equals).hasSize(MANY - 5);
  }

  @Test
  @DisplayName(
      "beyond the places to try and to wait: unavailable at once, by account and by address")
  void bounded() throws Exception {
    site.throttle =
        new LoginThrottle(ThrottleLimits.DEFAULT, new ConcurrencyLimits(4, 6, 40, 8, 10));
    assertThat(turnedAway(i -> "alice")).isEqualTo(MANY - 4 - 8);
    site.throttle =
        new LoginThrottle(ThrottleLimits.DEFAULT, new ConcurrencyLimits(4, 6, 40, 8, 10));
    assertThat(turnedAway(i -> "user" + i)).isEqualTo(MANY - 6 - 10);
  }

  /** How many are turned away while an authority answers none. */
  private int turnedAway(IntFunction<String> users) throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    Queue<Step> early = new ConcurrentLinkedQueue<>();
    AtomicBoolean held = new AtomicBoolean(true);
    site.authority.before =
        () -> {
          try {
            release.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      TestNtlmClient client = new TestNtlmClient("WEB", users.apply(i), "guess");
      Thread thread =
          new Thread(
              () -> {
                Step step = site.logOn(client);
                if (held.get()) {
                  early.add(step);
                }
              });
      threads.add(thread);
      thread.start();
    }
    await().atMost(Duration.ofSeconds(60)).until(() -> threads.stream().allMatch(this::rests));
    held.set(false);
    release.countDown();
    for (Thread each : threads) {
      each.join();
    }
    assertThat(early)
        .allSatisfy(
            each -> {
              assertThat(((Step.Refused) each).reason()).isEqualTo(Reason.TOO_MANY_LOGONS);
              assertThat(((Step.Refused) each).status())
                  .isEqualTo(SecurityStatus.SEC_E_NO_AUTHENTICATING_AUTHORITY);
            });
    return early.size();
  }

  private boolean rests(Thread thread) {
    return switch (thread.getState()) {
      case WAITING, TIMED_WAITING, TERMINATED -> true;
      default -> false;
    };
  }

  @Test
  @DisplayName("no spelling of a name has a budget of its own: U+0345, marks, case, domain")
  void spellings() {
    site.throttle = new LoginThrottle(ThrottleLimits.DEFAULT);
    site.authority.before = () -> {};
    String[] spellings = {
      "α\u0345x", "ΑΙx", "αιX", "ΑΙX\u0301", "WEB\\αιx", "αιx@web", "αι\u00ADx"
    };
    int tried = 0;
    for (String each : spellings) {
      Step step = site.logOn(new TestNtlmClient("WEB", each, "guess"));
      tried += ((Step.Refused) step).reason() == Reason.LOCKED_OUT ? 0 : 1;
    }
    assertThat(tried).isEqualTo(5);
    assertThat(site.authority.asked).hasValue(5);
  }

  @Test
  @DisplayName("a name that is heaped with marks reaches neither throttle nor authority")
  void heapOfMarks() {
    Step step = site.logOn(new TestNtlmClient("WEB", "a" + "\u0301".repeat(31), "guess"));
    assertThat(((Step.Refused) step).status()).isEqualTo(SecurityStatus.SEC_E_INVALID_TOKEN);
    assertThat(site.authority.asked).hasValue(0);
    step = site.logOn(new TestNtlmClient("a" + "\u0301".repeat(31), "alice", "guess"));
    assertThat(((Step.Refused) step).status()).isEqualTo(SecurityStatus.SEC_E_INVALID_TOKEN);
    step = site.logOn(new TestNtlmClient("d".repeat(251), "alice", "guess"));
    assertThat(((Step.Refused) step).status()).isEqualTo(SecurityStatus.SEC_E_INVALID_TOKEN);
    assertThat(site.authority.asked).hasValue(0);
  }

  @Test
  @DisplayName("a right answer takes back nothing that the same name of another domain was charged")
  void anotherDomain() {
    site.throttle = new LoginThrottle(ThrottleLimits.DEFAULT);
    site.authority.before = () -> {};
    for (int i = 0; i < 4; i++) {
      site.logOn(new TestNtlmClient("ELSEWHERE", "alice", "guess"));
      assertThat(site.logOn(new TestNtlmClient("WEB", "alice", "secret words")))
          .isInstanceOf(Step.Established.class);
    }
    site.logOn(new TestNtlmClient("ELSEWHERE", "alice", "guess"));
    assertThat(reasons(List.of(site.logOn(new TestNtlmClient("ELSEWHERE", "alice", "guess")))))
        .containsExactly(Reason.LOCKED_OUT);
  }

  @Test
  @DisplayName("right answers are all let in, each by a question of its own")
  void honest() throws Exception {
    assertThat(atOnce("secret words")).hasOnlyElementsOfType(Step.Established.class);
    assertThat(site.authority.asked).hasValue(MANY);
  }

  @Test
  @DisplayName("an authority that gives no answer, or no key, takes nobody's attempts")
  void downTakesNothing() throws Exception {
    site.authority.available = false;
    assertThat(reasons(atOnce("secret words"))).containsOnly(Reason.AUTHORITY_UNAVAILABLE);
    site.authority.available = true;
    site.authority.keyLength = 15;
    assertThat(reasons(atOnce("secret words"))).containsOnly(Reason.AUTHORITY_UNAVAILABLE);
    site.authority.keyLength = 16;
    assertThat(atOnce("secret words")).hasOnlyElementsOfType(Step.Established.class);
  }
}
