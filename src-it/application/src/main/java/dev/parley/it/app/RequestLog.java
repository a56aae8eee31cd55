package dev.parley.it.app;

import java.util.ArrayDeque;
import java.util.Deque;

/** The last requests as tab-separated lines. Thread-safe. */
public final class RequestLog {
  private static final int MOST = 20_000;
  private final Deque<String> lines = new ArrayDeque<>();

  synchronized void add(String line) {
    if (lines.size() == MOST) {
      lines.removeFirst();
    }
    lines.addLast(line);
  }

  /** Returns all lines and forgets them. */
  synchronized String drain() {
    String all = String.join("\n", lines);
    lines.clear();
    return all;
  }
}
