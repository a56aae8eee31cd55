package dev.parley.filter;

import dev.parley.config.EntitySettings;
import dev.parley.config.Settings;
import dev.parley.http.EntityNotTakenException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks after threads that read entities of clients that have not proved who they are, and
 * interrupts those for which too little comes: a servlet's input stream blocks, and only some
 * containers bound for how long. Its thread is there while there is something to look after, and
 * needs no close. Thread-safe.
 */
final class ReadingWatch {
  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final long NEVER = Long.MAX_VALUE;

  private final long intervalNanos;
  private final long leastInInterval;
  private final long mostNanos;
  private final ScheduledThreadPoolExecutor executor;

  ReadingWatch(Settings settings) {
    this(
        settings.get(EntitySettings.READ_TIME),
        settings.get(EntitySettings.READ_RATE) * INTERVAL.toSeconds(),
        INTERVAL);
  }

  /**
   * @param most how long a stranger's entity may take
   * @param leastInInterval how many octets have to come in an interval; 0 for none
   */
  ReadingWatch(Duration most, long leastInInterval, Duration interval) {
    this.intervalNanos = interval.toNanos();
    this.leastInInterval = leastInInterval;
    this.mostNanos = most.toNanos();
    this.executor = new ScheduledThreadPoolExecutor(1, ReadingWatch::thread);
    executor.setKeepAliveTime(1, TimeUnit.SECONDS);
    executor.allowCoreThreadTimeOut(true);
    executor.setRemoveOnCancelPolicy(true);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "parley-entities");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Looks after the calling thread from now on.
   *
   * @param stranger whether its time is bounded in all, and not only the progress
   */
  Reading begin(boolean stranger) {
    Reading reading = new Reading(Thread.currentThread(), stranger);
    reading.scheduleNext();
    return reading;
  }

  /** One thread that reads, until it closes this. */
  final class Reading implements Runnable, AutoCloseable {
    private final Thread reader;
    private final long start = System.nanoTime();
    private final long most;
    private long came;
    private long cameBefore;
    private long lookedAt = start;
    private boolean over;
    private boolean tooSlow;
    private @Nullable Future<?> next;

    private Reading(Thread reader, boolean stranger) {
      this.reader = reader;
      this.most = stranger ? mostNanos : NEVER;
    }

    /**
     * Octets came.
     *
     * @throws EntityNotTakenException when they came too slowly
     */
    synchronized void came(int count) throws EntityNotTakenException {
      came += count;
      if (tooSlow) {
        throw new EntityNotTakenException(EntityNotTakenException.Cause.TOO_SLOW);
      }
    }

    private synchronized void scheduleNext() {
      long untilEnd = most == NEVER ? NEVER : start + most - System.nanoTime();
      if (!over && (leastInInterval > 0 || untilEnd != NEVER)) {
        long delay = leastInInterval > 0 ? Math.min(intervalNanos, untilEnd) : untilEnd;
        next = executor.schedule(this, Math.max(0, delay), TimeUnit.NANOSECONDS);
      }
    }

    @Override
    public synchronized void run() {
      if (over) {
        return;
      }
      long now = System.nanoTime();
      boolean wholeInterval = now - lookedAt >= intervalNanos;
      if (now - start >= most || (wholeInterval && came - cameBefore < leastInInterval)) {
        tooSlow = true;
        reader.interrupt();
        return;
      }
      if (wholeInterval) {
        lookedAt = now;
        cameBefore = came;
      }
      scheduleNext();
    }

    /** Whether it was interrupted for that. */
    synchronized boolean isTooSlow() {
      return tooSlow;
    }

    /** The thread reads no more, and is interrupted no more. */
    @Override
    public synchronized void close() {
      over = true;
      if (next != null) {
        next.cancel(false);
      }
      if (tooSlow) {
        // The interrupt was this watch's: what the thread does next must not see it.
        boolean unused = Thread.interrupted();
      }
    }
  }
}
