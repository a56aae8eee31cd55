package dev.parley.authority.guard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The wrong answers by one kind of key, the lockouts they brought, and the attempts under way.
 * Wrong answers are bounded in number and may be forgotten; attempts are as many as there are
 * requests, and never are. Thread-safe; nobody waits here.
 *
 * @param <K> an account, or an address
 */
final class Tally<K> {
  private static final int MAXIMUM_ENTRIES = 100_000;

  /**
   * @param failures the wrong answers since the last right one
   * @param lockouts how many lockouts they brought
   * @param lockedUntil the end of the last lockout in nanoseconds, when there was one
   */
  private record History(int failures, int lockouts, long lockedUntil) {
    boolean locked(long now) {
      return lockouts > 0 && lockedUntil - now > 0;
    }
  }

  /**
   * @param count how many, at least one
   * @param ended opens when one of them ends
   */
  private record UnderWay(int count, CountDownLatch ended) {}

  private final int limit;
  private final ThrottleLimits limits;
  private final LongSupplier nanoTime;
  private final ConcurrentMap<K, History> histories;
  private final ConcurrentMap<K, UnderWay> underWay = new ConcurrentHashMap<>();

  /**
   * @param limit the wrong answers after which a key is locked out; 0 for never
   */
  Tally(int limit, ThrottleLimits limits, LongSupplier nanoTime) {
    this.limit = limit;
    this.limits = limits;
    this.nanoTime = nanoTime;
    Cache<K, History> cache =
        Caffeine.newBuilder()
            .maximumSize(MAXIMUM_ENTRIES)
            .expireAfterWrite(limits.maximumLockout().multipliedBy(2))
            .ticker(nanoTime::getAsLong)
            .executor(Runnable::run)
            .build();
    this.histories = cache.asMap();
  }

  boolean isLocked(K key) {
    History history = histories.get(key);
    return history != null && history.locked(nanoTime.getAsLong());
  }

  /**
   * Counts an attempt as under way, if all of those together can be wrong and no more than the
   * limit.
   *
   * @return null when it is counted; else what opens when another one ends
   */
  @Nullable CountDownLatch begin(K key) {
    while (limit > 0) {
      UnderWay before = underWay.get(key);
      if (before == null) {
        if (underWay.putIfAbsent(key, new UnderWay(1, new CountDownLatch(1))) == null) {
          return null;
        }
      } else if (before.count() >= free(key)) {
        // Looked up later than the attempts: who ends writes the wrong answer before he leaves.
        return before.ended();
      } else if (underWay.replace(key, before, new UnderWay(before.count() + 1, before.ended()))) {
        return null;
      }
    }
    return null;
  }

  /** How many answers may be wrong; after a lockout there is one between it and the next. */
  private int free(K key) {
    History history = histories.get(key);
    return history == null ? limit : Math.max(1, limit - history.failures());
  }

  /** An attempt that was counted is under way no more. */
  void end(K key) {
    UnderWay before = limit > 0 ? underWay.get(key) : null;
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

  void failed(K key) {
    if (limit > 0) {
      long now = nanoTime.getAsLong();
      histories.compute(key, (same, before) -> next(before, now));
    }
  }

  private History next(@Nullable History before, long now) {
    if (before == null) {
      return limit == 1 ? new History(1, 1, now + lockout(0)) : new History(1, 0, 0);
    }
    if (before.locked(now)) {
      // It was under way when the lockout began: one burst counts once.
      return before;
    }
    int failures = before.failures() == Integer.MAX_VALUE ? limit : before.failures() + 1;
    return failures < limit
        ? new History(failures, 0, 0)
        : new History(failures, before.lockouts() + 1, now + lockout(before.lockouts()));
  }

  private long lockout(int lockoutsBefore) {
    long maximum = limits.maximumLockout().toNanos();
    // 40 doublings of a millisecond are beyond any maximum.
    double nanos = limits.firstLockout().toNanos() * Math.pow(2, Math.min(lockoutsBefore, 40));
    return nanos >= maximum ? maximum : (long) nanos;
  }

  /** Forgets the wrong answers; returns how many they were. */
  int forget(K key) {
    History forgotten = histories.remove(key);
    return forgotten == null ? 0 : forgotten.failures();
  }

  /** Forgets some wrong answers, and no lockout. */
  void forget(K key, int failures) {
    if (failures > 0) {
      histories.computeIfPresent(key, (same, before) -> less(before, failures));
    }
  }

  private static @Nullable History less(History before, int failures) {
    int left = before.failures() - failures;
    return left <= 0 && before.lockouts() == 0
        ? null
        : new History(Math.max(left, 0), before.lockouts(), before.lockedUntil());
  }

  /** For how many keys attempts are under way. */
  int keysUnderWay() {
    return underWay.size();
  }
}
