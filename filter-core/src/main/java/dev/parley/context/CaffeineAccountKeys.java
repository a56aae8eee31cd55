package dev.parley.context;

import dev.parley.authority.AccountChanges;
import dev.parley.authority.DigestAlgorithm;
import dev.parley.authority.Vouched;
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
 * when it was kept, or until its authority's own bound; use does not prolong it.
 */
public final class CaffeineAccountKeys implements AccountKeys {
  private record Name(String account, String realm, DigestAlgorithm base) {}

  private final OldestFirst<Name, AccountKey> keys;
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
        OldestFirst.byAge(maximum, lifetime, nanoTime, (name, entry, full) -> destroy(entry));
  }

  private static void destroy(@Nullable AccountKey entry) {
    if (entry != null) {
      entry.key().destroy();
    }
  }

  @Override
  public @Nullable AccountKey find(String account, String realm, DigestAlgorithm base) {
    if (off) {
      return null;
    }
    Name name = new Name(account, realm, base);
    AccountKey kept = keys.get(name);
    if (kept == null) {
      return null;
    }
    if (clock.millis() < kept.expiresMillis()
        && changes.holds(kept.vouched().asked(), kept.vouched())) {
      return kept;
    }
    remove(name, kept);
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
          unused.set(keys.put(new Name(account, realm, base), copy));
          return copy;
        });
    destroy(unused.get());
  }

  @Override
  public void remove(String account, String realm, DigestAlgorithm base) {
    destroy(keys.remove(new Name(account, realm, base)));
  }

  private void remove(Name name, AccountKey kept) {
    keys.remove(name, kept);
    destroy(kept);
  }

  @Override
  public void removeIf(Predicate<Vouched> which) {
    for (Map.Entry<Name, AccountKey> each : keys.entries().entrySet()) {
      if (which.test(each.getValue().vouched())) {
        remove(each.getKey(), each.getValue());
      }
    }
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
