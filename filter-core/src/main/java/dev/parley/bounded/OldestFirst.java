package dev.parley.bounded;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy.FixedExpiration;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A map that is bounded in number and time. When it is full the entry goes that was not used, or
 * put, for the longest time, and never the one that has just come: Caffeine's own bound weighs who
 * is used how often, so that in a full cache a newcomer goes at once. Works in the calling thread.
 * Thread-safe; {@link #get} takes no lock that others contend on.
 *
 * @param <K> the keys
 * @param <V> the values
 */
public final class OldestFirst<K, V> {
  /** So much work is done for one that is put. */
  private static final int MOST_SPARES = 100;

  private final int maximum;
  private final Gone<K, V> gone;
  private final Predicate<V> spared;
  private final LongSupplier nanoTime;
  private final Cache<K, V> cache;
  private final FixedExpiration<K, V> order;

  /**
   * Hears of an entry that goes by itself, before its key is free again.
   *
   * @param <K> the keys
   * @param <V> the values
   */
  @FunctionalInterface
  public interface Gone<K, V> {
    /**
     * The entry goes.
     *
     * @param full whether another needed its place; else its time is over
     */
    void gone(K key, V value, boolean full);
  }

  private OldestFirst(
      int maximum,
      LongSupplier nanoTime,
      Gone<K, V> gone,
      Predicate<V> spared,
      Caffeine<Object, Object> builder) {
    if (maximum < 1) {
      throw new IllegalArgumentException("maximum is more than zero");
    }
    this.maximum = maximum;
    this.gone = gone;
    this.spared = spared;
    this.nanoTime = nanoTime;
    this.cache =
        builder
            .ticker(nanoTime::getAsLong)
            .executor(Runnable::run)
            .evictionListener(this::expired)
            .build();
    this.order =
        cache
            .policy()
            .expireAfterAccess()
            .or(() -> cache.policy().expireAfterWrite())
            .orElseThrow(IllegalStateException::new);
  }

  /**
   * An empty map whose entries are as old as their last use.
   *
   * @param maximum how many entries there are at most, at least 1
   * @param idle after which time without use an entry goes
   */
  public static <K, V> OldestFirst<K, V> byUse(
      int maximum, Duration idle, LongSupplier nanoTime, Gone<K, V> gone) {
    return new OldestFirst<>(
        maximum, nanoTime, gone, value -> false, Caffeine.newBuilder().expireAfterAccess(idle));
  }

  /**
   * An empty map whose entries are as old as it is that they were put.
   *
   * @param maximum how many entries there are at most, at least 1
   * @param time after which an entry goes
   */
  public static <K, V> OldestFirst<K, V> byAge(
      int maximum, Duration time, LongSupplier nanoTime, Gone<K, V> gone) {
    return byAge(maximum, time, nanoTime, gone, value -> false);
  }

  /**
   * The same, from which some values go last, as long as there are others.
   *
   * @param spared whether a value does
   */
  public static <K, V> OldestFirst<K, V> byAge(
      int maximum, Duration time, LongSupplier nanoTime, Gone<K, V> gone, Predicate<V> spared) {
    return new OldestFirst<>(
        maximum, nanoTime, gone, spared, Caffeine.newBuilder().expireAfterWrite(time));
  }

  private void expired(@Nullable K key, @Nullable V value, RemovalCause cause) {
    if (key != null && value != null) {
      gone.gone(key, value, false);
    }
  }

  /** The value of a key; counts as use. */
  public @Nullable V get(K key) {
    return cache.getIfPresent(key);
  }

  /** Puts a value and returns the one in whose place it comes. */
  public @Nullable V put(K key, V value) {
    V before = cache.asMap().put(key, value);
    makeRoom();
    return before;
  }

  /** Puts a value unless there is one, and returns the one that there is. */
  public @Nullable V putIfAbsent(K key, V value) {
    V before = cache.asMap().putIfAbsent(key, value);
    makeRoom();
    return before;
  }

  /**
   * Puts what becomes of the value that a key has, or of null; a null that comes of it takes the
   * key away. One at a time for a key.
   */
  public @Nullable V compute(K key, BiFunction<K, @Nullable V, @Nullable V> change) {
    V after = cache.asMap().compute(key, change);
    makeRoom();
    return after;
  }

  /** Takes away what a key has. */
  public @Nullable V remove(K key) {
    return cache.asMap().remove(key);
  }

  /** Takes away this very value; false when the key has another, or none. */
  @SuppressWarnings("ReferenceEquality")
  public boolean remove(K key, V value) {
    boolean[] removed = new boolean[1];
    cache
        .asMap()
        .computeIfPresent(
            key,
            (same, current) -> {
              removed[0] = current == value;
              return removed[0] ? null : current;
            });
    return removed[0];
  }

  /** What there is, to be gone through while others change it; counts as no use. */
  public ConcurrentMap<K, V> entries() {
    return cache.asMap();
  }

  /** How many there are. */
  public long size() {
    tidy();
    return cache.estimatedSize();
  }

  /** Lets go of what is over; else later calls of whatever kind do. */
  public void tidy() {
    long before;
    do {
      before = cache.estimatedSize();
      cache.cleanUp(); // of a thousand at most
    } while (cache.estimatedSize() < before);
  }

  /**
   * How many nanoseconds ago a key was used, or put; counts as no use. To a second: where entries
   * are kept for longer, uses within a second of the last are not written down.
   */
  OptionalLong age(K key) {
    return order.ageOf(key, TimeUnit.NANOSECONDS);
  }

  /** The time by which entries are as old as they are. */
  long now() {
    return nanoTime.getAsLong();
  }

  private void makeRoom() {
    int spares = 0;
    while (cache.estimatedSize() > maximum) {
      Map<K, V> oldest = order.oldest(1);
      if (oldest.isEmpty()) {
        return; // others are just being put, by threads that make room themselves
      }
      for (Map.Entry<K, V> each : oldest.entrySet()) {
        if (spares < MOST_SPARES && spared.test(each.getValue())) {
          spares++;
          makeYoung(each.getKey());
        } else {
          evict(each.getKey(), each.getValue());
        }
      }
    }
  }

  /** To a second: one that was put within the last stays where it is. */
  private void makeYoung(K key) {
    cache.asMap().computeIfPresent(key, (same, current) -> current);
  }

  /** Has an entry go, if this is the value of the key, since another needs its place. */
  @SuppressWarnings("ReferenceEquality")
  void evict(K key, V value) {
    cache
        .asMap()
        .computeIfPresent(
            key,
            (same, current) -> {
              if (current != value) {
                return current;
              }
              gone.gone(key, value, true);
              return null;
            });
  }
}
