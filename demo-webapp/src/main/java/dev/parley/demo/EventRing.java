package dev.parley.demo;

import dev.parley.audit.AuditEvent;
import dev.parley.audit.AuditLog;
import dev.parley.sspi.Reason;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The latest audit events, in memory. An event like the one before it only raises that one's count,
 * so that a flood leaves the rest to be seen. Thread-safe.
 */
final class EventRing implements AuditLog {
  private final int capacity;
  private final Deque<Entry> entries = new ArrayDeque<>();
  private long changes;

  /**
   * An event as the page shows it; what strangers sent is tame.
   *
   * @param key names the entry for good
   * @param change grows with each change of any entry
   * @param times how often it came in a row
   * @param time when it came last, ISO 8601 in UTC
   * @param cause one line that says why, or null
   */
  record Entry(
      long key,
      long change,
      int times,
      String time,
      String type,
      @Nullable String account,
      @Nullable String contextId,
      @Nullable String reason,
      @Nullable String cause,
      String address,
      String method,
      @Nullable String path) {

    private boolean isLike(Entry other) {
      return type.equals(other.type)
          && address.equals(other.address)
          && Objects.equals(account, other.account)
          && Objects.equals(contextId, other.contextId)
          && Objects.equals(reason, other.reason);
    }
  }

  EventRing(int capacity) {
    this.capacity = capacity;
  }

  @Override
  public boolean wantsChallenges() {
    return true;
  }

  @Override
  public void record(AuditEvent event) {
    Reason reason = event.reason();
    String time = event.time().toString();
    synchronized (entries) {
      changes++;
      Entry entry =
          new Entry(
              changes,
              changes,
              1,
              time,
              event.type().name(),
              Text.tame(event.account()),
              event.contextId(),
              reason == null ? null : reason.name(),
              reason == null ? explanation(event.type()) : reason.cause(),
              event.remoteAddress(),
              event.method(),
              Text.tame(event.path()));
      add(entry);
    }
  }

  private static @Nullable String explanation(AuditEvent.Type type) {
    return switch (type) {
      case CHALLENGE -> "no credentials yet";
      case LOGON -> "known: a security context is kept";
      case LOGOUT -> "the context and its key were destroyed";
      default -> null;
    };
  }

  private void add(Entry entry) {
    Entry last = entries.peekLast();
    if (last != null && last.isLike(entry)) {
      entries.removeLast();
      entries.addLast(
          new Entry(
              last.key(),
              entry.change(),
              last.times() + 1,
              entry.time(),
              entry.type(),
              entry.account(),
              entry.contextId(),
              entry.reason(),
              entry.cause(),
              entry.address(),
              entry.method(),
              entry.path()));
      return;
    }
    if (entries.size() == capacity) {
      entries.removeFirst();
    }
    entries.addLast(entry);
  }

  /** The entries that changed after that change, oldest first. */
  List<Entry> after(long change) {
    synchronized (entries) {
      return entries.stream().filter(entry -> entry.change() > change).toList();
    }
  }
}
