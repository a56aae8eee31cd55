package dev.parley.it.app;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The last requests as tab-separated lines. Thread-safe. */
public final class RequestLog {
  private static final int MOST = 20_000;
  private static final int PATIENCE_SECONDS = 60;

  private final Deque<String> lines = new ArrayDeque<>();
  private final Set<Running> running = ConcurrentHashMap.newKeySet();

  /** A request of which no line stands here yet. */
  static final class Running {
    private final BooleanSupplier answered;

    private Running(BooleanSupplier answered) {
      this.answered = answered;
    }
  }

  /**
   * A request has begun.
   *
   * @param answered whether its client may have the answer already
   */
  Running begin(BooleanSupplier answered) {
    Running request = new Running(answered);
    running.add(request);
    return request;
  }

  /** It is over. */
  void end(Running request, String line) {
    add(line);
    running.remove(request);
  }

  private synchronized void add(String line) {
    if (lines.size() == MOST) {
      lines.removeFirst();
    }
    lines.addLast(line);
  }

  /** Returns all lines and forgets them; awaits those of requests that were answered. */
  String drain() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (running.stream().anyMatch(each -> each.answered.getAsBoolean())
        && System.nanoTime() - end < 0) {
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    return take();
  }

  private synchronized String take() {
    String all = String.join("\n", lines);
    lines.clear();
    return all;
  }
}
