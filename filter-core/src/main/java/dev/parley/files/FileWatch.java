package dev.parley.files;

import dev.parley.audit.Aside;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A daemon thread that looks at files, or at what is kept, again and again until it is closed.
 * Thread-safe.
 */
public final class FileWatch implements AutoCloseable {
  /** How soon to look again at a file that is being written. */
  private static final long SOON_MILLIS = 100;

  private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);

  private final String what;
  private final BooleanSupplier look;
  private final long intervalMillis;
  private final Thread thread;

  private FileWatch(String what, BooleanSupplier look, Duration interval) {
    this.what = what;
    this.look = look;
    this.intervalMillis = Math.max(1, interval.toMillis());
    this.thread = new Thread(this::run, "parley-" + what.replace(' ', '-'));
    thread.setDaemon(true);
  }

  /**
   * Starts to look.
   *
   * @param what the files, for the names of threads and the log: {@code users file}
   * @param look answers whether to look again soon
   * @param interval how often to look; positive
   */
  public static FileWatch start(String what, BooleanSupplier look, Duration interval) {
    FileWatch watch = new FileWatch(what, look, interval);
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
      // The watch must go on whatever happens, or removed users and keys would stay.
      Aside.write(() -> LOG.error("the {} could not be looked at", what, e));
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
