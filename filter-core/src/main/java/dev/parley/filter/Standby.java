package dev.parley.filter;

import dev.parley.filter.LifeCycle.State;
import jakarta.servlet.ServletRequest;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A filter that is not started: it was never initialised, it was ended, or its start has failed so
 * far. Knows the cause, and when to try again. At most one attempt is under way: who wins {@link
 * #begin} makes it and calls {@link #end}. Thread-safe.
 */
final class Standby implements State {
  private static final long JOIN_MILLIS = 1000;

  private final @Nullable Starter starter;
  private final StartLog log;
  private final Backoff backoff;
  private final AtomicBoolean unsaid;
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile String cause;
  private volatile boolean hopeless;
  private volatile boolean failedBefore;
  private volatile @Nullable Thread apart;

  private Standby(
      LongSupplier nanoTime,
      @Nullable Starter starter,
      StartLog log,
      String cause,
      boolean unsaid) {
    this.starter = starter;
    this.log = log;
    this.backoff = new Backoff(nanoTime);
    this.cause = cause;
    this.unsaid = new AtomicBoolean(unsaid);
    this.hopeless = starter == null;
  }

  /** For a start that is attempted right now: it has begun. */
  Standby(LongSupplier nanoTime, Starter starter, StartLog log) {
    this(nanoTime, starter, log, "its start is under way", false);
    busy.set(true);
  }

  /** Before {@code init}. */
  static Standby untilInit(LongSupplier nanoTime) {
    String cause =
        "its init was not called; let the container make and initialise it, or build it by"
            + " AuthenticationFilter.builder()";
    return new Standby(nanoTime, null, StartLog.ofNone(), cause, true);
  }

  /** After {@code destroy}. */
  static Standby ended(LongSupplier nanoTime) {
    return new Standby(nanoTime, null, StartLog.ofNone(), "it was ended", false);
  }

  String cause() {
    return cause;
  }

  Starter starter() {
    if (starter == null) {
      throw new IllegalStateException(cause);
    }
    return starter;
  }

  /** What clients are told. */
  long secondsToWait() {
    return hopeless ? Backoff.LONGEST.toSeconds() : backoff.seconds();
  }

  /** Says in the log why requests are refused, where no failure was there to be logged. */
  void sayOnce(ServletRequest request) {
    if (unsaid.get() && unsaid.compareAndSet(true, false)) {
      new StartLog(request.getServletContext(), "")
          .error("answers every request with 503", cause, null);
    }
  }

  /** Whether the caller is to make an attempt now. */
  boolean begin() {
    if (hopeless || busy.get() || !backoff.isDue() || !busy.compareAndSet(false, true)) {
      return false;
    }
    if (!hopeless && backoff.isDue()) {
      return true;
    }
    // Another attempt has ended in between.
    busy.set(false);
    return false;
  }

  /** Runs an attempt in a thread that inherits nothing of the request's, and ends with it. */
  void apart(Runnable attempt) {
    Thread thread = new Thread(null, attempt, "parley-start", 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(starter().contextClassLoader());
    apart = thread;
    thread.start();
  }

  /** Notes the cause; says it in the log unless it is the one that was said last. */
  void failed(Throwable e) {
    backoff.failed();
    StartFailure failure = StartFailure.of(e);
    hopeless = !failure.mayPass();
    if (!failure.cause().equals(cause)) {
      cause = failure.cause();
      log.error(StartFailure.STATE, failure.inFull(), failure.trace());
    }
    if (!failedBefore) {
      starter().inspectStandby(log);
    }
    failedBefore = true;
  }

  void succeeded(Running running) {
    if (failedBefore) {
      log.recovered("has started; requests are served");
    }
    starter().inspect(running, log);
  }

  void end() {
    apart = null;
    busy.set(false);
  }

  /** Nothing comes of an attempt that is under way; waits a moment for it to end. */
  void abandon() {
    Thread thread = apart;
    if (thread == null || thread == Thread.currentThread()) {
      return;
    }
    thread.interrupt();
    try {
      thread.join(JOIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
