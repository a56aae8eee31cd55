package dev.parley.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.audit.Counters;
import dev.parley.sspi.Identity;
import dev.parley.testing.TestTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("In a full cache of contexts")
class ContextShareTest {
  private static final Duration IDLE = Duration.ofHours(1);
  private static final Duration LIFETIME = Duration.ofHours(10);

  private final TestTime time = new TestTime();
  private final Counters counters = new Counters();
  private final AtomicLong numbers = new AtomicLong();

  private CaffeineContextCache cache(int maximum, int ofAccount, int ofAddress) {
    return new CaffeineContextCache(
        new ContextPlaces(maximum, ofAccount, ofAddress),
        IDLE,
        LIFETIME,
        counters,
        time,
        time::nanos);
  }

  private static ContextReference reference(long number) {
    return new ContextReference(number * 0x9E3779B97F4A7C15L, number);
  }

  private ContextReference logOn(CaffeineContextCache cache, String account, String address) {
    time.advance(Duration.ofMillis(1));
    ContextReference reference = reference(numbers.incrementAndGet());
    Identity identity = new Identity(account, "users", Set.of());
    RealisticContext context =
        new RealisticContext(
            identity, Owners.of(address), time.millis(), time.millis() + LIFETIME.toMillis());
    assertThat(cache.keep(reference, context, 0)).isSameAs(context);
    return reference;
  }

  private void logOn(CaffeineContextCache cache, int number, List<ContextReference> all) {
    all.add(logOn(cache, "user" + number, "192.0.2." + number));
  }

  private static long alive(CaffeineContextCache cache, List<ContextReference> references) {
    return references.stream().filter(each -> cache.find(each) != null).count();
  }

  @Test
  @DisplayName("10,000 abandoned contexts, each used four times, starve none of 500 new clients")
  void abandoned() {
    CaffeineContextCache cache = cache(10_000, 2500, 5000);
    List<ContextReference> abandoned = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      logOn(cache, i, abandoned);
    }
    for (int use = 0; use < 4; use++) {
      assertThat(alive(cache, abandoned)).isEqualTo(10_000);
    }
    List<ContextReference> clients = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      logOn(cache, 100_000 + i, clients);
    }
    for (int request = 0; request < 10; request++) {
      assertThat(alive(cache, clients)).isEqualTo(500);
    }
    assertThat(cache.size()).isEqualTo(10_000);
    assertThat(alive(cache, abandoned)).isEqualTo(9500);
  }

  @Test
  @DisplayName("6 in 100 that are fresh all stay, with several threads at once")
  void freshOnesOfManyThreads() throws Exception {
    CaffeineContextCache cache = cache(100_000, 25_000, 50_000);
    List<ContextReference> before = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      logOn(cache, i, before);
    }
    alive(cache, before);
    alive(cache, before);
    int threads = 4;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<List<ContextReference>>> running = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int first = 1_000_000 * (t + 1);
        running.add(
            pool.submit(
                () -> {
                  List<ContextReference> mine = new ArrayList<>();
                  for (int i = 0; i < 1500; i++) {
                    logOn(cache, first + i, mine);
                  }
                  return mine;
                }));
      }
      for (Future<List<ContextReference>> each : running) {
        assertThat(alive(cache, each.get())).isEqualTo(1500);
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(cache.size()).isEqualTo(100_000);
  }

  @Test
  @DisplayName("one account that logs on again and again pushes out its own contexts alone")
  void oneAccount() {
    CaffeineContextCache cache = cache(1000, 250, 1000);
    List<ContextReference> others = new ArrayList<>();
    for (int i = 0; i < 750; i++) {
      logOn(cache, i, others);
    }
    List<ContextReference> mine = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      String spelling = i % 2 == 0 ? "Mallory" : "mallory@example.test";
      mine.add(logOn(cache, spelling, "198.51.100." + i % 250));
      assertThat(cache.find(mine.get(i))).as("the newcomer itself").isNotNull();
    }
    assertThat(alive(cache, others)).isEqualTo(750);
    assertThat(alive(cache, mine)).isEqualTo(250);
    assertThat(alive(cache, mine.subList(4750, 5000))).isEqualTo(250);
    List<ContextReference> newcomers = new ArrayList<>();
    for (int i = 1000; i < 1100; i++) {
      alive(cache, others);
      logOn(cache, i, newcomers);
      mine.add(logOn(cache, "mallory", "198.51.100.1"));
    }
    assertThat(alive(cache, newcomers)).isEqualTo(100);
    assertThat(alive(cache, others)).as("the account's were used longer ago").isEqualTo(750);
  }

  @Test
  @DisplayName("of one account that has its share the one goes that it did not use for longest")
  void ownLeastRecentlyUsed() {
    CaffeineContextCache cache = cache(100, 20, 100);
    List<ContextReference> mine = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      mine.add(logOn(cache, "alice", "192.0.2.1"));
    }
    for (int i = 0; i < 40; i++) {
      time.advance(Duration.ofSeconds(2));
      for (int kept = 0; kept < 20; kept += 2) {
        assertThat(cache.find(mine.get(kept))).as("used, after %d", i).isNotNull();
      }
      logOn(cache, "alice", "192.0.2.1");
    }
    assertThat(cache.size()).isEqualTo(20);
    assertThat(counters.snapshot().evictions()).isEqualTo(40);
    for (int i = 0; i < 20; i++) {
      assertThat(cache.find(mine.get(i)) != null).as("context %d", i).isEqualTo(i % 2 == 0);
    }
  }

  @Test
  @DisplayName("one address, whatever its accounts, pushes out its own contexts alone")
  void oneAddress() {
    CaffeineContextCache cache = cache(1000, 250, 500);
    List<ContextReference> others = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      logOn(cache, i, others);
    }
    List<ContextReference> flood = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      flood.add(logOn(cache, "bot" + i, "198.51.100.1"));
    }
    assertThat(alive(cache, others)).isEqualTo(500);
    assertThat(alive(cache, flood)).isEqualTo(500);
    assertThat(alive(cache, flood.subList(2500, 3000))).isEqualTo(500);
  }

  @Test
  @DisplayName("contexts that go by themselves, or are removed, give their part of a share back")
  void givenBack() {
    CaffeineContextCache cache = cache(100, 10, 100);
    List<ContextReference> mine = new ArrayList<>();
    for (int round = 0; round < 5; round++) {
      for (int i = 0; i < 15; i++) {
        mine.add(logOn(cache, "alice", "192.0.2.1"));
      }
      assertThat(cache.size()).isEqualTo(10);
      time.advance(IDLE.plusSeconds(1));
      assertThat(cache.size()).isZero();
      for (int i = 0; i < 15; i++) {
        logOn(cache, "alice", "192.0.2.1");
      }
      assertThat(cache.removeIf(each -> true, false)).isEqualTo(10);
      List<ContextReference> again = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        again.add(logOn(cache, "alice", "192.0.2.1"));
      }
      assertThat(alive(cache, again)).isEqualTo(10);
      cache.removeIf(each -> true, true);
    }
  }

  @Test
  @DisplayName("with many threads of one account its share holds, and no other context goes")
  void oneAccountWithManyThreads() throws Exception {
    CaffeineContextCache cache = cache(1000, 250, 1000);
    List<ContextReference> others = new ArrayList<>();
    for (int i = 0; i < 700; i++) {
      logOn(cache, i, others);
    }
    int threads = 4;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        running.add(
            pool.submit(
                () -> {
                  for (int i = 0; i < 5000; i++) {
                    ContextReference mine = logOn(cache, "mallory", "198.51.100.1");
                    if (i % 7 == 0) {
                      cache.revoke(mine);
                    }
                  }
                }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(alive(cache, others)).isEqualTo(700);
    logOn(cache, "mallory", "198.51.100.1");
    assertThat(cache.size()).isBetween(700 + 250L - 2 * threads, 700 + 250L + 2 * threads);
  }
}
