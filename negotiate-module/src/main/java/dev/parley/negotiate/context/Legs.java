package dev.parley.negotiate.context;

import dev.parley.negotiate.spnego.SpnegoNegotiation;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The negotiations that await a further leg, by connection. Bounded in number and time: the oldest
 * go, so that a flood of first messages leaves all the time that it takes to fill all places; who
 * begins again and again on one connection has one place, and one address has a share of them,
 * beyond which its own oldest go. What goes unfinished is wiped. Whoever takes one has it alone.
 * Thread-safe, without a lock that all share.
 */
final class Legs {
  /** One address may have the most of all divided by this. */
  private static final int SHARES = 4;

  private final int maximum;
  private final int ofNetwork;
  private final long timeNanos;
  private final LongSupplier nanoTime;
  private final AtomicLong numbers = new AtomicLong();
  private final Map<String, Waiting> underWay = new ConcurrentHashMap<>();

  /** In the order in which they came. */
  private final ConcurrentSkipListMap<Long, Waiting> order = new ConcurrentSkipListMap<>();

  /** The same by network; each map is touched by one thread at a time, inside of compute. */
  private final Map<String, SortedMap<Long, Waiting>> byNetwork = new ConcurrentHashMap<>();

  /**
   * @param number greater than that of all who came before
   */
  private record Waiting(
      long number, String connection, String network, SpnegoNegotiation negotiation, long since) {}

  Legs(int maximum, Duration time, LongSupplier nanoTime) {
    this.maximum = maximum;
    this.ofNetwork = Math.max(1, maximum / SHARES);
    this.timeNanos = time.toNanos();
    this.nanoTime = nanoTime;
  }

  /** The negotiation of a connection, which the caller takes away; null when there is none. */
  @Nullable SpnegoNegotiation take(String connection) {
    Waiting waiting = underWay.remove(connection);
    if (waiting == null) {
      return null;
    }
    forget(waiting);
    if (isOver(waiting)) {
      waiting.negotiation().close();
      return null;
    }
    return waiting.negotiation();
  }

  private void forget(Waiting waiting) {
    order.remove(waiting.number());
    byNetwork.computeIfPresent(
        waiting.network(),
        (network, its) -> {
          its.remove(waiting.number());
          return its.isEmpty() ? null : its;
        });
  }

  /**
   * Leaves a negotiation until its next leg.
   *
   * @param network whence it comes, as addresses count
   */
  void leave(String connection, String network, SpnegoNegotiation negotiation) {
    Waiting waiting =
        new Waiting(
            numbers.getAndIncrement(), connection, network, negotiation, nanoTime.getAsLong());
    Waiting other = underWay.put(connection, waiting);
    order.put(waiting.number(), waiting);
    if (other != null) {
      forget(other);
      other.negotiation().close();
    }
    Waiting tooMany = addToNetwork(waiting);
    if (tooMany != null) {
      drop(tooMany);
    }
    dropOldest();
  }

  /** The network's oldest that is one too many, or null. */
  private @Nullable Waiting addToNetwork(Waiting waiting) {
    AtomicReference<@Nullable Waiting> tooMany = new AtomicReference<>();
    byNetwork.compute(
        waiting.network(),
        (network, before) -> {
          SortedMap<Long, Waiting> its = before == null ? new TreeMap<>() : before;
          its.put(waiting.number(), waiting);
          if (its.size() > ofNetwork) {
            tooMany.set(its.get(its.firstKey()));
          }
          return its;
        });
    return tooMany.get();
  }

  private void drop(Waiting waiting) {
    forget(waiting);
    if (underWay.remove(waiting.connection(), waiting)) {
      waiting.negotiation().close();
    }
  }

  private void dropOldest() {
    for (Map.Entry<Long, Waiting> first = order.firstEntry();
        first != null && mayGo(first.getValue());
        first = order.firstEntry()) {
      drop(first.getValue());
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

  /** Ends those whose time is over. */
  void tidy() {
    dropOldest();
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

  /** Whether nothing is kept, not even to be dropped. */
  boolean isEmpty() {
    return underWay.isEmpty() && order.isEmpty() && byNetwork.isEmpty();
  }

  /** Ends all. */
  void close() {
    underWay.keySet().forEach(this::end);
  }
}
