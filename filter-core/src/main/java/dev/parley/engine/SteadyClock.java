package dev.parley.engine;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The time of day as it was at the start, carried on by the monotonic clock: it follows no
 * correction of the system's clock. Nonces and contexts are dated by it, so that a clock set back
 * can not bring an expired nonce to life, and one set forward ends no session. Thread-safe.
 */
final class SteadyClock implements InstantSource {
  private final long startMillis = System.currentTimeMillis();
  private final long startNanos = System.nanoTime();

  /** The steady form of the system's clock; any other source of time is left as it is. */
  static InstantSource of(InstantSource clock) {
    return clock.equals(InstantSource.system()) ? new SteadyClock() : clock;
  }

  @Override
  public long millis() {
    return startMillis + (System.nanoTime() - startNanos) / 1_000_000;
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis());
  }
}
