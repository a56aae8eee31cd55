package dev.parley.authority.guard;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Counts who is in at the moment, by a key, and lets no more of one key in than a bound. Keys whose
 * count is 0 take no memory. Thread-safe, and never blocks.
 *
 * @param <K> what they have in common: an account, or an address
 */
public final class Headcount<K> {
  private final int most;
  private final ConcurrentMap<K, Integer> counts = new ConcurrentHashMap<>();

  /**
   * @param most how many of one key may be in at once
   */
  public Headcount(int most) {
    this.most = most;
  }

  /** Lets one more in, who must {@link #leave}; false where as many are in as may be. */
  public boolean enter(K key) {
    while (true) {
      Integer before = counts.get(key);
      if (before == null) {
        if (most < 1) {
          return false;
        }
        if (counts.putIfAbsent(key, 1) == null) {
          return true;
        }
      } else if (before >= most) {
        return false;
      } else if (counts.replace(key, before, before + 1)) {
        return true;
      }
    }
  }

  /** One who was let in leaves. */
  public void leave(K key) {
    counts.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
  }

  /** How many keys have a count above 0. */
  int keys() {
    return counts.size();
  }
}
