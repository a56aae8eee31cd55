package dev.parley.engine;

import dev.parley.audit.AuditEvent;
import dev.parley.authority.AccountListener;
import dev.parley.authority.AccountNames;
import dev.parley.context.AccountKeys;
import dev.parley.context.ContextCache;
import dev.parley.context.ContextCache.Entry;
import dev.parley.context.KeptContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * The kept contexts for operators: who is logged on, and the means to end it. A client whose
 * context is revoked is asked for its password again. Thread-safe.
 */
public final class Contexts {
  private final ContextCache cache;
  private final AccountKeys accountKeys;
  private final AuditTrail audit;
  private final InstantSource clock;

  Contexts(ContextCache cache, AccountKeys accountKeys, AuditTrail audit, InstantSource clock) {
    this.cache = cache;
    this.accountKeys = accountKeys;
    this.audit = audit;
    this.clock = clock;
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
      if (each.reference().id().equals(id) && cache.revoke(each.reference())) {
        accountKeys.removeAccount(each.context().identity().name());
        record(each.context(), id);
        revoked = true;
      }
    }
    return revoked;
  }

  /**
   * Revokes all contexts of a user, in whatever form the name is written.
   *
   * @return how many there were
   */
  public int revokeByUser(String user) {
    accountKeys.removeAccount(user);
    String canonical = AccountNames.canonical(user);
    int revoked = 0;
    for (Entry each : cache.list(Integer.MAX_VALUE)) {
      if (isOf(each.context(), canonical) && cache.revoke(each.reference())) {
        record(each.context(), each.reference().id());
        revoked++;
      }
    }
    return revoked;
  }

  private static boolean isOf(KeptContext context, String canonical) {
    return AccountNames.canonical(context.identity().name()).equals(canonical);
  }

  private void record(KeptContext context, String id) {
    audit.write(
        new AuditEvent(
            clock.instant(),
            AuditEvent.Type.LOGOUT,
            null,
            context.identity().name(),
            id,
            null,
            "",
            "",
            "",
            context.identity().authority(),
            null,
            null));
  }

  /** Forgets what an authority takes back; clients come back silently if they still may. */
  AccountListener forgetter() {
    return new AccountListener() {
      @Override
      public void accountChanged(String account) {
        accountKeys.removeAccount(account);
        String canonical = AccountNames.canonical(account);
        cache.removeIf(each -> isOf(each, canonical), false);
      }

      @Override
      public void allAccountsChanged() {
        accountKeys.clear();
        cache.removeIf(each -> true, false);
      }
    };
  }
}
