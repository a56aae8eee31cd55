package dev.parley.negotiate.context;

import dev.parley.audit.Aside;
import dev.parley.bounded.OldestFirst;
import dev.parley.http.HttpExchange;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the container's ids of connections hold from one request to the next. Some containers
 * (Open Liberty) give each request an id of its own; a negotiation of more than one leg can never
 * finish there. They are taken to hold until further legs come on other ids than the first ones of
 * their clients, while no id was ever seen with two requests; the first that is proves the
 * opposite, for good. So a client that plays a container without ids costs others no more than the
 * time until anybody keeps a connection. Thread-safe.
 */
final class ConnectionIds {
  /** One may be chance: a proxy, or a client that continues on another connection. */
  static final int CONTRADICTIONS = 2;

  private static final Logger LOG = LoggerFactory.getLogger(ConnectionIds.class);
  private static final int REMEMBERED = 1000;

  private enum State {
    UNKNOWN,
    HOLD,
    DO_NOT_HOLD
  }

  /** The request that each connection was seen with. */
  private final OldestFirst<String, String> requests;

  /** Who has begun and was not seen to go on. */
  private final OldestFirst<String, Boolean> beginners;

  private final AtomicInteger contradictions = new AtomicInteger();
  private volatile State state = State.UNKNOWN;

  ConnectionIds(Duration legTime, LongSupplier nanoTime) {
    this.requests = OldestFirst.byUse(REMEMBERED, legTime, nanoTime, (id, request, full) -> {});
    this.beginners = OldestFirst.byUse(REMEMBERED, legTime, nanoTime, (from, mark, full) -> {});
  }

  boolean hold() {
    return state != State.DO_NOT_HOLD;
  }

  /** A request came. */
  void saw(HttpExchange exchange) {
    String request = exchange.requestId();
    if (state == State.HOLD || request.isEmpty() || exchange.connectionId().isEmpty()) {
      return;
    }
    String before = requests.put(exchange.connectionId(), request);
    if (before != null && !before.equals(request)) {
      proved();
    }
  }

  /** A negotiation awaits its next leg. */
  void began(HttpExchange exchange) {
    if (state == State.UNKNOWN) {
      beginners.put(exchange.remoteAddress(), true);
    }
  }

  /** The next leg came, on the same id. */
  void proved() {
    if (state != State.HOLD) {
      boolean withdrawn = setHold();
      if (withdrawn) {
        Aside.write(() -> LOG.warn("connection ids hold after all: NTLM is offered again"));
      }
    }
  }

  private synchronized boolean setHold() {
    boolean withdrawn = state == State.DO_NOT_HOLD;
    state = State.HOLD;
    requests.entries().clear();
    beginners.entries().clear();
    return withdrawn;
  }

  /** A further leg came on an id on which nothing is under way. */
  void missed(HttpExchange exchange) {
    if (state == State.UNKNOWN
        && beginners.remove(exchange.remoteAddress()) != null
        && contradictions.incrementAndGet() >= CONTRADICTIONS
        && setDoNotHold()) {
      Aside.write(
          () ->
              LOG.warn(
                  "NTLM is not offered any more: this container gives each request another connection id"
                      + " (or a proxy that is not declared spreads requests over connections), so that"
                      + " NTLM can never finish; Kerberos and Digest go on. Remedy: a container whose"
                      + " ServletConnection.getConnectionId() holds, or take NTLM out of the settings"));
    }
  }

  private synchronized boolean setDoNotHold() {
    boolean first = state == State.UNKNOWN;
    if (first) {
      state = State.DO_NOT_HOLD;
    }
    return first;
  }
}
