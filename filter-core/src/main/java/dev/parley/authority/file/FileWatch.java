package dev.parley.authority.file;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A daemon thread that looks at a file again and again until it is closed. */
final class FileWatch implements AutoCloseable {
  /** How soon to look again at a file that is being written. */
  private static final long SOON_MILLIS = 100;

  private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);

  private final BooleanSupplier look;
  private final long intervalMillis;
  private final Thread thread;

  private FileWatch(BooleanSupplier look, Duration interval) {
    this.look = look;
    this.intervalMillis = Math.max(1, interval.toMillis());
    this.thread = new Thread(this::run, "parley-users-file");
    thread.setDaemon(true);
  }

  /**
   * Starts to look.
   *
   * @param look answers whether to look again soon
   */
  static FileWatch start(BooleanSupplier look, Duration interval) {
    FileWatch watch = new FileWatch(look, interval);
    watch.thread.start();
    return watch;
  }

  private void run() {
    boolean soon = false;
    try {
      while (true) {
        Thread.sleep(soon ? Math.min(SOON_MILLIS, intervalMillis) : intervalMillis);
        soon = lookSafely();
      }
    } catch (InterruptedException e) {
      LOG.debug("closed");
    }
  }

  private boolean lookSafely() {
    try {
      return look.getAsBoolean();
    } catch (RuntimeException | Error e) {
      // The watch must go on whatever happens, or removed users would stay.
      LOG.error("the users file could not be looked at", e);
      return false;
    }
  }

  /** Ends the thread and waits a moment for it. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
