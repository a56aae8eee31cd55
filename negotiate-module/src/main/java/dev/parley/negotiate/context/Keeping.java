package dev.parley.negotiate.context;

import dev.parley.bounded.OldestFirst;
import dev.parley.bounded.Share;
import dev.parley.context.ContextCache;
import dev.parley.context.ContextPlaces;
import dev.parley.context.ContextReference;
import dev.parley.context.Owners;
import dev.parley.http.HttpExchange;
import dev.parley.negotiate.options.KeepMode;
import dev.parley.sspi.KeptBy;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who was proved on which connection and in which session. The contexts themselves are among the
 * kept ones of the filter, where operators find and revoke them; here is only under which reference
 * they are. A connection that was not used for a while is forgotten, since nobody says when one
 * ends. Thread-safe.
 */
final class Keeping {
  private final OldestFirst<String, OfConnection> byConnection;
  private final Share<String, OfConnection> byAccount;
  private final Share<String, OfConnection> byAddress;
  private final Connections connections;
  private final ContextCache contexts;
  private final String sessionName;
  private final boolean sessions;

  /**
   * Under which reference the client of a connection is kept.
   *
   * @param ofSession whether it is the client of a session too, which outlives the connection
   * @param account the short name of the client's account
   * @param origin the short name of the client's network
   */
  private record OfConnection(
      ContextReference reference, boolean ofSession, int account, int origin) {}

  /**
   * @param packageName of the package whose clients these are
   * @param places how many connections are remembered at most
   * @param mode for clients whose mechanism does not need the connection
   * @param idle after which time without a request a connection is forgotten
   * @param connections says which connections are one client's
   * @param contexts the kept contexts
   */
  Keeping(
      String packageName,
      ContextPlaces places,
      KeepMode mode,
      Duration idle,
      Connections connections,
      ContextCache contexts,
      LongSupplier nanoTime) {
    this.connections = connections;
    this.contexts = contexts;
    this.sessions = mode == KeepMode.SESSION;
    this.sessionName = "dev.parley." + packageName + ".context";
    this.byConnection =
        OldestFirst.byUse(
            places.maximum(), idle, nanoTime, (connectionId, went, full) -> gone(went));
    this.byAccount =
        new Share<>(byConnection, places.maximum(), places.ofAccount(), OfConnection::account);
    this.byAddress =
        new Share<>(byConnection, places.maximum(), places.ofAddress(), OfConnection::origin);
  }

  private void gone(OfConnection went) {
    left(went);
    if (!went.ofSession()) {
      remove(went.reference());
    }
  }

  private void left(OfConnection went) {
    byAccount.leave(went);
    byAddress.leave(went);
  }

  private void remove(ContextReference reference) {
    if (contexts.find(reference) instanceof KeptNegotiation kept) {
      contexts.remove(reference, kept);
    }
  }

  /**
   * Says that a client who is kept is the one of the exchange's connection.
   *
   * @param ofSession whether it is kept for the session already
   */
  void keepForConnection(HttpExchange exchange, KeptNegotiation kept, boolean ofSession) {
    int account = Owners.ofAccount(kept.identity().name());
    OfConnection mine = new OfConnection(kept.reference(), ofSession, account, kept.origin());
    byAccount.enter(mine);
    byAddress.enter(mine);
    OfConnection other = byConnection.put(exchange.connectionId(), mine);
    if (other != null) {
      left(other);
      remove(other.reference());
    }
  }

  /**
   * Says that a client who is being kept is the one of the exchange's session, which gets a new id.
   *
   * @return false when there can be no session
   */
  boolean keepForSession(HttpExchange exchange, KeptNegotiation kept) {
    return exchange.keepInSession(sessionName, kept.reference().text());
  }

  /** Forgets who the exchange's session belongs to. */
  void forgetSession(HttpExchange exchange) {
    exchange.keepInSession(sessionName, null);
  }

  /** The client of the exchange's connection, or of its session; or null. */
  @Nullable KeptNegotiation find(HttpExchange exchange, KeptBy by) {
    return switch (by) {
      case CONNECTION -> live(ofConnection(exchange));
      case SESSION -> live(ofSession(exchange));
    };
  }

  private @Nullable ContextReference ofConnection(HttpExchange exchange) {
    if (!connections.isOneClients(exchange)) {
      return null;
    }
    OfConnection found = byConnection.get(exchange.connectionId());
    return found == null ? null : found.reference();
  }

  private @Nullable ContextReference ofSession(HttpExchange exchange) {
    String text = sessions ? exchange.sessionValue(sessionName) : null;
    return text == null ? null : ContextReference.parse(text);
  }

  private @Nullable KeptNegotiation live(@Nullable ContextReference reference) {
    return reference != null
            && contexts.find(reference) instanceof KeptNegotiation kept
            && !kept.isDestroyed()
        ? kept
        : null;
  }

  /** Forgets who was proved on the exchange's connection and in its session. */
  void forget(HttpExchange exchange) {
    forget(exchange, KeptBy.CONNECTION);
    forget(exchange, KeptBy.SESSION);
  }

  /** Forgets who was proved on the exchange's connection, or in its session. */
  void forget(HttpExchange exchange, KeptBy by) {
    switch (by) {
      case CONNECTION -> {
        OfConnection went = byConnection.remove(exchange.connectionId());
        if (went != null) {
          left(went);
          remove(went.reference());
        }
      }
      case SESSION -> {
        ContextReference went = ofSession(exchange);
        if (went != null) {
          remove(went);
          forgetSession(exchange);
        }
      }
    }
  }

  /** Forgets the connections that were not used for a while. */
  void tidy() {
    byConnection.tidy();
  }

  /** Ends a kept client. */
  void delete(KeptNegotiation kept) {
    contexts.remove(kept.reference(), kept);
  }

  /** Ends all that were kept by connection; those of sessions end with the filter's contexts. */
  void close() {
    byConnection.entries().values().forEach(each -> remove(each.reference()));
    byConnection.entries().clear();
  }
}
