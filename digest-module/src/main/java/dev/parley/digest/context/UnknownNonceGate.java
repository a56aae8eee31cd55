package dev.parley.digest.context;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.authority.guard.RemoteAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds how many answers with nonces of unknown origin are put to an authority: after a restart
 * such answers are honest and are to end as {@code stale=true}; in a flood they are not, and must
 * not become a flood of questions. Two buckets of one second's worth, one for all and one for each
 * address. Thread-safe.
 */
final class UnknownNonceGate {
  private static final int ADDRESSES = 10_000;
  private static final int SHARES = 5;

  private final int rate;
  private final InstantSource clock;
  private final Bucket all;
  private final Cache<String, Bucket> byAddress =
      Caffeine.newBuilder()
          .maximumSize(ADDRESSES)
          .expireAfterAccess(Duration.ofMinutes(1))
          .executor(Runnable::run)
          .build();

  UnknownNonceGate(int rate, InstantSource clock) {
    this.rate = rate;
    this.clock = clock;
    this.all = new Bucket(Math.max(1, rate));
  }

  /** Takes a place; false when there is none now. */
  boolean admits(String address) {
    if (rate == 0) {
      return false;
    }
    long now = clock.millis();
    Bucket own =
        byAddress.get(
            RemoteAddress.network(address), key -> new Bucket(Math.max(1, rate / SHARES)));
    return own.take(now) && all.take(now);
  }

  /**
   * Tokens by the rule of virtual scheduling: one number says when the bucket will be full again.
   */
  private static final class Bucket {
    private static final long SPAN_MICROS = 1_000_000;
    private final long stepMicros;
    private final AtomicLong fullAt = new AtomicLong(Long.MIN_VALUE);

    Bucket(int perSecond) {
      this.stepMicros = SPAN_MICROS / perSecond;
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
          return true;
        }
      }
    }
  }
}
