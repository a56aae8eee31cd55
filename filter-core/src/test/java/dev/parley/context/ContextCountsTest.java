package dev.parley.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.audit.Counters;
import dev.parley.sspi.Identity;
import dev.parley.testing.TestTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("In the shares of accounts and addresses")
class ContextCountsTest {
  private static final Duration IDLE = Duration.ofHours(1);
  private static final Duration LIFETIME = Duration.ofHours(10);

  private final TestTime time = new TestTime();

  @Test
  @DisplayName(
      "every context is counted once in, once out, in whatever way it goes, by many threads")
  void counts() throws Exception {
    CaffeineContextCache cache =
        new CaffeineContextCache(
            new ContextPlaces(500, 100, 200), IDLE, LIFETIME, new Counters(), time, time::nanos);
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      for (int round = 0; round < 5; round++) {
        List<Future<?>> running = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
          SplittableRandom random = new SplittableRandom(round * 4 + thread);
          running.add(pool.submit(() -> comeAndGo(cache, random)));
        }
        for (Future<?> each : running) {
          each.get();
        }
        assertThat(cache.size()).isPositive();
        assertThat(cache.counted()).isEqualTo(2 * cache.size());
        cache.removeIf(each -> true, round % 2 == 0);
        assertThat(cache.size()).isZero();
        assertThat(cache.counted()).isZero();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private void comeAndGo(CaffeineContextCache cache, SplittableRandom random) {
    for (int i = 0; i < 10_000; i++) {
      ContextReference reference = new ContextReference(random.nextInt(3000), 1);
      KeptContext kept = cache.find(reference);
      switch (random.nextInt(200)) {
        case 0 -> cache.revoke(reference);
        case 1 -> cache.removeIf(each -> "user1".equals(each.identity().name()), false);
        case 2 -> time.advance(IDLE.dividedBy(10));
        default -> {
          if (kept != null && random.nextInt(4) == 0) {
            cache.remove(reference, kept);
          }
        }
      }
      cache.keep(ContextReference.random(random), context(random), 0);
      cache.keep(reference, context(random), 0);
    }
  }

  private RealisticContext context(SplittableRandom random) {
    Identity identity = new Identity("user" + random.nextInt(8), "users", Set.of());
    int origin = Owners.of("192.0.2." + random.nextInt(4));
    long now = time.millis();
    return new RealisticContext(identity, origin, now, now + LIFETIME.toMillis());
  }
}
