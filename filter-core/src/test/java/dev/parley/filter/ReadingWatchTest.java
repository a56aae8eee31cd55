package dev.parley.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.http.EntityNotTakenException;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
@DisplayName("The watch over threads that read entities")
class ReadingWatchTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration SHORT = Duration.ofMillis(100);

  /** Blocks as a container's stream does for which nothing comes. */
  private static boolean blocksUntilInterrupted() {
    try {
      Thread.sleep(60_000);
      return false;
    } catch (InterruptedException e) {
      return true;
    }
  }

  @Test
  @DisplayName("interrupts a stranger whose time is over, though octets come")
  void time() {
    ReadingWatch watch = new ReadingWatch(SHORT, 0, LONG);
    try (ReadingWatch.Reading reading = watch.begin(true)) {
      assertThat(blocksUntilInterrupted()).isTrue();
      assertThat(reading.isTooSlow()).isTrue();
      assertThatThrownBy(() -> reading.came(1)).isInstanceOf(EntityNotTakenException.class);
    }
  }

  @Test
  @DisplayName("interrupts whoever sends too little in an interval, a kept context's client too")
  void progress() throws Exception {
    ReadingWatch watch = new ReadingWatch(LONG, 10, SHORT);
    try (ReadingWatch.Reading reading = watch.begin(false)) {
      reading.came(9);
      assertThat(blocksUntilInterrupted()).isTrue();
      assertThat(reading.isTooSlow()).isTrue();
    }
  }

  @Test
  @DisplayName("leaves alone whoever sends enough, and a kept context's client its time")
  void enough() throws Exception {
    ReadingWatch watch = new ReadingWatch(SHORT, 0, SHORT);
    try (ReadingWatch.Reading kept = watch.begin(false);
        ReadingWatch.Reading stranger = watch.begin(true)) {
      await().atMost(Duration.ofSeconds(60)).until(() -> waitedFor(stranger));
      assertThat(kept.isTooSlow()).isFalse();
    }
  }

  private static boolean waitedFor(ReadingWatch.Reading reading) {
    // The mark of interruption would end the waiting of the test.
    boolean unused = Thread.interrupted();
    return reading.isTooSlow();
  }

  @Test
  @DisplayName("leaves no interrupt behind for what the thread does next")
  void nothingIsLeft() {
    ReadingWatch watch = new ReadingWatch(Duration.ofMillis(1), 0, LONG);
    for (int i = 0; i < 200; i++) {
      try (ReadingWatch.Reading reading = watch.begin(true)) {
        long end = System.nanoTime() + i * 20_000L;
        while (System.nanoTime() < end && !reading.isTooSlow()) {
          Thread.onSpinWait();
        }
      }
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
  }

  @Test
  @DisplayName("has no thread while there is nothing to look after")
  void threadEnds() {
    ReadingWatch watch = new ReadingWatch(LONG, 0, LONG);
    watch.begin(true).close();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(each -> each.getName().equals("parley-entities")));
  }
}
