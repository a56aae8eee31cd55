package dev.parley.digest.context;

import dev.parley.context.ContextReference;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The references whose contexts went while nonces issued for them may still be in time. Which of
 * their counts were used is no longer known, so a captured request could be repeated as if it were
 * a first one; such nonces therefore end as stale. Bounded: where too many went, all nonces as old
 * as the forgotten ones end as stale. Thread-safe; not on the way of a request that is verified
 * locally.
 */
final class RetiredContexts {
  static final int MAXIMUM = 100_000;

  private final long nonceLifetimeMillis;
  private final InstantSource clock;
  private final Map<ContextReference, Long> retiredAt = new LinkedHashMap<>();
  private long forgottenUntil = Long.MIN_VALUE;

  RetiredContexts(Duration nonceLifetime, InstantSource clock) {
    this.nonceLifetimeMillis = nonceLifetime.toMillis();
    this.clock = clock;
  }

  /** A context under this reference has gone. */
  synchronized void retire(ContextReference reference) {
    long now = clock.millis();
    retiredAt.putIfAbsent(reference, now);
    drop(now);
  }

  /** Forgets what is over. */
  synchronized void tidy() {
    drop(clock.millis());
  }

  private void drop(long now) {
    Iterator<Long> oldest = retiredAt.values().iterator();
    while (oldest.hasNext()) {
      long at = oldest.next();
      boolean over = now - at > nonceLifetimeMillis;
      if (!over && retiredAt.size() <= MAXIMUM) {
        return;
      }
      if (!over) {
        forgottenUntil = Math.max(forgottenUntil, at);
      }
      oldest.remove();
    }
  }

  /** Whether counts may have been used with a nonce of this reference that was issued then. */
  synchronized boolean covers(ContextReference reference, long issuedMillis) {
    return issuedMillis <= forgottenUntil || retiredAt.containsKey(reference);
  }
}
