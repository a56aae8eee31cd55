package dev.parley.negotiate.ntlm;

import java.time.Duration;
import java.time.Instant;

/** FILETIME, MS-DTYP section 2.3.3: units of 100 ns since 1601. */
final class FileTime {
  private static final long SECONDS_BEFORE_1970 = 11_644_473_600L;
  private static final long UNITS_PER_SECOND = 10_000_000;

  private FileTime() {}

  static long of(Instant instant) {
    return (instant.getEpochSecond() + SECONDS_BEFORE_1970) * UNITS_PER_SECOND
        + instant.getNano() / 100;
  }

  /** How far two times are from each other; for a time after the year 30828, very far. */
  static Duration between(long one, long other) {
    if (one < 0 || other < 0) {
      return Duration.ofSeconds(Long.MAX_VALUE);
    }
    long units = Math.abs(one - other);
    return Duration.ofSeconds(units / UNITS_PER_SECOND, units % UNITS_PER_SECOND * 100);
  }
}
