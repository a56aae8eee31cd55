package dev.parley.negotiate.context;

import dev.parley.negotiate.spnego.SpnegoNegotiation;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The negotiations that await a further leg, by connection. Bounded in number and time: the oldest
 * go, so that a flood of first messages leaves everybody the time that it takes to fill all places.
 * What goes unfinished is wiped. Whoever takes one has it alone. Thread-safe, without a lock that
 * all share.
 */
final class Legs {
  /**
   * How many places of the queue there are for one negotiation: most of it was taken long since.
   */
  private static final long QUEUED = 4;

  private final int maximum;
  private final long timeNanos;
  private final LongSupplier nanoTime;
  private final Map<String, Waiting> underWay = new ConcurrentHashMap<>();

  /** In the order in which they came, those that were taken among them. */
  private final Queue<Waiting> order = new ConcurrentLinkedQueue<>();

  private final AtomicInteger queued = new AtomicInteger();

  private record Waiting(String connection, SpnegoNegotiation negotiation, long since) {}

  Legs(int maximum, Duration time, LongSupplier nanoTime) {
    this.maximum = maximum;
    this.timeNanos = time.toNanos();
    this.nanoTime = nanoTime;
  }

  /** The negotiation of a connection, which the caller takes away; null when there is none. */
  @Nullable SpnegoNegotiation take(String connection) {
    Waiting waiting = underWay.remove(connection);
    if (waiting != null && isOver(waiting)) {
      waiting.negotiation().close();
      return null;
    }
    return waiting == null ? null : waiting.negotiation();
  }

  /** Leaves a negotiation until its next leg. */
  void leave(String connection, SpnegoNegotiation negotiation) {
    Waiting waiting = new Waiting(connection, negotiation, nanoTime.getAsLong());
    Waiting other = underWay.put(connection, waiting);
    if (other != null) {
      other.negotiation().close();
    }
    order.add(waiting);
    queued.incrementAndGet();
    dropOldest();
  }

  private void dropOldest() {
    for (Waiting oldest = order.peek();
        oldest != null && isSurplus(oldest);
        oldest = order.peek()) {
      if (order.remove(oldest)) {
        queued.decrementAndGet();
        if (underWay.remove(oldest.connection(), oldest)) {
          oldest.negotiation().close();
        }
      }
    }
  }

  private boolean isSurplus(Waiting oldest) {
    return underWay.size() > maximum || queued.get() > QUEUED * maximum || isOver(oldest);
  }

  private boolean isOver(Waiting waiting) {
    return nanoTime.getAsLong() - waiting.since() >= timeNanos;
  }

  /** Ends what is under way on a connection. */
  void end(String connection) {
    SpnegoNegotiation negotiation = take(connection);
    if (negotiation != null) {
      negotiation.close();
    }
  }

  /** About how many are under way. */
  int size() {
    dropOldest();
    return underWay.size();
  }

  /** Ends all. */
  void close() {
    underWay.keySet().forEach(this::end);
  }
}
