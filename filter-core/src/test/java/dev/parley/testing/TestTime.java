package dev.parley.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The time, moved by hand: the wall clock and the ticker together. */
public final class TestTime implements InstantSource {
  private volatile long millis = 1_800_000_000_000L;

  public void advance(Duration by) {
    millis += by.toMillis();
  }

  public long nanos() {
    return millis * 1_000_000L;
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis);
  }

  @Override
  public long millis() {
    return millis;
  }
}
