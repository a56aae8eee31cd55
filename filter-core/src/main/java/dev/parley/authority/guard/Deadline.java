package dev.parley.authority.guard;

import dev.parley.authority.AuthorityUnavailableException;
import dev.parley.sspi.Reason;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Asks in a thread of its own and waits no longer than a time. Bounded: what finds no thread and no
 * place to wait fails at once. Threads are daemons and end when idle or closed.
 */
final class Deadline implements AutoCloseable {
  private static final long NOT_STARTED = Long.MIN_VALUE;

  /** What came of a question. */
  sealed interface Result<T> {}

  /** The authority answered in time. */
  record Answer<T>(T value) implements Result<T> {}

  /**
   * No answer.
   *
   * @param authoritysFault false when it had no chance to answer
   */
  record Failure<T>(AuthorityUnavailableException why, boolean authoritysFault)
      implements Result<T> {}

  private final long nanos;
  private final ThreadPoolExecutor executor;
  private final AtomicInteger threads = new AtomicInteger();

  Deadline(Duration deadline, int concurrent) {
    this.nanos = deadline.toNanos();
    this.executor =
        new ThreadPoolExecutor(
            concurrent,
            concurrent,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(concurrent),
            this::thread);
    executor.allowCoreThreadTimeOut(true);
  }

  private Thread thread(Runnable work) {
    Thread thread = new Thread(work, "parley-authority-" + threads.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Asks and waits.
   *
   * @param discard takes an answer that comes when nobody waits any more
   */
  <T> Result<T> ask(String name, AuthorityGuard.Question<T> question, Consumer<T> discard) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    AtomicLong started = new AtomicLong(NOT_STARTED);
    FutureTask<?> task =
        new FutureTask<>(
            () -> {
              started.set(System.nanoTime());
              run(question, answer, discard);
            },
            null);
    try {
      executor.execute(task);
    } catch (RejectedExecutionException e) {
      return new Failure<>(
          executor.isShutdown()
              ? new AuthorityUnavailableException(name + " was closed")
              : new AuthorityUnavailableException(
                  Reason.TOO_MANY_LOGONS, name + " is not asked: too many questions wait already"),
          false);
    }
    try {
      return new Answer<>(answer.get(nanos, TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      String why = name + " gave no answer within " + nanos / 1_000_000 + " ms";
      return giveUp(why, hadItsTime(started.get()), task, answer, discard);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return giveUp(
          "the request was interrupted while it waited for " + name, false, task, answer, discard);
    } catch (ExecutionException e) {
      AuthorityUnavailableException why =
          e.getCause() instanceof AuthorityUnavailableException unavailable
              ? unavailable
              : new AuthorityUnavailableException(name + " failed", e);
      return new Failure<>(why, true);
    }
  }

  /** A question that waited most of the time behind others says nothing of the authority. */
  private boolean hadItsTime(long started) {
    return started != NOT_STARTED && System.nanoTime() - started >= nanos / 2;
  }

  private static <T> void run(
      AuthorityGuard.Question<T> question, CompletableFuture<T> answer, Consumer<T> discard) {
    if (answer.isDone()) {
      return;
    }
    try {
      T value = question.ask();
      if (!answer.complete(value)) {
        discard.accept(value);
      }
    } catch (AuthorityUnavailableException e) {
      answer.completeExceptionally(e);
    }
  }

  private <T> Failure<T> giveUp(
      String why,
      boolean authoritysFault,
      FutureTask<?> task,
      CompletableFuture<T> answer,
      Consumer<T> discard) {
    if (!answer.cancel(false)) {
      // It came in the very last moment.
      CompletableFuture<Void> unused = answer.thenAccept(discard);
    }
    task.cancel(true);
    executor.remove(task);
    return new Failure<>(new AuthorityUnavailableException(why), authoritysFault);
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
