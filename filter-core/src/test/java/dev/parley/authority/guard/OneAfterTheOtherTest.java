package dev.parley.authority.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.authority.guard.ThrottleLimits.Scope;
import dev.parley.sspi.Reason;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Attempts one after the other")
class OneAfterTheOtherTest {
  private final AtomicLong nanos = new AtomicLong();

  /** The rule in its simplest form: look, ask, count. */
  private static final class Rule {
    /** What is remembered of an account, or of an address. */
    private static final class Count {
      final Map<String, Integer> charged = new HashMap<>();
      int lockouts;
      long lockedUntil;
      long forgottenAt;

      int failures() {
        return charged.values().stream().mapToInt(each -> each).sum();
      }

      boolean locked(long now) {
        return lockouts > 0 && lockedUntil > now;
      }
    }

    /** What is remembered of an account at an address, for its next right answer. */
    private static final class Charge {
      long restedAt;
      long forgottenAt;
    }

    private final ThrottleLimits limits;
    private final Map<String, Count> counts = new HashMap<>();
    private final Map<String, Charge> charges = new HashMap<>();

    Rule(ThrottleLimits limits) {
      this.limits = limits;
    }

    private String account(String account, String address) {
      return limits.scope() == Scope.ACCOUNT ? account : account + "@" + address;
    }

    private long forgottenAt(long now) {
      return now + 2 * limits.maximumLockout().toNanos();
    }

    private @Nullable Count find(String key, long now) {
      counts.computeIfPresent(key, (same, count) -> count.forgottenAt <= now ? null : count);
      return counts.get(key);
    }

    @Nullable Reason check(String account, String address, long now) {
      Count ofAccount = find(account(account, address), now);
      if (ofAccount != null && ofAccount.locked(now)) {
        return Reason.LOCKED_OUT;
      }
      Count ofAddress = find(address, now);
      return ofAddress != null && ofAddress.locked(now) ? Reason.THROTTLED : null;
    }

    void failed(String account, String address, long now) {
      String who = account + "@" + address;
      Charge charge = charges.get(who);
      if (charge == null || charge.forgottenAt <= now) {
        charge = new Charge();
        charge.restedAt = now;
        charges.put(who, charge);
        counts.values().forEach(each -> takeBackNoMore(each, who));
      }
      charge.forgottenAt = forgottenAt(now);
      count(who, account(account, address), limits.failures(), now);
      count(who, address, limits.addressFailures(), now);
    }

    private static void takeBackNoMore(Count count, String who) {
      Integer charged = count.charged.remove(who);
      if (charged != null) {
        count.charged.merge("no account any more", charged, Integer::sum);
      }
    }

    private void count(String who, String key, int limit, long now) {
      Count count = find(key, now);
      if (count == null) {
        count = new Count();
        counts.put(key, count);
      }
      count.charged.merge(who, 1, Integer::sum);
      if (count.failures() >= limit) {
        long doubled = limits.firstLockout().toNanos() << Math.min(count.lockouts, 20);
        count.lockedUntil = now + Math.min(doubled, limits.maximumLockout().toNanos());
        count.lockouts++;
      }
      count.forgottenAt = forgottenAt(now);
    }

    void succeeded(String account, String address, long now) {
      String who = account + "@" + address;
      Charge charge = charges.get(who);
      if (charge == null || charge.forgottenAt <= now) {
        return;
      }
      long step = limits.firstLockout().toNanos();
      long restedAt = Math.max(charge.restedAt, now);
      long left = 10L * limits.failures() - (restedAt - now + step - 1) / step;
      Count ofAccount = find(account(account, address), now);
      Count ofAddress = find(address, now);
      int taken = (int) Math.min(left, Math.max(charged(ofAccount, who), charged(ofAddress, who)));
      if (taken > 0) {
        charge.restedAt = restedAt + taken * step;
        charge.forgottenAt = forgottenAt(now);
        takeBack(account(account, address), who, taken, now);
        takeBack(address, who, taken, now);
      }
    }

    private static int charged(@Nullable Count count, String who) {
      return count == null ? 0 : count.charged.getOrDefault(who, 0);
    }

    private void takeBack(String key, String who, int most, long now) {
      Count count = find(key, now);
      int taken = Math.min(most, charged(count, who));
      if (count == null || taken == 0) {
        return;
      }
      count.charged.merge(who, -taken, Integer::sum);
      count.forgottenAt = forgottenAt(now);
      if (count.failures() == 0) {
        counts.remove(key);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Scope.class)
  @DisplayName("Whatever comes in whatever order, it is held back as the rule says")
  void asTheRuleSays(Scope scope) throws Exception {
    Map<Reason, Integer> held = new HashMap<>();
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      ThrottleLimits limits =
          new ThrottleLimits(
              1 + random.nextInt(4),
              2 + random.nextInt(8),
              Duration.ofSeconds(10),
              Duration.ofMinutes(1),
              scope);
      LoginThrottle throttle =
          new LoginThrottle(limits, ConcurrencyLimits.NONE, nanos::get, Duration.ZERO);
      Rule rule = new Rule(limits);
      for (int step = 0; step < 200; step++) {
        String account = "user" + random.nextInt(3);
        String address = "192.0.2." + random.nextInt(2);
        long now = nanos.addAndGet(random.nextInt(20) * 1_000_000_000L);
        Reason expected = rule.check(account, address, now);
        assertThat(throttle.check(account, address)).isEqualTo(expected);
        try (Attempt attempt = throttle.begin(account, address)) {
          assertThat(attempt.held()).as("seed %s, step %s", seed, step).isEqualTo(expected);
          if (expected != null) {
            held.merge(expected, 1, Integer::sum);
          } else {
            end(rule, attempt, account, address, random.nextInt(10));
          }
        }
      }
      assertThat(throttle.underWay()).isZero();
    }
    assertThat(held).containsOnlyKeys(Reason.LOCKED_OUT, Reason.THROTTLED);
  }

  private void end(Rule rule, Attempt attempt, String account, String address, int outcome) {
    if (outcome < 6) {
      attempt.failed();
      rule.failed(account, address, nanos.get());
    } else if (outcome < 8) {
      attempt.succeeded();
      rule.succeeded(account, address, nanos.get());
    }
  }
}
