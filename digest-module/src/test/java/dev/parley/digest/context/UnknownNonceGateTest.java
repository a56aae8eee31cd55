package dev.parley.digest.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Answers with nonces of unknown origin")
class UnknownNonceGateTest {
  private final AtomicLong millis = new AtomicLong(1_800_000_000_000L);
  private final InstantSource clock = () -> Instant.ofEpochMilli(millis.get());
  private final UnknownNonceGate gate = new UnknownNonceGate(50, clock);

  private int admitted(String address, int tries) {
    int admitted = 0;
    for (int i = 0; i < tries; i++) {
      admitted += gate.admits(address) ? 1 : 0;
    }
    return admitted;
  }

  @Test
  @DisplayName("of one address are a fifth of all, and come again with time")
  void oneAddress() {
    assertThat(admitted("192.0.2.1", 100)).isEqualTo(10);
    millis.addAndGet(1000);
    assertThat(admitted("192.0.2.1", 100)).isEqualTo(10);
  }

  @Test
  @DisplayName("of five addresses, or of twenty, that take what they can leave places for others")
  void floodOfFew() {
    for (int addresses : new int[] {5, 20}) {
      millis.addAndGet(10_000);
      for (int tenth = 0; tenth < 100; tenth++) {
        millis.addAndGet(100);
        for (int i = 0; i < addresses; i++) {
          admitted("198.51.100." + i, 20);
        }
        assertThat(gate.admits("192.0.2." + tenth)).as("a client after a restart").isTrue();
      }
    }
  }

  @Test
  @DisplayName("are never more in a second than the rate says")
  void rate() {
    int admitted = 0;
    for (int i = 0; i < 200; i++) {
      admitted += admitted("203.0.113." + i, 3);
    }
    assertThat(admitted).isBetween(40, 50);
    assertThat(new UnknownNonceGate(0, clock).admits("192.0.2.1")).isFalse();
    UnknownNonceGate slow = new UnknownNonceGate(1, clock);
    assertThat(slow.admits("192.0.2.1")).isTrue();
    assertThat(slow.admits("192.0.2.2")).isFalse();
  }
}
