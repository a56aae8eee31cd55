package dev.parley.digest.nonce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.digest.nonce.NonceWindow.Taken;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@DisplayName("The nonce-count window")
class NonceWindowTest {
  private final NonceWindow window = new NonceWindow(new NonceText(1, 2, 3, 4));

  @Test
  @DisplayName("RFC 7616 3.4: a count is taken once")
  void once() {
    assertThat(window.take(1)).isEqualTo(Taken.YES);
    assertThat(window.take(1)).isEqualTo(Taken.REPLAYED);
    assertThat(window.take(2)).isEqualTo(Taken.YES);
  }

  @Test
  @DisplayName("CVE-2026-65905: at the window's edge no count is taken twice")
  void edge() {
    for (long highest = 1; highest < 2000; highest += 7) {
      NonceWindow fresh = new NonceWindow(new NonceText(0, 0, 0, 0));
      assertThat(fresh.take(highest)).isEqualTo(Taken.YES);
      for (long behind = 1; behind < highest && behind <= NonceWindow.WIDTH; behind++) {
        assertThat(fresh.take(highest - behind))
            .as("%d behind %d", behind, highest)
            .isEqualTo(Taken.YES);
        assertThat(fresh.take(highest - behind)).isEqualTo(Taken.REPLAYED);
      }
      assertThat(fresh.take(highest)).isEqualTo(Taken.REPLAYED);
    }
  }

  @Test
  @DisplayName("128 requests in flight may arrive in any order")
  void reversed() {
    for (int i = 128; i > 0; i--) {
      assertThat(window.take(5000 + i)).isEqualTo(Taken.YES);
    }
  }

  @Test
  @DisplayName("Tomcat's drift: the window follows the highest count, not the number of requests")
  void drift() {
    for (long count = 1; count < 1_000_000; count += 997) {
      assertThat(window.take(count)).isEqualTo(Taken.YES);
    }
  }

  @Test
  @DisplayName("gevorg/http-auth 94: a large count does not let others come twice")
  void largeCount() {
    assertThat(window.take(7)).isEqualTo(Taken.YES);
    assertThat(window.take(NonceWindow.MAX_COUNT)).isEqualTo(Taken.YES);
    assertThat(window.take(NonceWindow.MAX_COUNT)).isEqualTo(Taken.REPLAYED);
    assertThat(window.take(7)).isIn(Taken.REPLAYED, Taken.OUT_OF_WINDOW);
    assertThat(window.take(NonceWindow.MAX_COUNT + 1)).isEqualTo(Taken.OUT_OF_WINDOW);
    assertThat(window.take(0xFFFF_FFFFL)).isEqualTo(Taken.OUT_OF_WINDOW);
  }

  @RepeatedTest(20)
  @DisplayName(
      "against a model: whatever the order, nothing is taken twice and nothing within the width is refused")
  void model() {
    Random random = new Random();
    BitSet used = new BitSet();
    int highest = 0;
    for (int i = 0; i < 20_000; i++) {
      int count = Math.max(1, highest + random.nextInt(260) - 200);
      Taken taken = window.take(count);
      if (used.get(count)) {
        assertThat(taken).isNotEqualTo(Taken.YES);
      } else if (count >= highest - NonceWindow.WIDTH) {
        assertThat(taken).isEqualTo(Taken.YES);
      }
      if (taken == Taken.YES) {
        used.set(count);
        highest = Math.max(highest, count);
      }
    }
  }

  @RepeatedTest(10)
  @DisplayName(
      "64 threads that share a nonce: every count is taken by exactly one of two who try it")
  void concurrent() throws Exception {
    int counts = 6400;
    List<Long> tries = new ArrayList<>();
    for (long count = 1; count <= counts; count++) {
      tries.add(count);
      tries.add(count);
    }
    // Order within a stretch of the width is random, as it is on 64 connections.
    for (int i = 0; i + 64 <= tries.size(); i += 64) {
      Collections.shuffle(tries.subList(i, i + 64));
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Integer>> taken = new ArrayList<>();
    java.util.concurrent.atomic.AtomicInteger next =
        new java.util.concurrent.atomic.AtomicInteger();
    for (int t = 0; t < 4; t++) {
      taken.add(
          threads.submit(
              () -> {
                start.await();
                int mine = 0;
                for (int i = next.getAndIncrement(); i < tries.size(); i = next.getAndIncrement()) {
                  mine += window.take(tries.get(i)) == Taken.YES ? 1 : 0;
                }
                return mine;
              }));
    }
    start.countDown();
    int sum = 0;
    for (Future<Integer> each : taken) {
      sum += each.get();
    }
    threads.shutdown();
    // A thread that is held up may come after the window has moved on; but nothing is ever taken
    // twice.
    assertThat(sum).isLessThanOrEqualTo(counts);
    assertThat(sum).isGreaterThan(counts * 9 / 10);
  }

  @Test
  @DisplayName("VerifySignature: in strict mode the count is exactly one greater")
  void strict() {
    assertThat(window.takeInSequence(2)).isEqualTo(Taken.OUT_OF_SEQUENCE);
    assertThat(window.takeInSequence(1)).isEqualTo(Taken.YES);
    assertThat(window.takeInSequence(1)).isEqualTo(Taken.REPLAYED);
    assertThat(window.takeInSequence(2)).isEqualTo(Taken.YES);
    assertThat(window.takeInSequence(4)).isEqualTo(Taken.OUT_OF_SEQUENCE);
    assertThat(window.takeInSequence(3)).isEqualTo(Taken.YES);
  }
}
