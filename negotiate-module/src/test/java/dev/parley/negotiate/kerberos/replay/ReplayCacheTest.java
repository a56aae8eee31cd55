package dev.parley.negotiate.kerberos.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.negotiate.kerberos.replay.ReplayCache.Outcome;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RFC 4120 section 3.2.3: the replay cache")
class ReplayCacheTest {
  private static final long SKEW = 300_000;
  private static final String ALICE = "alice";
  private static final long NOW = 1_800_000_000_000L;

  private static byte[] token(long number) {
    return ByteBuffer.allocate(8).putLong(number).array();
  }

  private static ReplayCache cache(int size) {
    return new ReplayCache(Duration.ofMillis(SKEW), size, size);
  }

  @Test
  @DisplayName("a token is fresh once")
  void once() {
    ReplayCache cache = cache(10);
    assertThat(cache.check(token(1), ALICE, NOW, NOW)).isEqualTo(Outcome.FRESH);
    assertThat(cache.check(token(1), ALICE, NOW, NOW)).isEqualTo(Outcome.SEEN);
    assertThat(cache.check(token(2), ALICE, NOW, NOW)).isEqualTo(Outcome.FRESH);
  }

  @Test
  @DisplayName("it is remembered until it runs out, wherever in the window its time lies")
  void whole() {
    for (long end = NOW; end <= NOW + 2 * SKEW; end += 1000) {
      ReplayCache cache = cache(10_000);
      assertThat(cache.check(token(1), ALICE, NOW, end)).isEqualTo(Outcome.FRESH);
      for (long now = NOW; now <= end; now += 20_000) {
        cache.check(token(now), ALICE, now, now);
        cache.check(token(now), ALICE, now, now + 2 * SKEW);
        assertThat(cache.check(token(1), ALICE, now, end)).isEqualTo(Outcome.SEEN);
      }
    }
  }

  @Test
  @DisplayName("the size is bounded: a full cache says so and forgets nothing")
  void bounded() {
    ReplayCache cache = cache(100);
    for (int i = 0; i < 100; i++) {
      assertThat(cache.check(token(i), ALICE, NOW, NOW + i * 1000)).isEqualTo(Outcome.FRESH);
    }
    for (int i = 100; i < 1000; i++) {
      assertThat(cache.check(token(i), ALICE, NOW, NOW + SKEW)).isEqualTo(Outcome.FULL);
    }
    assertThat(cache.size()).isEqualTo(100);
    assertThat(cache.check(token(0), ALICE, NOW, NOW)).isEqualTo(Outcome.SEEN);
  }

  @Test
  @DisplayName("a client that has filled its share is refused, and no other, until tokens run out")
  void share() {
    ReplayCache cache = new ReplayCache(Duration.ofMillis(SKEW), 1000, 10);
    for (int i = 0; i < 10; i++) {
      assertThat(cache.check(token(i), ALICE, NOW, NOW + i * 60_000)).isEqualTo(Outcome.FRESH);
    }
    assertThat(cache.check(token(10), ALICE, NOW, NOW + SKEW)).isEqualTo(Outcome.SHARE_FULL);
    assertThat(cache.check(token(3), ALICE, NOW, NOW + 3 * 60_000)).isEqualTo(Outcome.SEEN);
    assertThat(cache.check(token(10), "bob", NOW, NOW + SKEW)).isEqualTo(Outcome.FRESH);
    assertThat(cache.size()).isEqualTo(11);
    long later = NOW + 2 * SKEW;
    assertThat(cache.check(token(11), ALICE, later, later + SKEW)).isEqualTo(Outcome.FRESH);
  }

  /** Takes places for a client until it gets no more; how many it got. */
  private static int greedy(ReplayCache cache, String client) {
    int got = 0;
    while (cache.check((client + got).getBytes(UTF_8), client, NOW, NOW + 2 * SKEW)
        == Outcome.FRESH) {
      got++;
    }
    return got;
  }

  @Test
  @DisplayName("however many clients take all they can, others still get places")
  void greedyClients() {
    ReplayCache cache = new ReplayCache(Duration.ofMillis(SKEW), 100_000, 10_000);
    assertThat(greedy(cache, "S-1-5-21-1-2-3-1000")).isEqualTo(10_000);
    int before = 10_000;
    // a user of a domain may make ten computers, each with a SID of its own
    for (int i = 1; i <= 20; i++) {
      int got = greedy(cache, "S-1-5-21-1-2-3-" + (1000 + i));
      assertThat(got).isBetween(1000, before);
      before = got;
    }
    assertThat(cache.size()).isLessThan(100_000);
    for (int i = 0; i < 100; i++) {
      assertThat(cache.check(token(i), ALICE, NOW, NOW + SKEW)).isEqualTo(Outcome.FRESH);
    }
  }

  @Test
  @DisplayName(
      "a client that is always refused has a hundredth of a share, and its tokens stay seen")
  void refusedAfterwards() {
    ReplayCache cache = new ReplayCache(Duration.ofMillis(SKEW), 100_000, 10_000);
    int asked = 0;
    while (cache.check(token(asked), ALICE, NOW, NOW + SKEW) == Outcome.FRESH) {
      cache.refused(ALICE, NOW + SKEW);
      asked++;
    }
    assertThat(asked).isEqualTo(100);
    assertThat(cache.size()).isEqualTo(100);
    assertThat(cache.check(token(100), ALICE, NOW, NOW + SKEW)).isEqualTo(Outcome.SHARE_FULL);
    assertThat(cache.check(token(7), ALICE, NOW, NOW + SKEW)).isEqualTo(Outcome.SEEN);
    assertThat(cache.check(token(101), "bob", NOW, NOW + SKEW)).isEqualTo(Outcome.FRESH);
    long later = NOW + 3 * SKEW;
    assertThat(cache.check(token(102), ALICE, later, later)).isEqualTo(Outcome.FRESH);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 50, 99, 100})
  @DisplayName("a client alone ends at its share, a refused one at a hundredth, whatever the share")
  void shares(int percent) {
    int share = percent * 100;
    ReplayCache alone = new ReplayCache(Duration.ofMillis(SKEW), 10_000, share);
    assertThat(greedy(alone, ALICE)).isEqualTo(share);
    ReplayCache refusing = new ReplayCache(Duration.ofMillis(SKEW), 10_000, share);
    int asked = 0;
    while (refusing.check(token(asked), ALICE, NOW, NOW + SKEW) == Outcome.FRESH) {
      refusing.refused(ALICE, NOW + SKEW);
      asked++;
    }
    assertThat(asked).isBetween(1, percent);
  }

  @Test
  @DisplayName("what is refused takes no place of its client")
  void refusedTakesNoPlace() {
    ReplayCache cache = new ReplayCache(Duration.ofMillis(SKEW), 1000, 2);
    assertThat(cache.check(token(1), ALICE, NOW, NOW + SKEW)).isEqualTo(Outcome.FRESH);
    for (int i = 0; i < 20; i++) {
      assertThat(cache.check(token(1), ALICE, NOW, NOW + SKEW)).isEqualTo(Outcome.SEEN);
    }
    assertThat(cache.check(token(2), ALICE, NOW, NOW)).isEqualTo(Outcome.FRESH);
    for (int i = 3; i < 20; i++) {
      assertThat(cache.check(token(i), ALICE, NOW, NOW)).isEqualTo(Outcome.SHARE_FULL);
    }
    assertThat(cache.size()).isEqualTo(2);
    long later = NOW + SKEW;
    assertThat(cache.check(token(20), ALICE, later, later + SKEW)).isEqualTo(Outcome.FRESH);
  }

  @Test
  @DisplayName("many threads of one client: its share is never exceeded")
  void shareOfThreads() throws Exception {
    ReplayCache cache = new ReplayCache(Duration.ofMillis(SKEW), 1_000_000, 500);
    AtomicInteger fresh = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        long first = thread * 1000L;
        all.add(
            pool.submit(
                () -> {
                  for (long i = first; i < first + 1000; i++) {
                    long end = NOW + i % 600 * 1000L;
                    if (cache.check(token(i), ALICE, NOW, end) == Outcome.FRESH) {
                      fresh.incrementAndGet();
                    }
                  }
                }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(fresh.get()).isBetween(490, 500);
    assertThat(cache.size()).isEqualTo(fresh.get());
  }

  @Test
  @DisplayName("a clock that was put back brings no forgotten token back")
  void clockPutBack() {
    ReplayCache cache = cache(100);
    assertThat(cache.check(token(1), ALICE, NOW, NOW)).isEqualTo(Outcome.FRESH);
    long later = NOW + 8 * (SKEW / 2);
    assertThat(cache.check(token(2), ALICE, later, later)).isEqualTo(Outcome.FRESH);
    assertThat(cache.check(token(1), ALICE, NOW, NOW)).isEqualTo(Outcome.SEEN);
  }

  @Test
  @DisplayName("what has run out makes room")
  void room() {
    ReplayCache cache = cache(100);
    for (int round = 0; round < 50; round++) {
      long now = NOW + round * 3 * SKEW;
      for (int i = 0; i < 100; i++) {
        assertThat(cache.check(token(round * 1000L + i), ALICE, now, now + SKEW))
            .isEqualTo(Outcome.FRESH);
      }
      assertThat(cache.size()).isLessThanOrEqualTo(100);
    }
  }

  @Test
  @DisplayName("a clock that is put back opens no door: what ran out counts as seen")
  void clockBack() {
    ReplayCache cache = cache(1);
    assertThat(cache.check(token(1), ALICE, NOW, NOW)).isEqualTo(Outcome.FRESH);
    long later = NOW + 10 * SKEW;
    assertThat(cache.check(token(2), ALICE, later, later)).isEqualTo(Outcome.FRESH);
    assertThat(cache.check(token(1), ALICE, NOW, NOW)).isEqualTo(Outcome.SEEN);
  }

  @Test
  @DisplayName("many threads with the same tokens: each is fresh for one of them")
  void threads() throws Exception {
    ReplayCache cache = cache(1_000_000);
    AtomicInteger fresh = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        all.add(
            pool.submit(
                () -> {
                  for (int i = 0; i < 20_000; i++) {
                    long end = NOW + i % 600 * 1000L;
                    if (cache.check(token(i), ALICE, NOW, end) == Outcome.FRESH) {
                      fresh.incrementAndGet();
                    }
                  }
                }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(fresh).hasValue(20_000);
    assertThat(cache.size()).isEqualTo(20_000);
  }
}
