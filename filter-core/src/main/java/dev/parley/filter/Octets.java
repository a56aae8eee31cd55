package dev.parley.filter;

import java.util.HashMap;
import java.util.Map;

/** Octets that are held, in all and by address, each up to a bound. Thread-safe. */
final class Octets {
  private final long total;
  private final long most;
  private final Map<String, Long> byAddress = new HashMap<>();
  private long held;

  /**
   * @param total the most of all
   * @param most the most of one address
   */
  Octets(long total, long most) {
    this.total = total;
    this.most = most;
  }

  /** The most of one address. */
  long most() {
    return most;
  }

  /** Whether so many more would be within the bounds now. */
  synchronized boolean haveRoom(String address, long count) {
    return count <= total - held && count <= most - byAddress.getOrDefault(address, 0L);
  }

  /** Adds so many; false, and nothing is added, when they are beyond a bound. */
  synchronized boolean add(String address, long count) {
    if (!haveRoom(address, count)) {
      return false;
    }
    held += count;
    byAddress.merge(address, count, Long::sum);
    return true;
  }

  /** Takes away so many that were added. */
  synchronized void remove(String address, long count) {
    held -= count;
    byAddress.computeIfPresent(
        address, (same, before) -> before == count ? null : Long.valueOf(before - count));
  }
}
