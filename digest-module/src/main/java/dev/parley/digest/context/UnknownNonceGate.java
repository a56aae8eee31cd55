package dev.parley.digest.context;

import dev.parley.authority.guard.RemoteAddress;
import dev.parley.bounded.OldestFirst;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds how many answers with nonces of unknown origin are put to an authority: after a restart
 * such answers are honest and are to end as {@code stale=true}; in a flood they are not, and must
 * not become a flood of questions. Two buckets of one second's worth, one for all and one for each
 * address. The fewer places are free, the longer one address waits for its next, so that a few
 * addresses never take all, and one that took none lately comes first. Thread-safe.
 */
final class UnknownNonceGate {
  private static final int ADDRESSES = 10_000;
  private static final int SHARES = 5;
  private static final long SECOND = 1000;

  private final int rate;
  private final int share;
  private final InstantSource clock;
  private final Bucket all;
  private final OldestFirst<String, Bucket> byAddress;

  UnknownNonceGate(int rate, InstantSource clock) {
    this.rate = rate;
    this.share = Math.max(1, rate / SHARES);
    this.clock = clock;
    this.all = new Bucket(Math.max(1, rate));
    this.byAddress =
        OldestFirst.byUse(
            ADDRESSES, Duration.ofMinutes(1), System::nanoTime, (address, bucket, full) -> {});
  }

  /** Takes a place; false when there is none now. */
  boolean admits(String address) {
    if (rate == 0) {
      return false;
    }
    long now = clock.millis();
    Bucket own = bucket(RemoteAddress.network(address));
    return own.lastAt() <= now - pauseMillis(rate - all.taken(now))
        && own.take(now)
        && all.take(now);
  }

  /**
   * How long after its last place an address gets the next: not at all while there are more than an
   * address alone takes, then the longer the fewer are free, up to a second.
   */
  private long pauseMillis(long free) {
    long shared = (long) rate - share;
    if (free >= shared) {
      return 0;
    }
    return Math.min(SECOND, SECOND * shared / (share * Math.max(1, free)));
  }

  private Bucket bucket(String network) {
    Bucket known = byAddress.get(network);
    if (known != null) {
      return known;
    }
    Bucket fresh = new Bucket(share);
    Bucket other = byAddress.putIfAbsent(network, fresh);
    return other == null ? fresh : other;
  }

  /** Frees what is over. */
  void tidy() {
    byAddress.tidy();
  }

  /**
   * Tokens by the rule of virtual scheduling: one number says when the bucket will be full again.
   */
  private static final class Bucket {
    private static final long SPAN_MICROS = 1_000_000;
    private final long stepMicros;
    private final AtomicLong fullAt = new AtomicLong();
    private volatile long lastAt;

    Bucket(int perSecond) {
      this.stepMicros = SPAN_MICROS / perSecond;
    }

    /** How many are taken and not free again. */
    long taken(long nowMillis) {
      long left = Math.max(0, fullAt.get() - nowMillis * 1000);
      return (Math.min(left, SPAN_MICROS) + stepMicros - 1) / stepMicros;
    }

    /** When the last one was taken, in milliseconds since 1970. */
    long lastAt() {
      return lastAt;
    }

    boolean take(long nowMillis) {
      long now = nowMillis * 1000;
      while (true) {
        long seen = fullAt.get();
        // A clock that went back must not close the bucket for long.
        long base = Math.min(Math.max(seen, now), now + SPAN_MICROS);
        if (base + stepMicros > now + SPAN_MICROS) {
          return false;
        }
        if (fullAt.compareAndSet(seen, base + stepMicros)) {
          lastAt = nowMillis;
          return true;
        }
      }
    }
  }
}
