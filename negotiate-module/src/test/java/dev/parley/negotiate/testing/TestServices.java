package dev.parley.negotiate.testing;

import dev.parley.audit.Counters;
import dev.parley.authority.AccountDirectory;
import dev.parley.authority.DigestAuthority;
import dev.parley.authority.DigestQuestion;
import dev.parley.authority.DigestVerdict;
import dev.parley.authority.NtlmAuthority;
import dev.parley.authority.guard.AccountLookups;
import dev.parley.authority.guard.LoginThrottle;
import dev.parley.authority.guard.ThrottleLimits;
import dev.parley.config.PackageServices;
import dev.parley.context.CaffeineAccountKeys;
import dev.parley.context.CaffeineContextCache;
import dev.parley.sspi.Reason;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What the filter lends to packages, for tests; the clock is set by hand. */
public final class TestServices implements InstantSource {
  public final Counters counters = new Counters();
  public final CaffeineContextCache contexts =
      new CaffeineContextCache(100, Duration.ofHours(1), Duration.ofHours(10), counters, this);
  public @Nullable NtlmAuthority ntlmAuthority;
  public AccountDirectory accounts = AccountDirectory.NONE;
  private Instant now = Instant.parse("2026-11-21T10:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  public void now(Instant instant) {
    now = instant;
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }

  public PackageServices services() {
    return new PackageServices(
        contexts,
        new CaffeineAccountKeys(1, Duration.ZERO, contexts.changes(), this),
        new NoAuthority(),
        ntlmAuthority,
        AccountLookups.fromMemory(accounts),
        new LoginThrottle(ThrottleLimits.DEFAULT),
        counters,
        this,
        this,
        new SecureRandom(),
        (setting, path) -> path);
  }

  private static final class NoAuthority implements DigestAuthority {
    @Override
    public String name() {
      return "none";
    }

    @Override
    public DigestVerdict verify(DigestQuestion question) {
      return new DigestVerdict.Refused(Reason.UNKNOWN_ACCOUNT);
    }
  }
}
