package dev.parley.benchmarks.heap;

import dev.parley.benchmarks.jmh.Site;
import dev.parley.benchmarks.load.SampleAnswers;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Map;

/** A site that keeps as many contexts as it may, each of another user. */
final class ManyContexts implements AutoCloseable {
  private static final int COLLECTIONS = 4;

  private final Site site;
  private final int number;

  ManyContexts(int number) {
    this.number = number;
    this.site = new Site(Map.of(), number);
  }

  /** Logs every user on. */
  void establishAll() throws IOException {
    for (int i = 0; i < number; i++) {
      SampleAnswers answers =
          SampleAnswers.to(site.challenge("SHA-256"), "user-" + i + "@example.test");
      site.authenticate(answers.next());
    }
  }

  long held() {
    return site.contexts().size();
  }

  static long usedAfterCollection() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return least;
  }

  @Override
  public void close() {
    site.close();
  }
}
