package dev.parley.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.audit.Aside;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The log lines that another thread writes. */
public final class WrittenLog {
  private WrittenLog() {}

  /** Waits until the lines so far are in the log. */
  public static void await() throws InterruptedException {
    CountDownLatch written = new CountDownLatch(1);
    Aside.write(written::countDown);
    assertThat(written.await(60, TimeUnit.SECONDS)).isTrue();
  }
}
