package dev.parley.authority.guard;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Lets questions through until a number of them failed in a row; then none for a pause; then one,
 * whose outcome decides. Thread-safe.
 */
final class CircuitBreaker {
  enum State {
    /** All may pass. */
    CLOSED,
    /** None may pass until the pause is over. */
    OPEN,
    /** One is on its way to see whether the authority is back. */
    PROBING
  }

  private final int failuresToOpen;
  private final long pauseNanos;
  private final LongSupplier nanoTime;
  private State state = State.CLOSED;
  private int failures;
  private long openedAt;

  CircuitBreaker(int failuresToOpen, Duration pause, LongSupplier nanoTime) {
    this.failuresToOpen = failuresToOpen;
    this.pauseNanos = pause.toNanos();
    this.nanoTime = nanoTime;
  }

  /** Whether a question may pass; then one of the other methods must follow. */
  synchronized boolean tryPass() {
    if (state == State.CLOSED) {
      return true;
    }
    if (state == State.OPEN && nanoTime.getAsLong() - openedAt >= pauseNanos) {
      state = State.PROBING;
      return true;
    }
    return false;
  }

  /** The authority answered. */
  synchronized void succeeded() {
    // A straggler from before it opened says nothing about now; only the probe closes.
    if (state != State.OPEN) {
      state = State.CLOSED;
      failures = 0;
    }
  }

  /** The authority did not answer; returns whether this opened the breaker. */
  synchronized boolean failed() {
    if (state == State.OPEN) {
      return false;
    }
    failures++;
    if (state == State.PROBING || failures >= failuresToOpen) {
      boolean first = state == State.CLOSED;
      state = State.OPEN;
      openedAt = nanoTime.getAsLong();
      return first;
    }
    return false;
  }

  /** The question was given up before the authority had its chance. */
  synchronized void gaveUp() {
    if (state == State.PROBING) {
      // The next one may probe at once.
      state = State.OPEN;
    }
  }

  synchronized State state() {
    return state;
  }
}
