package dev.parley.filter;

import dev.parley.audit.Aside;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of one request through all its dispatches. Kept in a request attribute whose name
 * nobody else knows.
 */
final class RequestState {
  private static final Logger LOG = LoggerFactory.getLogger(RequestState.class);

  private final ServletExchange exchange;
  private final boolean preflight;
  private volatile @Nullable Caller caller;
  private volatile boolean asynchronous;
  private volatile @Nullable SealedResponse held;

  /**
   * @param preflight whether it passes as a CORS preflight, through all its dispatches
   */
  RequestState(ServletExchange exchange, boolean preflight) {
    this.exchange = exchange;
    this.preflight = preflight;
  }

  boolean preflight() {
    return preflight;
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

  void held(SealedResponse response) {
    held = response;
  }

  /** Whether the application has ever gone asynchronous. */
  boolean asynchronous() {
    return asynchronous;
  }

  /**
   * Spool and context have to outlive the dispatch then; and nothing is held back any more, for
   * other threads may write to the response underneath.
   */
  AsyncContext wentAsync(AsyncContext context) {
    asynchronous = true;
    SealedResponse response = held;
    if (response != null) {
      try {
        response.giveUp();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    if (holds()) {
      context.addListener(ending());
    }
    return context;
  }

  /** Whether anything has to end with the request. */
  private boolean holds() {
    return exchange.entity() != null || contextOfRequest() != null;
  }

  /** The security context, if it lives for this request only. */
  private @Nullable AutoCloseable contextOfRequest() {
    return caller instanceof Caller.ByContext known
            && known.user().context() instanceof AutoCloseable context
        ? context
        : null;
  }

  /** Ends a dispatch of the container: the request too, unless a later dispatch may follow. */
  void endDispatch(HttpServletRequest request) throws IOException {
    if (!holds()) {
      return;
    }
    if (request.isAsyncStarted()) {
      request.getAsyncContext().addListener(ending());
    } else if (!asynchronous) {
      end();
    }
  }

  /** Deletes the spool, and closes the context. */
  private void end() throws IOException {
    exchange.discardEntity();
    AutoCloseable context = contextOfRequest();
    if (context != null) {
      try {
        context.close();
      } catch (Exception e) {
        Aside.write(() -> LOG.warn("a context does not close: {}", e.getClass().getName()));
      }
    }
  }

  /**
   * Ends the request when the last asynchronous cycle ends. Made by a lambda: a class that
   * implements {@code AsyncListener} is one that an application may have created by the container,
   * and WildFly warns at deployment of each that it cannot create (WFLYEE0007).
   */
  @FunctionalInterface
  private interface Ending extends AsyncListener {
    @Override
    default void onStartAsync(AsyncEvent event) {
      event.getAsyncContext().addListener(this);
    }

    @Override
    default void onTimeout(AsyncEvent event) {}

    @Override
    default void onError(AsyncEvent event) {}
  }

  private AsyncListener ending() {
    Ending ending = event -> end();
    return ending;
  }
}
