package dev.parley.it.assembly;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The real time and an offset that jumps. */
final class MovableClock implements InstantSource {
  private volatile Duration offset = Duration.ZERO;

  void offset(Duration next) {
    offset = next;
  }

  @Override
  public Instant instant() {
    return InstantSource.system().instant().plus(offset);
  }
}
