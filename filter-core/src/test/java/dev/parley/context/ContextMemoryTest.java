package dev.parley.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.audit.Counters;
import dev.parley.sspi.Identity;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

class ContextMemoryTest {
  private static final int CONTEXTS = 200_000;

  @Test
  @DisplayName("1,000,000 contexts fit in 400 MiB: at most 419 bytes each, all counted")
  void bytesPerContext(TestReporter reporter) {
    SplittableRandom random = new SplittableRandom(1);
    Identity identity = new Identity("alice", "users", Set.of("admin"));
    long before = usedAfterCollection();
    CaffeineContextCache cache =
        new CaffeineContextCache(
            // One account and one address: its own share is all there is.
            ContextPlaces.shared(CONTEXTS * 2, 50, 50),
            Duration.ofHours(1),
            Duration.ofHours(10),
            new Counters(),
            InstantSource.system());
    long now = System.currentTimeMillis();
    for (int i = 0; i < CONTEXTS; i++) {
      cache.keep(
          ContextReference.random(random),
          new RealisticContext(identity, now, now + 36_000_000L),
          0);
    }
    long held = cache.size();
    long each = (usedAfterCollection() - before) / held;
    reporter.publishEntry("bytes for a context", Long.toString(each));
    assertThat(held).isEqualTo(CONTEXTS);
    assertThat(each).as("bytes for a context").isBetween(150L, 419L);
    cache.close();
  }

  private static long usedAfterCollection() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
