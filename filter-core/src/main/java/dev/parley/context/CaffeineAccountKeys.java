package dev.parley.context;

import dev.parley.authority.AccountChanges;
import dev.parley.authority.AccountNames;
import dev.parley.authority.DigestAlgorithm;
import dev.parley.authority.Vouched;
import dev.parley.bounded.OldestFirst;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The keys by account and realm in the memory of this process. A key serves for a fixed time from
 * when it was kept, or until its authority's own bound; use does not prolong it. All spellings of
 * an account have one place, so that no client takes the places of others by many spellings of its
 * name; the last one that was kept is found.
 */
public final class CaffeineAccountKeys implements AccountKeys {
  /**
   * @param account in its canonical form
   */
  private record Place(String account, String realm, DigestAlgorithm base) {}

  /**
   * @param spelling of the account, of which alone it is the key
   */
  private record Kept(String spelling, AccountKey entry) {}

  private final OldestFirst<Place, Kept> keys;
  private final AccountChanges changes;
  private final InstantSource clock;
  private final boolean off;

  /**
   * An empty cache.
   *
   * @param maximum how many keys are kept at most, at least 1
   * @param lifetime how long a key serves; zero keeps none
   * @param changes of accounts that no key outlives
   * @param clock the time that {@link AccountKey#expiresMillis()} is compared with
   */
  public CaffeineAccountKeys(
      int maximum, Duration lifetime, AccountChanges changes, InstantSource clock) {
    this(maximum, lifetime, changes, clock, System::nanoTime);
  }

  CaffeineAccountKeys(
      int maximum,
      Duration lifetime,
      AccountChanges changes,
      InstantSource clock,
      LongSupplier nanoTime) {
    if (lifetime.isNegative()) {
      throw new IllegalArgumentException("the lifetime is not less than zero");
    }
    this.changes = changes;
    this.clock = clock;
    this.off = lifetime.isZero();
    this.keys =
        OldestFirst.byAge(
            maximum, lifetime, nanoTime, (place, kept, full) -> destroy(kept.entry()));
  }

  private static void destroy(AccountKey entry) {
    entry.key().destroy();
  }

  private static Place place(String account, String realm, DigestAlgorithm base) {
    return new Place(AccountNames.canonical(account), realm, base);
  }

  @Override
  public @Nullable AccountKey find(String account, String realm, DigestAlgorithm base) {
    if (off) {
      return null;
    }
    Place place = place(account, realm, base);
    Kept kept = keys.get(place);
    if (kept == null || !kept.spelling().equals(account)) {
      return null;
    }
    AccountKey entry = kept.entry();
    if (clock.millis() < entry.expiresMillis()
        && changes.holds(entry.vouched().asked(), entry.vouched())) {
      return entry;
    }
    remove(place, kept);
    return null;
  }

  @Override
  public void keep(String account, String realm, DigestAlgorithm base, AccountKey entry) {
    if (off || clock.millis() >= entry.expiresMillis()) {
      return;
    }
    Vouched vouched = entry.vouched().and(Set.of(account));
    AccountKey copy =
        new AccountKey(
            vouched, entry.key().copy(), entry.establishedMillis(), entry.expiresMillis());
    AtomicReference<@Nullable AccountKey> unused = new AtomicReference<>(copy);
    changes.unlessChanged(
        vouched.asked(),
        vouched,
        () -> {
          Kept before = keys.put(place(account, realm, base), new Kept(account, copy));
          unused.set(before == null ? null : before.entry());
          return copy;
        });
    AccountKey left = unused.get();
    if (left != null) {
      destroy(left);
    }
  }

  @Override
  public void remove(String account, String realm, DigestAlgorithm base) {
    Place place = place(account, realm, base);
    Kept kept = keys.get(place);
    if (kept != null && kept.spelling().equals(account)) {
      remove(place, kept);
    }
  }

  private void remove(Place place, Kept kept) {
    keys.remove(place, kept);
    destroy(kept.entry());
  }

  @Override
  public void removeIf(Predicate<Vouched> which) {
    for (Map.Entry<Place, Kept> each : keys.entries().entrySet()) {
      if (which.test(each.getValue().entry().vouched())) {
        remove(each.getKey(), each.getValue());
      }
    }
  }

  @Override
  public void tidy() {
    keys.tidy();
  }

  @Override
  public void clear() {
    removeIf(vouched -> true);
  }

  @Override
  public void close() {
    clear();
  }
}
