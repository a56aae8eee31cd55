package dev.parley.negotiate.context;

import dev.parley.negotiate.spnego.SpnegoNegotiation;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The negotiations that await a further leg, by connection. Bounded in number and time: the oldest
 * go, so that a flood of first messages leaves all the time that it takes to fill all places; who
 * begins again and again on one connection has one place. What goes unfinished is wiped. Whoever
 * takes one has it alone. Thread-safe, without a lock that all share.
 */
final class Legs {
  private final int maximum;
  private final long timeNanos;
  private final LongSupplier nanoTime;
  private final AtomicLong numbers = new AtomicLong();
  private final Map<String, Waiting> underWay = new ConcurrentHashMap<>();

  /** In the order in which they came. */
  private final ConcurrentSkipListMap<Long, Waiting> order = new ConcurrentSkipListMap<>();

  /**
   * @param number greater than that of all who came before
   */
  private record Waiting(
      long number, String connection, SpnegoNegotiation negotiation, long since) {}

  Legs(int maximum, Duration time, LongSupplier nanoTime) {
    this.maximum = maximum;
    this.timeNanos = time.toNanos();
    this.nanoTime = nanoTime;
  }

  /** The negotiation of a connection, which the caller takes away; null when there is none. */
  @Nullable SpnegoNegotiation take(String connection) {
    Waiting waiting = underWay.remove(connection);
    if (waiting == null) {
      return null;
    }
    order.remove(waiting.number());
    if (isOver(waiting)) {
      waiting.negotiation().close();
      return null;
    }
    return waiting.negotiation();
  }

  /** Leaves a negotiation until its next leg. */
  void leave(String connection, SpnegoNegotiation negotiation) {
    Waiting waiting =
        new Waiting(numbers.getAndIncrement(), connection, negotiation, nanoTime.getAsLong());
    Waiting other = underWay.put(connection, waiting);
    order.put(waiting.number(), waiting);
    if (other != null) {
      order.remove(other.number());
      other.negotiation().close();
    }
    dropOldest();
  }

  private void dropOldest() {
    for (Map.Entry<Long, Waiting> first = order.firstEntry();
        first != null && mayGo(first.getValue());
        first = order.firstEntry()) {
      Waiting oldest = first.getValue();
      order.remove(oldest.number());
      if (underWay.remove(oldest.connection(), oldest)) {
        oldest.negotiation().close();
      }
    }
  }

  /** Beyond the bounds, or taken by another thread just before it stood in the order. */
  @SuppressWarnings("ReferenceEquality")
  private boolean mayGo(Waiting oldest) {
    return underWay.size() > maximum
        || isOver(oldest)
        || underWay.get(oldest.connection()) != oldest;
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
