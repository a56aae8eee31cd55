package dev.parley.context;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.parley.authority.AccountNames;
import dev.parley.authority.DigestAlgorithm;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The keys by account and realm in the memory of this process. A key serves for a fixed time from
 * when it was kept, or until its authority's own bound; use does not prolong it.
 */
public final class CaffeineAccountKeys implements AccountKeys {
  private record Name(String account, String realm, DigestAlgorithm base) {}

  private record Kept(AccountKey entry, String canonicalAccount) {
    void destroy() {
      entry.key().destroy();
    }
  }

  private final Cache<Name, Kept> keys;
  private final InstantSource clock;
  private final boolean off;

  /**
   * An empty cache.
   *
   * @param maximum how many keys are kept at most, at least 1
   * @param lifetime how long a key serves; zero keeps none
   * @param clock the time that {@link AccountKey#expiresMillis()} is compared with
   */
  public CaffeineAccountKeys(int maximum, Duration lifetime, InstantSource clock) {
    this(maximum, lifetime, clock, System::nanoTime);
  }

  CaffeineAccountKeys(int maximum, Duration lifetime, InstantSource clock, LongSupplier nanoTime) {
    if (maximum < 1 || lifetime.isNegative()) {
      throw new IllegalArgumentException("maximum is more than zero, lifetime not less");
    }
    this.clock = clock;
    this.off = lifetime.isZero();
    this.keys =
        Caffeine.newBuilder()
            .maximumSize(maximum)
            .expireAfterWrite(lifetime)
            .ticker(nanoTime::getAsLong)
            .executor(Runnable::run)
            .evictionListener(CaffeineAccountKeys::evicted)
            .build();
  }

  private static void evicted(@Nullable Name name, @Nullable Kept kept, RemovalCause cause) {
    if (kept != null) {
      kept.destroy();
    }
  }

  @Override
  public @Nullable AccountKey find(String account, String realm, DigestAlgorithm base) {
    if (off) {
      return null;
    }
    Name name = new Name(account, realm, base);
    Kept kept = keys.getIfPresent(name);
    if (kept == null) {
      return null;
    }
    if (clock.millis() < kept.entry().expiresMillis()) {
      return kept.entry();
    }
    remove(name, kept);
    return null;
  }

  @Override
  public void keep(String account, String realm, DigestAlgorithm base, AccountKey entry) {
    if (off || clock.millis() >= entry.expiresMillis()) {
      return;
    }
    AccountKey copy =
        new AccountKey(
            entry.identity(), entry.key().copy(), entry.establishedMillis(), entry.expiresMillis());
    Kept kept = new Kept(copy, AccountNames.canonical(account));
    Kept before = keys.asMap().put(new Name(account, realm, base), kept);
    if (before != null) {
      before.destroy();
    }
  }

  @Override
  public void remove(String account, String realm, DigestAlgorithm base) {
    Kept kept = keys.asMap().remove(new Name(account, realm, base));
    if (kept != null) {
      kept.destroy();
    }
  }

  @SuppressWarnings("ReferenceEquality")
  private void remove(Name name, Kept kept) {
    keys.asMap().computeIfPresent(name, (key, current) -> current == kept ? null : current);
    kept.destroy();
  }

  @Override
  public void removeAccount(String account) {
    String canonical = AccountNames.canonical(account);
    removeIf(kept -> kept.canonicalAccount().equals(canonical));
  }

  @Override
  public void clear() {
    removeIf(kept -> true);
  }

  private void removeIf(Predicate<Kept> which) {
    for (Map.Entry<Name, Kept> each : keys.asMap().entrySet()) {
      if (which.test(each.getValue())) {
        remove(each.getKey(), each.getValue());
      }
    }
  }

  @Override
  public void close() {
    clear();
  }
}
