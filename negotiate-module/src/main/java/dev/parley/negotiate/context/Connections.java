package dev.parley.negotiate.context;

import dev.parley.audit.Aside;
import dev.parley.http.HttpExchange;
import dev.parley.negotiate.options.NegotiateOptions;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What HTTP, the container and earlier requests say of connections: whether the requests of one
 * come one after the other and, but for proxies, from one client. Shared by all that negotiates in
 * one filter. Thread-safe.
 */
public final class Connections {
  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

  private final boolean proxyKeepsThem;
  private final boolean manyAccounts;
  private final ConnectionIds ids;
  private final ConnectionAccounts accounts;
  private final AtomicBoolean warned = new AtomicBoolean();

  /** Nothing is known of any connection. */
  public Connections(NegotiateOptions options) {
    this(options, System::nanoTime);
  }

  Connections(NegotiateOptions options, LongSupplier nanoTime) {
    this.proxyKeepsThem = options.proxyKeepsConnections();
    this.manyAccounts = options.manyAccountsPerConnection();
    this.ids = new ConnectionIds(options.legTime(), nanoTime);
    this.accounts =
        new ConnectionAccounts(options.places().maximum(), options.connectionIdle(), nanoTime);
  }

  ConnectionIds ids() {
    return ids;
  }

  /** Whether an identity or a negotiation can be that of the connection. */
  boolean isOneClients(HttpExchange exchange) {
    return whyNot(exchange) == null;
  }

  /**
   * Why the connection cannot stand for one client; null when it can. Over HTTP/2 several logons
   * may be under way at once; an AJP connection carries the requests of all clients of a proxy;
   * with HTTP/1.0 it may end after each request. A request that a proxy says it has handed on comes
   * over a connection of the proxy's, also where nobody has set that there is one.
   */
  @Nullable String whyNot(HttpExchange exchange) {
    String protocol = exchange.connectionProtocol();
    if (!protocol.equals("http/1.1")) {
      return switch (protocol) {
        case "h2", "h2c", "h3" -> "an HTTP/2 or HTTP/3 connection carries several requests at once";
        case "ajp" -> "an AJP connection is the proxy's";
        case "http/1.0" -> "an HTTP/1.0 connection may end after each request";
        default -> "the container does not tell the connection's protocol";
      };
    }
    if (exchange.connectionId().isEmpty()) {
      return "the container gives connections no id";
    }
    if (!ids.hold()) {
      return "the container gives each request another connection id";
    }
    return proxyKeepsThem || !exchange.isHandedOn() ? null : "a proxy has handed the request on";
  }

  /**
   * Whether the next logon that needs the connection should come over another one: this one has
   * carried several accounts, or one that was proved for it and holds no longer.
   */
  boolean isUsed(HttpExchange exchange) {
    if (manyAccounts || !isOneClients(exchange)) {
      return false;
    }
    ConnectionAccounts.Carried carried = accounts.of(exchange.connectionId());
    return carried != null && (carried.shared() || carried.ofConnection());
  }

  /** Whether the connection has carried several accounts. */
  boolean isShared(HttpExchange exchange) {
    ConnectionAccounts.Carried carried = manyAccounts ? null : accounts.of(exchange.connectionId());
    return carried != null && carried.shared();
  }

  /**
   * An account was proved over the connection.
   *
   * @param ofConnection whether for the connection, not for the request alone
   * @return whether the connection has carried no other
   */
  boolean note(HttpExchange exchange, String account, boolean ofConnection) {
    if (manyAccounts || !isOneClients(exchange)) {
      return true;
    }
    return !accounts.note(exchange.connectionId(), account, ofConnection).shared();
  }

  /** An identity is kept for a connection. */
  void keeps() {
    if (!proxyKeepsThem && warned.compareAndSet(false, true)) {
      Aside.write(
          () ->
              LOG.warn(
                  "the first logon is kept for its connection (NTLM, or negotiate.keep=connection), and no"
                      + " proxy is declared: if a proxy or load balancer in front shares its connections"
                      + " among clients and does not say so in its fields, one client gets another's"
                      + " identity. Remedy: set trusted-proxies and, only where it keeps connections apart,"
                      + " negotiate.proxy-keeps-connections"));
    }
  }

  /** The host that the client named, without port. */
  static String hostName(HttpExchange exchange) {
    String host = exchange.host();
    int colon = host.lastIndexOf(':');
    // The colons inside an IPv6 address stand before its bracket.
    return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
  }
}
