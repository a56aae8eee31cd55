package dev.parley.authority.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A full memory of wrong answers")
class FullTallyTest {
  private static final ThrottleLimits LIMITS =
      new ThrottleLimits(
          3, 0, Duration.ofMinutes(1), Duration.ofMinutes(10), ThrottleLimits.Scope.ACCOUNT);

  private final AtomicLong now = new AtomicLong();
  private final Tally<String> tally = new Tally<>(3, 5, LIMITS, now::get);

  private void fill() {
    for (int i = 0; i < Tally.MAXIMUM_ENTRIES; i++) {
      tally.failed("used-" + i);
      tally.failed("used-" + i);
    }
  }

  @Test
  @DisplayName("counts a new account all the same, and locks it out")
  void newcomers() {
    fill();
    for (int i = 0; i < 1000; i++) {
      String victim = "victim-" + i;
      tally.failed(victim);
      tally.failed(victim);
      assertThat(tally.isLocked(victim)).as(victim).isFalse();
      tally.failed(victim);
      assertThat(tally.isLocked(victim)).as(victim).isTrue();
    }
  }

  @Test
  @DisplayName("forgets the account whose last wrong answer is the longest ago")
  void oldest() {
    tally.failed("first");
    tally.failed("second");
    now.addAndGet(Duration.ofSeconds(2).toNanos());
    tally.failed("first");
    for (int i = 0; i < Tally.MAXIMUM_ENTRIES - 1; i++) {
      tally.failed("other-" + i);
    }
    assertThat(tally.mayHave("first")).isTrue();
    assertThat(tally.mayHave("second")).isFalse();
  }

  @Test
  @DisplayName("keeps the lockouts: no flood of other accounts ends one")
  void lockouts() {
    for (int i = 0; i < 3; i++) {
      tally.failed("locked");
    }
    for (int i = 0; i < 2 * Tally.MAXIMUM_ENTRIES; i++) {
      if (i % 10_000 == 0) {
        now.addAndGet(Duration.ofSeconds(2).toNanos());
      }
      tally.failed("other-" + i);
    }
    assertThat(tally.isLocked("locked")).isTrue();
  }

  @Test
  @DisplayName("is free again when the time of its entries is over, without a request")
  void tidy() {
    fill();
    now.addAndGet(Duration.ofMinutes(21).toNanos());
    tally.tidy();
    assertThat(tally.size()).isZero();
  }
}
