package dev.parley.filter;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one request through all its dispatches. Kept in a request attribute whose name
 * nobody else knows.
 */
final class RequestState {
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
   * The spool has to outlive the dispatch then; and nothing is held back any more, for other
   * threads may write to the response underneath.
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
    SpooledEntity entity = exchange.entity();
    if (entity != null) {
      context.addListener(new Closer(entity));
    }
    return context;
  }

  /** Ends a dispatch of the container: deletes the spool unless a later dispatch may read it. */
  void endDispatch(HttpServletRequest request) throws IOException {
    SpooledEntity entity = exchange.entity();
    if (entity == null) {
      return;
    }
    if (request.isAsyncStarted()) {
      request.getAsyncContext().addListener(new Closer(entity));
    } else if (!asynchronous) {
      entity.close();
    }
  }

  /** Deletes the spool when the last asynchronous cycle ends. */
  private static final class Closer implements AsyncListener {
    private final SpooledEntity entity;

    Closer(SpooledEntity entity) {
      this.entity = entity;
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      event.getAsyncContext().addListener(this);
    }

    @Override
    public void onComplete(AsyncEvent event) throws IOException {
      entity.close();
    }

    @Override
    public void onTimeout(AsyncEvent event) {}

    @Override
    public void onError(AsyncEvent event) {}
  }
}
