package dev.parley.engine;

import dev.parley.audit.Aside;
import dev.parley.audit.AuditEvent;
import dev.parley.audit.AuditLog;
import dev.parley.audit.Counters;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Gives events to a log in a thread of its own, in their order, so that a log that is slow or hangs
 * (a full disk, a collector that is gone) holds no request. Beyond a bounded number of events that
 * wait, further ones are dropped, counted and told of. The thread is there while there are events.
 * Thread-safe.
 */
final class AuditQueue implements AuditLog, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AuditQueue.class);

  /** About 10 MiB of events; some seconds of a flood of refusals. */
  static final int WAITING = 20_000;

  private static final long LAST_WORDS_SECONDS = 5;

  private final AuditLog log;
  private final Counters counters;
  private final ThreadPoolExecutor writer;
  private final int waiting;
  private final @Nullable ClassLoader classLoader;
  private final AtomicLong dropped = new AtomicLong();

  AuditQueue(AuditLog log, Counters counters) {
    this(log, counters, WAITING);
  }

  AuditQueue(AuditLog log, Counters counters, int waiting) {
    this.log = log;
    this.counters = counters;
    this.waiting = waiting;
    this.classLoader = Thread.currentThread().getContextClassLoader();
    this.writer =
        new ThreadPoolExecutor(
            1, 1, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting), this::thread);
    writer.allowCoreThreadTimeOut(true);
  }

  /** It inherits nothing of the request that happens to start it. */
  private Thread thread(Runnable work) {
    Thread thread = new Thread(null, work, "parley-audit", 0, false);
    thread.setContextClassLoader(classLoader);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void record(AuditEvent event) {
    Map<String, String> diagnostics = MDC.getCopyOfContextMap();
    counters.auditQueued();
    try {
      writer.execute(() -> write(event, diagnostics));
    } catch (RejectedExecutionException e) {
      counters.auditWritten();
      counters.auditDropped();
      if (dropped.getAndIncrement() == 0) {
        // The log of this line may be the one that hangs.
        Aside.write(this::sayDropping);
      }
    }
  }

  private void sayDropping() {
    LOG.error(
        "the audit log {} takes events too slowly or not at all: {} wait, further ones are dropped"
            + " and counted (auditDropped). Remedy: look at the log's disk or collector",
        log.getClass().getName(),
        waiting);
  }

  private void write(AuditEvent event, @Nullable Map<String, String> diagnostics) {
    boolean some = diagnostics != null && !diagnostics.isEmpty();
    try {
      if (some) {
        MDC.setContextMap(diagnostics);
      }
      log.record(event);
    } catch (RuntimeException | Error e) {
      LOG.error("an audit log fails: {}", Failures.describe(e));
    } finally {
      counters.auditWritten();
      if (some) {
        MDC.clear();
      }
    }
    tellOfDropped();
  }

  private void tellOfDropped() {
    if (dropped.get() > 0 && writer.getQueue().remainingCapacity() > 0) {
      long count = dropped.getAndSet(0);
      if (count > 0) {
        LOG.error("{} audit events were dropped; the log takes events again", count);
      }
    }
  }

  @Override
  public boolean isKept() {
    return log.isKept();
  }

  @Override
  public boolean wantsChallenges() {
    return log.wantsChallenges();
  }

  /** Waits some seconds until what came before is written. */
  @Override
  public void close() {
    writer.shutdown();
    try {
      if (!writer.awaitTermination(LAST_WORDS_SECONDS, TimeUnit.SECONDS)) {
        int left = writer.shutdownNow().size();
        Aside.write(
            () ->
                LOG.error(
                    "the audit log {} does not end: {} events lost",
                    log.getClass().getName(),
                    left));
      }
    } catch (InterruptedException e) {
      writer.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
