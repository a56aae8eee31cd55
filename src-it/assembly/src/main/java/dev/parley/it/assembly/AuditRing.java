package dev.parley.it.assembly;

import dev.parley.audit.AuditEvent;
import dev.parley.audit.AuditJson;
import dev.parley.audit.AuditLog;
import java.util.ArrayDeque;
import java.util.Deque;

/** The last audit events as lines of JSON; can hang as a log does on a full disk. Thread-safe. */
final class AuditRing implements AuditLog {
  private static final int MOST = 5000;
  private final Deque<String> lines = new ArrayDeque<>();
  private boolean hangs;

  @Override
  public synchronized void record(AuditEvent event) {
    while (hangs) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    if (lines.size() == MOST) {
      lines.removeFirst();
    }
    lines.addLast(AuditJson.write(event));
  }

  /** Whether it hangs from now on. */
  synchronized void hang(boolean on) {
    hangs = on;
    notifyAll();
  }

  /** Returns all lines and forgets them. */
  synchronized String drain() {
    String all = String.join("\n", lines);
    lines.clear();
    return all;
  }
}
