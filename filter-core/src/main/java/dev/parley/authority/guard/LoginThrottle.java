package dev.parley.authority.guard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.authority.AccountNames;
import dev.parley.sspi.Reason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Locks out after too many wrong answers, for a time that doubles. Time is that of {@link
 * System#nanoTime()}, so setting the clock ends no lockout. Bounded in memory.
 */
public final class LoginThrottle implements Throttle {
  private static final int MAXIMUM_ENTRIES = 100_000;
  private static final int LONGEST_NAME = 128;

  /** An account as it is counted; the address is empty in the scope ACCOUNT. */
  private record Target(String account, String address) {}

  /**
   * @param failures the wrong answers since the last right one
   * @param lockouts how many lockouts they brought
   * @param lockedUntil the end of the last lockout in nanoseconds, when there was one
   */
  private record Attempts(int failures, int lockouts, long lockedUntil) {
    boolean locked(long now) {
      return lockouts > 0 && lockedUntil - now > 0;
    }
  }

  private final ThrottleLimits limits;
  private final LongSupplier nanoTime;
  private final ConcurrentMap<Target, Attempts> accounts;
  private final ConcurrentMap<String, Attempts> addresses;

  /** A throttle that has seen nothing yet. */
  public LoginThrottle(ThrottleLimits limits) {
    this(limits, System::nanoTime);
  }

  LoginThrottle(ThrottleLimits limits, LongSupplier nanoTime) {
    this.limits = limits;
    this.nanoTime = nanoTime;
    Cache<Target, Attempts> byAccount = cache();
    Cache<String, Attempts> byAddress = cache();
    this.accounts = byAccount.asMap();
    this.addresses = byAddress.asMap();
  }

  private <K> Cache<K, Attempts> cache() {
    return Caffeine.newBuilder()
        .maximumSize(MAXIMUM_ENTRIES)
        .expireAfterWrite(limits.maximumLockout().multipliedBy(2))
        .ticker(nanoTime::getAsLong)
        .executor(Runnable::run)
        .build();
  }

  private Target target(String account, String network) {
    return new Target(
        counted(account), limits.scope() == ThrottleLimits.Scope.ACCOUNT ? "" : network);
  }

  /**
   * Long names, which only an attacker sends, are counted by their hash: they shall not fill
   * memory.
   */
  static String counted(String account) {
    String name = AccountNames.canonical(account);
    if (name.length() <= LONGEST_NAME) {
      return name;
    }
    try {
      byte[] octets = name.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public @Nullable Reason check(String account, String address) {
    long now = nanoTime.getAsLong();
    String network = RemoteAddress.network(address);
    Attempts ofAccount = accounts.get(target(account, network));
    if (ofAccount != null && ofAccount.locked(now)) {
      return Reason.LOCKED_OUT;
    }
    Attempts ofAddress = addresses.get(network);
    return ofAddress != null && ofAddress.locked(now) ? Reason.THROTTLED : null;
  }

  @Override
  public void failed(String account, String address) {
    long now = nanoTime.getAsLong();
    String network = RemoteAddress.network(address);
    if (limits.failures() > 0) {
      accounts.compute(
          target(account, network), (key, before) -> next(before, limits.failures(), now));
    }
    if (limits.addressFailures() > 0) {
      addresses.compute(network, (key, before) -> next(before, limits.addressFailures(), now));
    }
  }

  private Attempts next(@Nullable Attempts before, int limit, long now) {
    if (before == null) {
      return limit == 1 ? new Attempts(1, 1, now + lockout(0)) : new Attempts(1, 0, 0);
    }
    if (before.locked(now)) {
      // It was under way when the lockout began: one burst counts once.
      return before;
    }
    int failures = before.failures() == Integer.MAX_VALUE ? limit : before.failures() + 1;
    return failures < limit
        ? new Attempts(failures, 0, 0)
        : new Attempts(failures, before.lockouts() + 1, now + lockout(before.lockouts()));
  }

  private long lockout(int lockoutsBefore) {
    long maximum = limits.maximumLockout().toNanos();
    Duration first = limits.firstLockout();
    // 40 doublings of a millisecond are beyond any maximum.
    double nanos = first.toNanos() * Math.pow(2, Math.min(lockoutsBefore, 40));
    return nanos >= maximum ? maximum : (long) nanos;
  }

  @Override
  public void succeeded(String account, String address) {
    String network = RemoteAddress.network(address);
    Attempts forgotten = accounts.remove(target(account, network));
    if (forgotten != null) {
      // Who mistyped is no guesser: the address gets back what this account had cost it.
      addresses.computeIfPresent(network, (key, before) -> less(before, forgotten.failures()));
    }
  }

  private static @Nullable Attempts less(Attempts before, int failures) {
    int left = before.failures() - failures;
    return left <= 0 && before.lockouts() == 0
        ? null
        : new Attempts(Math.max(left, 0), before.lockouts(), before.lockedUntil());
  }
}
