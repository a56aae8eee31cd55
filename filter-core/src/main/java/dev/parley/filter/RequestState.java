package dev.parley.filter;

import org.jspecify.annotations.Nullable;

/**
 * What is known of one request through all its dispatches. Kept in a request attribute whose name
 * nobody else knows.
 */
final class RequestState {
  private final ServletExchange exchange;
  private volatile @Nullable Caller caller;

  RequestState(ServletExchange exchange) {
    this.exchange = exchange;
  }

  ServletExchange exchange() {
    return exchange;
  }

  @Nullable Caller caller() {
    return caller;
  }

  void caller(@Nullable Caller now) {
    caller = now;
  }
}
