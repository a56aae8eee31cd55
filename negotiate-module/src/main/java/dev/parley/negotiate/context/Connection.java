package dev.parley.negotiate.context;

import dev.parley.http.HttpExchange;

/**
 * What HTTP says of a connection.
 *
 * @param proxyKeepsIt whether proxies have a connection of its own for each of their clients'
 */
record Connection(boolean proxyKeepsIt) {

  /**
   * Whether the requests of the connection come one after the other and, but for proxies, from one
   * client: HTTP/1.1. Over HTTP/2 several logons may be under way at once; an AJP connection
   * carries the requests of all clients of a proxy; with HTTP/1.0 it may end after each request. A
   * request that a proxy says it has handed on comes over a connection of the proxy's, also where
   * nobody has set that there is one.
   */
  boolean isOneClients(HttpExchange exchange) {
    return exchange.connectionProtocol().equals("http/1.1")
        && !exchange.connectionId().isEmpty()
        && (proxyKeepsIt || !exchange.isHandedOn());
  }

  /** The host that the client named, without port. */
  static String hostName(HttpExchange exchange) {
    String host = exchange.host();
    int colon = host.lastIndexOf(':');
    // The colons inside an IPv6 address stand before its bracket.
    return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
  }
}
