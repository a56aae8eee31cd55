package dev.parley.engine;

import dev.parley.context.ContextCache;
import dev.parley.context.ContextCache.Entry;
import dev.parley.context.Forgetter;
import dev.parley.context.KeptContext;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The kept contexts for operators: who is logged on, and the means to end it. A client whose
 * context is revoked is asked for its password again. Thread-safe.
 */
public final class Contexts {
  private final ContextCache cache;
  private final Forgetter forgetter;
  private final AuditTrail audit;

  Contexts(ContextCache cache, Forgetter forgetter, AuditTrail audit) {
    this.cache = cache;
    this.forgetter = forgetter;
    this.audit = audit;
  }

  /** About how many are kept. */
  public long size() {
    return cache.size();
  }

  /**
   * The live contexts, in no order.
   *
   * @param limit the most that are returned, 0 or more
   */
  public List<ContextView> list(int limit) {
    return cache.list(limit).stream().map(Contexts::view).toList();
  }

  private static ContextView view(Entry entry) {
    KeptContext kept = entry.context();
    return new ContextView(
        entry.reference().id(),
        kept.identity().name(),
        kept.identity().authority(),
        kept.packageName(),
        Instant.ofEpochMilli(kept.establishedMillis()),
        Instant.ofEpochMilli(kept.expiresMillis()));
  }

  /**
   * Revokes one context.
   *
   * @param id as in {@link ContextView#id()}
   * @return whether there was one
   */
  public boolean revokeById(String id) {
    boolean revoked = false;
    for (Entry each : cache.list(Integer.MAX_VALUE)) {
      if (each.reference().id().equals(id) && forgetter.revoke(each)) {
        record(each);
        revoked = true;
      }
    }
    return revoked;
  }

  /**
   * Revokes all contexts of a user, by any name of the account and in whatever form it is written.
   *
   * @return how many there were
   */
  public int revokeByUser(String user) {
    AtomicInteger revoked = new AtomicInteger();
    forgetter.revoke(
        user,
        each -> {
          record(each);
          revoked.incrementAndGet();
        });
    return revoked.get();
  }

  private void record(Entry entry) {
    audit.revoked(entry.reference().id(), entry.context().identity());
  }
}
