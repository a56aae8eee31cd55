package dev.parley.context;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.parley.audit.Counters;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The kept contexts in the memory of this process.
 *
 * <p>Caffeine keeps the size bound and the idle time; both live in one list of its nodes. The age
 * is looked up in the context itself at {@link #find}, which needs no second list: a context that
 * nobody uses goes by its idle time, and one that is used is seen when it is too old. Caffeine
 * works in the calling thread, so there is no thread to stop.
 */
public final class CaffeineContextCache implements ContextCache {
  /** How many revoked references are remembered. */
  static final int MAXIMUM_REVOKED = 100_000;

  private final Cache<ContextReference, KeptContext> contexts;
  private final Cache<ContextReference, Boolean> revoked;
  private final Counters counters;
  private final InstantSource clock;

  /**
   * An empty cache.
   *
   * @param maximum how many contexts are kept at most, at least 1
   * @param idle after which time without use a context goes; more than zero
   * @param lifetime how long a context can live at the most ({@link KeptContext#expiresMillis()}
   *     says how long one does); bounds the idle time and how long revoked references are
   *     remembered; more than zero
   * @param counters is told of contexts that go because the cache is full
   * @param clock the time that {@link KeptContext#expiresMillis()} is compared with
   */
  public CaffeineContextCache(
      int maximum, Duration idle, Duration lifetime, Counters counters, InstantSource clock) {
    this(maximum, idle, lifetime, counters, clock, System::nanoTime);
  }

  CaffeineContextCache(
      int maximum,
      Duration idle,
      Duration lifetime,
      Counters counters,
      InstantSource clock,
      LongSupplier nanoTime) {
    if (maximum < 1 || !isPositive(idle) || !isPositive(lifetime)) {
      throw new IllegalArgumentException("maximum, idle time and lifetime are more than zero");
    }
    this.counters = counters;
    this.clock = clock;
    this.contexts =
        Caffeine.newBuilder()
            .maximumSize(maximum)
            .expireAfterAccess(idle.compareTo(lifetime) < 0 ? idle : lifetime)
            .ticker(nanoTime::getAsLong)
            .executor(Runnable::run)
            .evictionListener(this::evicted)
            .build();
    this.revoked =
        Caffeine.newBuilder()
            .maximumSize(MAXIMUM_REVOKED)
            .expireAfterWrite(lifetime)
            .ticker(nanoTime::getAsLong)
            .executor(Runnable::run)
            .build();
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isZero() && !duration.isNegative();
  }

  private void evicted(
      @Nullable ContextReference reference, @Nullable KeptContext context, RemovalCause cause) {
    if (reference != null && context != null) {
      context.destroy(reference);
    }
    if (cause == RemovalCause.SIZE) {
      counters.evicted();
    }
  }

  @Override
  public @Nullable KeptContext find(ContextReference reference) {
    KeptContext context = contexts.getIfPresent(reference);
    if (context == null || isLive(context)) {
      return context;
    }
    remove(reference, context);
    return null;
  }

  private boolean isLive(KeptContext context) {
    return clock.millis() < context.expiresMillis();
  }

  @Override
  public KeptContext keep(ContextReference reference, KeptContext context) {
    // Not the plain putIfAbsent: one that is too old must not stay in the way.
    KeptContext kept = find(reference);
    if (kept == null) {
      KeptContext other = contexts.asMap().putIfAbsent(reference, context);
      kept = other == null ? context : other;
    }
    // A revocation that came while the client was being verified holds for it too.
    if (isRevoked(reference)) {
      remove(reference, kept);
    }
    return kept;
  }

  @Override
  public void remove(ContextReference reference, KeptContext context) {
    context.destroy(reference);
    contexts.asMap().computeIfPresent(reference, (key, kept) -> kept == context ? null : kept);
  }

  @Override
  public boolean revoke(ContextReference reference) {
    revoked.put(reference, Boolean.TRUE);
    KeptContext context = contexts.getIfPresent(reference);
    if (context == null) {
      return false;
    }
    remove(reference, context);
    return true;
  }

  @Override
  public boolean isRevoked(ContextReference reference) {
    return revoked.getIfPresent(reference) != null;
  }

  @Override
  public int removeIf(Predicate<KeptContext> which, boolean revoke) {
    int removed = 0;
    for (Map.Entry<ContextReference, KeptContext> each : contexts.asMap().entrySet()) {
      if (which.test(each.getValue())) {
        if (revoke) {
          revoked.put(each.getKey(), Boolean.TRUE);
        }
        remove(each.getKey(), each.getValue());
        removed++;
      }
    }
    return removed;
  }

  @Override
  public List<Entry> list(int limit) {
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<ContextReference, KeptContext> each : contexts.asMap().entrySet()) {
      if (entries.size() >= limit) {
        break;
      }
      if (isLive(each.getValue())) {
        entries.add(new Entry(each.getKey(), each.getValue()));
      }
    }
    return entries;
  }

  @Override
  public long size() {
    contexts.cleanUp();
    return contexts.estimatedSize();
  }

  @Override
  public void close() {
    removeIf(context -> true, false);
    revoked.invalidateAll();
  }
}
