package dev.parley.authority.guard;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which attempts are under way, by a key, and who of the others may begin. Keys without attempts
 * take no memory. Thread-safe, and never blocks: who may not begin gets what to wait for.
 *
 * @param <K> an account, or an address
 */
final class Turns<K> {
  /**
   * @param count how many, at least one
   * @param ended opens when one of them ends
   */
  private record UnderWay(int count, CountDownLatch ended) {}

  private final ConcurrentMap<K, UnderWay> underWay = new ConcurrentHashMap<>();

  /**
   * Counts an attempt as under way, if there are fewer than may be.
   *
   * @param most how many of a key may be under way, at least 1; asked after the attempts were
   *     counted
   * @return null when it is counted; else what opens when another one ends
   */
  @Nullable CountDownLatch begin(K key, ToIntFunction<K> most) {
    while (true) {
      UnderWay before = underWay.get(key);
      if (before == null) {
        if (underWay.putIfAbsent(key, new UnderWay(1, new CountDownLatch(1))) == null) {
          return null;
        }
      } else if (before.count() >= most.applyAsInt(key)) {
        return before.ended();
      } else if (underWay.replace(key, before, new UnderWay(before.count() + 1, before.ended()))) {
        return null;
      }
    }
  }

  /** An attempt that was counted is under way no more. */
  void end(K key) {
    UnderWay before = underWay.get(key);
    while (before != null) {
      int left = before.count() - 1;
      boolean ended =
          left == 0
              ? underWay.remove(key, before)
              : underWay.replace(key, before, new UnderWay(left, new CountDownLatch(1)));
      if (ended) {
        before.ended().countDown();
        return;
      }
      before = underWay.get(key);
    }
  }

  /** How many keys have attempts under way. */
  int keys() {
    return underWay.size();
  }
}
