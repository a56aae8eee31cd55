package dev.parley.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  @Test
  @DisplayName("An attempt is due after 1 s, 2 s, 4 s and so on, at most a minute")
  void doubles() {
    Backoff backoff = new Backoff(now::get);
    assertThat(backoff.isDue()).isTrue();
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      backoff.failed();
      waits.add(backoff.seconds());
      pass(Duration.ofSeconds(backoff.seconds()).minusNanos(1));
      assertThat(backoff.isDue()).isFalse();
      pass(Duration.ofNanos(1));
      assertThat(backoff.isDue()).isTrue();
    }
    assertThat(waits).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
  }

  @Test
  @DisplayName("Clients are told whole seconds, rounded up, at least one")
  void seconds() {
    Backoff backoff = new Backoff(now::get);
    backoff.failed();
    backoff.failed();
    pass(Duration.ofMillis(900));
    assertThat(backoff.seconds()).isEqualTo(2);
    pass(Duration.ofHours(1));
    assertThat(backoff.seconds()).isEqualTo(1);
  }
}
