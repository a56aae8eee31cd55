package dev.parley.filter;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When to try again: a second after the first failure, then twice as long each time, at most a
 * minute. By the monotonic clock. One thread at a time tells of failures; any may ask.
 */
final class Backoff {
  static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Duration FIRST = Duration.ofSeconds(1);

  private final LongSupplier nanoTime;
  private long delay = FIRST.toNanos();
  private volatile long due;

  Backoff(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.due = nanoTime.getAsLong();
  }

  /** Puts the next attempt off. */
  void failed() {
    due = nanoTime.getAsLong() + delay;
    delay = Math.min(2 * delay, LONGEST.toNanos());
  }

  /** Whether the time for an attempt has come. */
  boolean isDue() {
    return remaining() <= 0;
  }

  /** Whole seconds until then, rounded up, at least one. */
  long seconds() {
    return Math.max(
        1, Duration.ofNanos(Math.max(0, remaining())).plusNanos(999_999_999).toSeconds());
  }

  private long remaining() {
    return due - nanoTime.getAsLong();
  }
}
