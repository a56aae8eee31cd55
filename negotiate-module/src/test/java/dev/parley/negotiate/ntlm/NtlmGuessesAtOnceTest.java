package dev.parley.negotiate.ntlm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.authority.guard.LoginThrottle;
import dev.parley.authority.guard.ThrottleLimits;
import dev.parley.negotiate.mechanism.Step;
import dev.parley.sspi.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
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
