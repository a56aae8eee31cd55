package dev.parley.authority.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.authority.guard.CircuitBreaker.State;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
  private final AtomicLong nanos = new AtomicLong(-5);
  private final CircuitBreaker breaker = new CircuitBreaker(3, Duration.ofSeconds(10), nanos::get);

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      assertThat(breaker.tryPass()).isTrue();
      breaker.failed();
    }
  }

  @Test
  @DisplayName("It opens after so many failures in a row, and says so once")
  void opens() {
    fail(2);
    assertThat(breaker.state()).isEqualTo(State.CLOSED);
    assertThat(breaker.tryPass()).isTrue();
    assertThat(breaker.failed()).isTrue();
    assertThat(breaker.failed()).isFalse();
    assertThat(breaker.state()).isEqualTo(State.OPEN);
    assertThat(breaker.tryPass()).isFalse();
  }

  @Test
  @DisplayName("An answer in between starts the row anew")
  void inARow() {
    fail(2);
    breaker.succeeded();
    fail(2);
    assertThat(breaker.state()).isEqualTo(State.CLOSED);
  }

  @Test
  @DisplayName("After the pause one question passes, and no second one")
  void probes() {
    fail(3);
    nanos.addAndGet(Duration.ofSeconds(10).toNanos() - 1);
    assertThat(breaker.tryPass()).isFalse();
    nanos.incrementAndGet();
    assertThat(breaker.tryPass()).isTrue();
    assertThat(breaker.state()).isEqualTo(State.PROBING);
    assertThat(breaker.tryPass()).isFalse();
  }

  @Test
  @DisplayName("The probe's outcome decides: closed, or open for another pause")
  void probeDecides() {
    fail(3);
    nanos.addAndGet(Duration.ofSeconds(10).toNanos());
    assertThat(breaker.tryPass()).isTrue();
    assertThat(breaker.failed()).isFalse();
    assertThat(breaker.tryPass()).isFalse();
    nanos.addAndGet(Duration.ofSeconds(10).toNanos());
    assertThat(breaker.tryPass()).isTrue();
    breaker.succeeded();
    assertThat(breaker.state()).isEqualTo(State.CLOSED);
    fail(2);
    assertThat(breaker.state()).isEqualTo(State.CLOSED);
  }

  @Test
  @DisplayName("A straggler's answer does not close an open breaker")
  void straggler() {
    fail(3);
    breaker.succeeded();
    assertThat(breaker.state()).isEqualTo(State.OPEN);
  }

  @Test
  @DisplayName("A probe that was given up leaves its place to the next")
  void gaveUp() {
    breaker.gaveUp();
    assertThat(breaker.state()).isEqualTo(State.CLOSED);
    fail(3);
    nanos.addAndGet(Duration.ofSeconds(10).toNanos());
    assertThat(breaker.tryPass()).isTrue();
    breaker.gaveUp();
    assertThat(breaker.tryPass()).isTrue();
  }
}
