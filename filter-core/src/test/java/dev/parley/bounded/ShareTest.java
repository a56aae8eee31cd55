package dev.parley.bounded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.TestTime;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ShareTest {
  private static final Duration IDLE = Duration.ofHours(1);

  private final TestTime time = new TestTime();

  /** A map with a share whose owners are its values; counts how often one is asked for. */
  private final class Owned {
    final AtomicInteger asked = new AtomicInteger();
    final OldestFirst<Integer, Integer> map;
    final Share<Integer, Integer> share;

    Owned(int maximum, int most) {
      map = OldestFirst.byUse(maximum, IDLE, time::nanos, (key, owner, full) -> left(owner));
      share = new Share<>(map, maximum, most, this::ask);
    }

    private int ask(Integer owner) {
      asked.incrementAndGet();
      return owner;
    }

    private void left(Integer owner) {
      share.leave(owner);
    }

    void put(int key, int owner) {
      share.enter(owner);
      map.putIfAbsent(key, owner);
    }

    void remove(int key, Integer owner) {
      if (map.remove(key, owner)) {
        share.leave(owner);
      }
    }
  }

  @Test
  @DisplayName(
      "100,000 entries of one owner in a map of 100,000 cost at most 32 looks at all of it")
  void looks() {
    int maximum = 100_000;
    int most = maximum / 4;
    Owned owned = new Owned(maximum, most);
    for (int i = most; i < maximum; i++) {
      owned.put(-i, i);
    }
    owned.asked.set(0);
    for (int i = 1; i <= maximum; i++) {
      time.advance(Duration.ofMillis(1));
      owned.put(i, 1);
    }
    int withoutLooks = maximum + maximum - most;
    assertThat((owned.asked.get() - withoutLooks) / maximum).isBetween(1, 32);
    assertThat(owned.map.size()).isEqualTo(maximum);
    assertThat(owned.share.counted()).isEqualTo(maximum);
  }

  @Test
  @DisplayName("an owner that goes below its share and above it again is not looked for each time")
  void toAndFro() {
    Owned owned = new Owned(1000, 250);
    for (int i = 1; i <= 260; i++) {
      owned.put(i, 1);
    }
    owned.asked.set(0);
    for (int i = 260; i < 1260; i++) {
      Integer mine = owned.map.get(i);
      assertThat(mine).isNotNull();
      owned.remove(i, mine);
      owned.put(i + 1, 1);
    }
    assertThat(owned.asked.get()).as("in and out, and no look").isEqualTo(2000);
  }

  @Test
  @DisplayName("of those who met a great owner's slot no more is known when all have gone")
  void strangers() {
    Owned owned = new Owned(8, 4);
    for (int i = 1; i <= 8; i++) {
      owned.put(i, 8);
    }
    for (int i = 1; i <= 4; i++) {
      owned.put(100 + i, 8 + 8 * i);
      owned.put(200 + i, 8);
    }
    assertThat(owned.share.known()).isGreaterThan(1);
    owned.map.entries().forEach(owned::remove);
    assertThat(owned.share.counted()).isZero();
    assertThat(owned.share.known()).isZero();
  }
}
