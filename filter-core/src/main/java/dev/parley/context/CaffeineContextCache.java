package dev.parley.context;

import dev.parley.audit.Counters;
import dev.parley.authority.AccountChanges;
import dev.parley.bounded.OldestFirst;
import dev.parley.bounded.Share;
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
 * <p>One list of Caffeine's nodes keeps both the idle time and the bound: in a full cache the
 * context goes that was not used for the longest time. The age is looked up in the context itself
 * at {@link #find}, which needs no second list: an unused context goes by its idle time, and one
 * that is used is seen when it is too old. One account has at most its share of the places, and so
 * have the clients of one address: beyond it their own context goes that was not used for the
 * longest time. There is no thread to stop.
 */
public final class CaffeineContextCache implements ContextCache {
  /** How many revoked references are remembered. */
  static final int MAXIMUM_REVOKED = 100_000;

  /** One account may have the most of them divided by this. */
  private static final int SHARES = 4;

  private final AccountChanges changes = new AccountChanges();
  private final OldestFirst<ContextReference, KeptContext> contexts;

  /** The revoked references, each with the short name of its account. */
  private final OldestFirst<ContextReference, Integer> revoked;

  private final Share<ContextReference, Integer> revokedOfAccount;
  private final Share<ContextReference, KeptContext> byAccount;
  private final Share<ContextReference, KeptContext> byAddress;
  private final Counters counters;
  private final InstantSource clock;

  /** An empty cache, all of whose places may be of one account and one address. */
  public CaffeineContextCache(
      int maximum, Duration idle, Duration lifetime, Counters counters, InstantSource clock) {
    this(ContextPlaces.ofAnybody(maximum), idle, lifetime, counters, clock);
  }

  /**
   * An empty cache.
   *
   * @param places how many contexts are kept at most
   * @param idle after which time without use a context goes; more than zero
   * @param lifetime how long a context can live at the most ({@link KeptContext#expiresMillis()}
   *     says how long one does); bounds the idle time and how long revoked references are
   *     remembered; more than zero
   * @param counters is told of contexts that go because the cache, or a share of it, is full
   * @param clock the time that {@link KeptContext#expiresMillis()} is compared with
   */
  public CaffeineContextCache(
      ContextPlaces places,
      Duration idle,
      Duration lifetime,
      Counters counters,
      InstantSource clock) {
    this(places, idle, lifetime, counters, clock, System::nanoTime);
  }

  CaffeineContextCache(
      ContextPlaces places,
      Duration idle,
      Duration lifetime,
      Counters counters,
      InstantSource clock,
      LongSupplier nanoTime) {
    if (!isPositive(idle) || !isPositive(lifetime)) {
      throw new IllegalArgumentException("idle time and lifetime are more than zero");
    }
    this.counters = counters;
    this.clock = clock;
    this.contexts =
        OldestFirst.byUse(
            places.maximum(), idle.compareTo(lifetime) < 0 ? idle : lifetime, nanoTime, this::gone);
    this.byAccount =
        new Share<>(
            contexts, places.maximum(), places.ofAccount(), CaffeineContextCache::accountOf);
    this.byAddress =
        new Share<>(contexts, places.maximum(), places.ofAddress(), KeptContext::origin);
    this.revoked =
        OldestFirst.byAge(
            MAXIMUM_REVOKED, lifetime, nanoTime, (reference, account, full) -> forgotten(account));
    this.revokedOfAccount =
        new Share<>(revoked, MAXIMUM_REVOKED, MAXIMUM_REVOKED / SHARES, Integer::intValue);
  }

  private static int accountOf(KeptContext context) {
    return Owners.ofAccount(context.identity().name());
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isZero() && !duration.isNegative();
  }

  private void gone(ContextReference reference, KeptContext context, boolean full) {
    context.destroy(reference);
    left(context);
    if (full) {
      counters.evicted();
    }
  }

  private void left(KeptContext context) {
    byAccount.leave(context);
    byAddress.leave(context);
  }

  @Override
  public @Nullable KeptContext find(ContextReference reference) {
    KeptContext context = contexts.get(reference);
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
  public @Nullable KeptContext keep(ContextReference reference, KeptContext context, long asked) {
    // First, and not while changes wait: whose share is full makes room among its own.
    byAccount.enter(context);
    byAddress.enter(context);
    boolean[] isNew = new boolean[1];
    // Revocations hold for what is just being verified too, and come before or behind it whole.
    try {
      return changes.unlessChanged(
          asked, context, () -> isRevoked(reference) ? null : put(reference, context, isNew));
    } finally {
      if (!isNew[0]) {
        left(context);
      }
    }
  }

  /** How many contexts the shares count: each once by account, and once by address. */
  long counted() {
    return byAccount.counted() + byAddress.counted();
  }

  private KeptContext put(ContextReference reference, KeptContext context, boolean[] isNew) {
    // Not the plain putIfAbsent: one that is too old must not stay in the way.
    KeptContext kept = find(reference);
    if (kept != null) {
      return kept;
    }
    KeptContext other = contexts.putIfAbsent(reference, context);
    isNew[0] = other == null;
    return other == null ? context : other;
  }

  @Override
  public AccountChanges changes() {
    return changes;
  }

  @Override
  public void remove(ContextReference reference, KeptContext context) {
    try {
      context.destroy(reference);
    } finally {
      if (contexts.remove(reference, context)) {
        left(context);
      }
    }
  }

  @Override
  public boolean revoke(ContextReference reference) {
    KeptContext known = contexts.get(reference);
    mark(reference, known == null ? Owners.NONE : accountOf(known));
    KeptContext context = contexts.get(reference);
    if (context == null) {
      return false;
    }
    remove(reference, context);
    return true;
  }

  private void mark(ContextReference reference, int account) {
    revokedOfAccount.enter(account);
    changes.alone(
        () -> {
          Integer before = revoked.put(reference, account);
          if (before != null) {
            forgotten(before);
          }
        });
  }

  private void forgotten(Integer account) {
    revokedOfAccount.leave(account);
  }

  @Override
  public boolean isRevoked(ContextReference reference) {
    return revoked.get(reference) != null;
  }

  @Override
  public int removeIf(Predicate<KeptContext> which, boolean revoke) {
    int removed = 0;
    IllegalStateException failed = null;
    for (Map.Entry<ContextReference, KeptContext> each : contexts.entries().entrySet()) {
      if (which.test(each.getValue())) {
        if (revoke) {
          mark(each.getKey(), accountOf(each.getValue()));
        }
        try {
          remove(each.getKey(), each.getValue());
        } catch (RuntimeException | LinkageError e) {
          // One that cannot be wiped keeps no other.
          failed = failed == null ? new IllegalStateException("a context is not wiped", e) : failed;
        }
        removed++;
      }
    }
    if (failed != null) {
      throw failed;
    }
    return removed;
  }

  @Override
  public List<Entry> list(int limit) {
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<ContextReference, KeptContext> each : contexts.entries().entrySet()) {
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
  public void tidy() {
    contexts.tidy();
    revoked.tidy();
  }

  @Override
  public long size() {
    return contexts.size();
  }

  @Override
  public void close() {
    try {
      removeIf(context -> true, false);
    } finally {
      revoked.entries().clear();
    }
  }
}
