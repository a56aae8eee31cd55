package dev.parley.context;

import dev.parley.authority.AccountChanges;
import dev.parley.authority.AccountListener;
import dev.parley.authority.AccountNames;
import dev.parley.sspi.Identity;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Takes back what is kept of accounts, contexts and keys: on the word of an authority, after which
 * clients come back silently if they still may, or on that of an operator. An account is found by
 * every name by which it goes, and with it what is kept of the same identity under other names.
 * Thread-safe.
 */
public final class Forgetter implements AccountListener {
  private final ContextCache contexts;
  private final AccountKeys keys;
  private final AccountChanges changes;

  /** For what is kept in these. */
  public Forgetter(ContextCache contexts, AccountKeys keys) {
    this.contexts = contexts;
    this.keys = keys;
    this.changes = contexts.changes();
  }

  @Override
  public void accountChanged(String account) {
    accountsChanged(List.of(account));
  }

  @Override
  public void accountsChanged(Collection<String> accounts) {
    follow(
        accounts,
        (meant, found) ->
            contexts.removeIf(kept -> kept.isNamed(meant) && noted(kept.identity(), found), false));
  }

  @Override
  public void allAccountsChanged() {
    changes.recordAll();
    keys.clear();
    contexts.removeIf(kept -> true, false);
  }

  /**
   * Revokes all contexts of an account: its clients are asked for their passwords again.
   *
   * @param account one of its names
   * @param revoked is told of each
   */
  public void revoke(String account, Consumer<ContextCache.Entry> revoked) {
    follow(
        List.of(account),
        (meant, found) -> {
          for (ContextCache.Entry each : contexts.list(Integer.MAX_VALUE)) {
            if (each.context().isNamed(meant) && contexts.revoke(each.reference())) {
              found.add(each.context().identity().name());
              revoked.accept(each);
            }
          }
        });
  }

  /**
   * Revokes one context. What is kept of its account beside contexts goes too, or its client would
   * come back without its password.
   *
   * @return whether it was still there
   */
  public boolean revoke(ContextCache.Entry entry) {
    follow(List.of(entry.context().identity().name()), (meant, found) -> {});
    return contexts.revoke(entry.reference());
  }

  /** What becomes of the contexts. */
  @FunctionalInterface
  private interface Pass {
    /**
     * @param meant whether a name is one of those that are meant
     * @param found takes the names of the identities whose contexts went
     */
    void go(Predicate<String> meant, Set<String> found);
  }

  /** As long as what goes leads to further names of the account. */
  private void follow(Collection<String> accounts, Pass ofContexts) {
    Set<String> about = new HashSet<>();
    Predicate<String> meant = name -> about.contains(AccountNames.canonical(name));
    Collection<String> more = accounts;
    while (about.addAll(more.stream().map(AccountNames::canonical).toList())) {
      // Before anything goes, so that nothing comes that is older.
      changes.record(more);
      Set<String> found = new HashSet<>();
      keys.removeIf(vouched -> vouched.isNamed(meant) && noted(vouched.identity(), found));
      ofContexts.go(meant, found);
      more = found;
    }
  }

  private static boolean noted(Identity identity, Set<String> found) {
    found.add(identity.name());
    return true;
  }
}
