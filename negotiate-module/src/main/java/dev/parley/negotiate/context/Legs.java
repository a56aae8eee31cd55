package dev.parley.negotiate.context;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.parley.negotiate.spnego.SpnegoNegotiation;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The negotiations that await a further leg, by connection. Bounded in number and time; what goes
 * unfinished is wiped. Whoever takes one has it alone. Thread-safe.
 */
final class Legs {
  private final Cache<String, SpnegoNegotiation> underWay;

  Legs(int maximum, Duration time, LongSupplier nanoTime) {
    this.underWay =
        Caffeine.newBuilder()
            .maximumSize(maximum)
            .expireAfterWrite(time)
            .ticker(nanoTime::getAsLong)
            .executor(Runnable::run)
            .evictionListener(Legs::evicted)
            .build();
  }

  private static void evicted(
      @Nullable String connection, @Nullable SpnegoNegotiation negotiation, RemovalCause cause) {
    if (negotiation != null) {
      negotiation.close();
    }
  }

  /** The negotiation of a connection, which the caller takes away; null when there is none. */
  @Nullable SpnegoNegotiation take(String connection) {
    return underWay.asMap().remove(connection);
  }

  /** Leaves a negotiation until its next leg. */
  void leave(String connection, SpnegoNegotiation negotiation) {
    SpnegoNegotiation other = underWay.asMap().put(connection, negotiation);
    if (other != null) {
      other.close();
    }
  }

  /** Ends what is under way on a connection. */
  void end(String connection) {
    SpnegoNegotiation negotiation = take(connection);
    if (negotiation != null) {
      negotiation.close();
    }
  }

  /** About how many are under way. */
  long size() {
    underWay.cleanUp();
    return underWay.estimatedSize();
  }

  /** Ends all. */
  void close() {
    for (String each : underWay.asMap().keySet()) {
      end(each);
    }
  }
}
