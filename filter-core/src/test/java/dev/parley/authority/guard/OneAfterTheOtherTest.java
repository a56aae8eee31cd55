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
    private static final class Count {
      int failures;
      int lockouts;
      long lockedUntil;
      long forgottenAt;

      boolean locked(long now) {
        return lockouts > 0 && lockedUntil > now;
      }
    }

    private final ThrottleLimits limits;
    private final Map<String, Count> counts = new HashMap<>();

    Rule(ThrottleLimits limits) {
      this.limits = limits;
    }

    private String account(String account, String address) {
      return limits.scope() == Scope.ACCOUNT ? account : account + "@" + address;
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
      count(account(account, address), limits.failures(), now);
      count(address, limits.addressFailures(), now);
    }

    private void count(String key, int limit, long now) {
      Count count = find(key, now);
      if (count == null) {
        count = new Count();
        counts.put(key, count);
      }
      count.failures++;
      if (count.failures < limit) {
        count.lockouts = 0;
      } else {
        long doubled = limits.firstLockout().toNanos() << Math.min(count.lockouts, 20);
        count.lockedUntil = now + Math.min(doubled, limits.maximumLockout().toNanos());
        count.lockouts++;
      }
      count.forgottenAt = now + 2 * limits.maximumLockout().toNanos();
    }

    void succeeded(String account, String address, long now) {
      Count ofAccount = find(account(account, address), now);
      counts.remove(account(account, address));
      Count ofAddress = find(address, now);
      if (ofAccount != null && ofAddress != null) {
        ofAddress.failures = Math.max(0, ofAddress.failures - ofAccount.failures);
        ofAddress.forgottenAt = now + 2 * limits.maximumLockout().toNanos();
        if (ofAddress.failures == 0 && ofAddress.lockouts == 0) {
          counts.remove(address);
        }
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
      LoginThrottle throttle = new LoginThrottle(limits, nanos::get, Duration.ZERO);
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
