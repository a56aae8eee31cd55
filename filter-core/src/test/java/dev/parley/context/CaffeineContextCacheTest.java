package dev.parley.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.audit.Counters;
import dev.parley.authority.AccountChanges;
import dev.parley.sspi.Identity;
import dev.parley.testing.TestTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CaffeineContextCacheTest {
  private static final Identity ALICE = new Identity("alice", "users", Set.of("admin"));
  private static final Identity BOB = new Identity("bob", "users", Set.of());
  private static final Duration IDLE = Duration.ofHours(1);
  private static final Duration LIFETIME = Duration.ofHours(10);

  private final TestTime time = new TestTime();
  private final Counters counters = new Counters();
  private final CaffeineContextCache cache = cache(100);

  private CaffeineContextCache cache(int maximum) {
    return new CaffeineContextCache(
        ContextPlaces.ofAnybody(maximum), IDLE, LIFETIME, counters, time, time::nanos);
  }

  private RealisticContext context(Identity identity) {
    return new RealisticContext(identity, time.millis(), time.millis() + LIFETIME.toMillis());
  }

  private static ContextReference reference(long number) {
    return new ContextReference(number * 0x9E3779B97F4A7C15L, number);
  }

  @Test
  @DisplayName("A kept context is found under its reference and no other")
  void keepsAndFinds() {
    RealisticContext context = context(ALICE);
    assertThat(cache.keep(reference(1), context, 0)).isSameAs(context);
    assertThat(cache.find(new ContextReference(reference(1).high(), 1))).isSameAs(context);
    assertThat(cache.find(reference(2))).isNull();
    assertThat(cache.size()).isEqualTo(1);
  }

  @Test
  @DisplayName("keep: the context that was there first stays, the other is left to the caller")
  void firstStays() {
    RealisticContext first = context(ALICE);
    RealisticContext second = context(ALICE);
    cache.keep(reference(1), first, 0);
    assertThat(cache.keep(reference(1), second, 0)).isSameAs(first);
    assertThat(second.isDestroyed()).isFalse();
    assertThat(first.isDestroyed()).isFalse();
  }

  @Test
  @DisplayName("Idle: a context that is not used for the idle time goes and its key is wiped")
  void idle() {
    RealisticContext used = context(ALICE);
    RealisticContext unused = context(BOB);
    cache.keep(reference(1), used, 0);
    cache.keep(reference(2), unused, 0);
    time.advance(IDLE.minusMinutes(1));
    assertThat(cache.find(reference(1))).isSameAs(used);
    time.advance(Duration.ofMinutes(2));
    assertThat(cache.find(reference(1))).isSameAs(used);
    assertThat(cache.find(reference(2))).isNull();
    assertThat(cache.size()).isEqualTo(1);
    assertThat(unused.isDestroyed()).isTrue();
    assertThat(used.isDestroyed()).isFalse();
    assertThat(counters.snapshot().evictions()).isZero();
  }

  @Test
  @DisplayName("Age: use does not carry a context past its expiry")
  void age() {
    RealisticContext context = context(ALICE);
    cache.keep(reference(1), context, 0);
    for (int i = 0; i < 20; i++) {
      time.advance(IDLE.dividedBy(2));
      if (i < 19) {
        assertThat(cache.find(reference(1))).isSameAs(context);
      }
    }
    assertThat(cache.list(10)).isEmpty();
    assertThat(cache.find(reference(1))).isNull();
    assertThat(context.isDestroyed()).isTrue();
    assertThat(cache.size()).isZero();
  }

  @Test
  @DisplayName("A context that is too old does not stand in the way of a new one")
  void expiredIsReplaced() {
    RealisticContext old = new RealisticContext(ALICE, time.millis(), time.millis() + 1);
    cache.keep(reference(1), old, 0);
    time.advance(Duration.ofMinutes(1));
    RealisticContext fresh = context(ALICE);
    assertThat(cache.keep(reference(1), fresh, 0)).isSameAs(fresh);
    assertThat(old.isDestroyed()).isTrue();
    assertThat(cache.find(reference(1))).isSameAs(fresh);
  }

  @Test
  @DisplayName("Size: never more contexts than the bound; evicted ones are wiped and counted")
  void bounded() {
    CaffeineContextCache small = cache(10);
    List<RealisticContext> all = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      RealisticContext context = context(ALICE);
      all.add(context);
      small.keep(reference(i), context, 0);
    }
    assertThat(small.size()).isEqualTo(10);
    assertThat(all.stream().filter(context -> !context.isDestroyed())).hasSize(10);
    assertThat(counters.snapshot().evictions()).isEqualTo(990);
  }

  @Test
  @DisplayName("Size: a newcomer stays in a full cache, however often the others were used")
  void newcomers() {
    CaffeineContextCache small = cache(100);
    for (int i = 0; i < 100; i++) {
      small.keep(reference(i), context(ALICE), 0);
    }
    for (int i = 0; i < 10_000; i++) {
      small.find(reference(i % 100));
    }
    for (int i = 100; i < 300; i++) {
      RealisticContext context = context(BOB);
      small.keep(reference(i), context, 0);
      assertThat(small.find(reference(i))).as("context %d", i).isSameAs(context);
    }
    assertThat(small.size()).isEqualTo(100);
    assertThat(counters.snapshot().evictions()).isEqualTo(200);
  }

  @Test
  @DisplayName("Size: who was not used for the longest time goes")
  void leastRecentlyUsed() {
    CaffeineContextCache small = cache(3);
    for (int i = 0; i < 3; i++) {
      small.keep(reference(i), context(ALICE), 0);
    }
    small.find(reference(0));
    small.size();
    small.keep(reference(3), context(BOB), 0);
    assertThat(small.find(reference(1))).isNull();
    for (int i : new int[] {0, 2, 3}) {
      assertThat(small.find(reference(i))).isNotNull();
    }
  }

  @Test
  @DisplayName("keep: what was asked for before a change of the account is not kept")
  void outlivesNoChange() {
    AccountChanges changes = cache.changes();
    long asked = changes.now();
    changes.record(List.of("bob"));
    RealisticContext context = context(ALICE);
    assertThat(cache.keep(reference(1), context, asked)).isSameAs(context);
    changes.record(List.of("EXAMPLE\\Alice"));
    assertThat(cache.keep(reference(2), context(ALICE), asked)).isNull();
    assertThat(cache.find(reference(2))).isNull();
    long again = changes.now();
    assertThat(cache.keep(reference(2), context(ALICE), again)).isNotNull();
    changes.recordAll();
    assertThat(cache.keep(reference(3), context(BOB), again)).isNull();
    assertThat(cache.size()).isEqualTo(2);
  }

  @Test
  @DisplayName("remove: only the very context that is kept; its reference is not revoked")
  void removesTheSame() {
    RealisticContext context = context(ALICE);
    cache.keep(reference(1), context, 0);
    cache.remove(reference(1), context(ALICE));
    assertThat(cache.find(reference(1))).isSameAs(context);
    cache.remove(reference(1), context);
    assertThat(cache.find(reference(1))).isNull();
    assertThat(context.isDestroyed()).isTrue();
    assertThat(cache.isRevoked(reference(1))).isFalse();
  }

  @Test
  @DisplayName("logout: a revoked reference is remembered for as long as a context can live")
  void revokes() {
    RealisticContext context = context(ALICE);
    cache.keep(reference(1), context, 0);
    assertThat(cache.isRevoked(reference(1))).isFalse();
    assertThat(cache.revoke(reference(1))).isTrue();
    assertThat(cache.revoke(reference(2))).isFalse();
    assertThat(cache.find(reference(1))).isNull();
    assertThat(context.isDestroyed()).isTrue();
    time.advance(LIFETIME.minusSeconds(1));
    assertThat(cache.isRevoked(reference(1))).isTrue();
    time.advance(Duration.ofSeconds(2));
    assertThat(cache.isRevoked(reference(1))).isFalse();
  }

  @Test
  @DisplayName("A context that was still being established when it was revoked is not kept")
  void revokedMeanwhile() {
    cache.revoke(reference(1));
    assertThat(cache.keep(reference(1), context(ALICE), cache.changes().now())).isNull();
    assertThat(cache.find(reference(1))).isNull();
  }

  @Test
  @DisplayName("The memory of revoked references is bounded")
  void revokedAreBounded() {
    for (int i = 0; i < CaffeineContextCache.MAXIMUM_REVOKED + 5000; i++) {
      cache.revoke(reference(i));
    }
    int remembered = 0;
    for (int i = 0; i < CaffeineContextCache.MAXIMUM_REVOKED + 5000; i++) {
      remembered += cache.isRevoked(reference(i)) ? 1 : 0;
    }
    assertThat(remembered)
        .isBetween(
            CaffeineContextCache.MAXIMUM_REVOKED * 9 / 10, CaffeineContextCache.MAXIMUM_REVOKED);
  }

  @Test
  @DisplayName("logout: who logs out again and again does not push out the revocations of others")
  void revokedByShare() {
    cache.keep(reference(0), context(BOB), 0);
    cache.revoke(reference(0));
    for (int i = 1; i < CaffeineContextCache.MAXIMUM_REVOKED + 5000; i++) {
      cache.keep(reference(i), context(ALICE), 0);
      cache.revoke(reference(i));
    }
    assertThat(cache.isRevoked(reference(0))).isTrue();
    assertThat(cache.isRevoked(reference(CaffeineContextCache.MAXIMUM_REVOKED + 4999))).isTrue();
  }

  @Test
  @DisplayName("removeIf: drops or revokes all contexts of a user")
  void removesByPredicate() {
    List<RealisticContext> alices = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      RealisticContext context = context(i % 2 == 0 ? ALICE : BOB);
      cache.keep(reference(i), context, 0);
      if (i % 2 == 0) {
        alices.add(context);
      }
    }
    assertThat(cache.removeIf(context -> context.identity().equals(ALICE), false)).isEqualTo(20);
    assertThat(alices).allMatch(RealisticContext::isDestroyed);
    assertThat(cache.isRevoked(reference(0))).isFalse();
    assertThat(cache.removeIf(context -> context.identity().equals(BOB), true)).isEqualTo(20);
    assertThat(cache.isRevoked(reference(1))).isTrue();
    assertThat(cache.size()).isZero();
  }

  @Test
  @DisplayName("list: what is alive, up to the limit")
  void lists() {
    for (int i = 0; i < 20; i++) {
      cache.keep(reference(i), context(ALICE), 0);
    }
    assertThat(cache.list(5)).hasSize(5);
    assertThat(cache.list(100))
        .hasSize(20)
        .allSatisfy(entry -> assertThat(cache.find(entry.reference())).isSameAs(entry.context()));
  }

  @Test
  @DisplayName("close: destroys all")
  void closes() {
    RealisticContext context = context(ALICE);
    cache.keep(reference(1), context, 0);
    cache.close();
    assertThat(context.isDestroyed()).isTrue();
    assertThat(cache.find(reference(1))).isNull();
  }

  @Test
  @DisplayName("Bounds that bound nothing are refused")
  void refusesNonsense() {
    assertThatThrownBy(() -> cache(0)).isInstanceOf(IllegalArgumentException.class);
    for (Duration wrong : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
      assertThatThrownBy(() -> new CaffeineContextCache(1, wrong, LIFETIME, counters, time))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> new CaffeineContextCache(1, IDLE, wrong, counters, time))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  @DisplayName("Many threads keep under one reference: one context wins and all get that one")
  void concurrentKeep() throws Exception {
    int threads = 8;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (int round = 0; round < 200; round++) {
        ContextReference reference = reference(round);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<KeptContext>> kept = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
          RealisticContext mine = context(ALICE);
          kept.add(
              pool.submit(
                  () -> {
                    start.await();
                    KeptContext won = cache.keep(reference, mine, 0);
                    if (won != mine) {
                      mine.destroy(reference);
                    }
                    return won;
                  }));
        }
        start.countDown();
        KeptContext winner = kept.get(0).get();
        for (Future<KeptContext> each : kept) {
          assertThat(each.get()).isSameAs(winner);
        }
        assertThat(((RealisticContext) winner).isDestroyed()).isFalse();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  @DisplayName("Finds, keeps and revocations at once: whatever is not kept at the end is wiped")
  void concurrentChurn() throws Exception {
    CaffeineContextCache small = cache(64);
    int threads = 4;
    List<RealisticContext> made = java.util.Collections.synchronizedList(new ArrayList<>());
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int seed = t;
        running.add(
            pool.submit(
                () -> {
                  for (int i = 0; i < 5000; i++) {
                    ContextReference reference = reference(i * 31L % 500);
                    if (small.find(reference) == null) {
                      RealisticContext mine = context(ALICE);
                      made.add(mine);
                      if (small.keep(reference, mine, 0) != mine) {
                        mine.destroy(reference);
                      }
                    }
                    if (i % 97 == seed) {
                      small.revoke(reference);
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
    long alive = made.stream().filter(context -> !context.isDestroyed()).count();
    assertThat(alive).isEqualTo(small.size()).isLessThanOrEqualTo(64);
  }
}
