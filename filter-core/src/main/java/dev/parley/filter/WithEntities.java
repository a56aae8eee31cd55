package dev.parley.filter;

import dev.parley.sspi.ResponseSeal;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Runs the chain where entities are held: a response to be sealed, a spool to be deleted. */
final class WithEntities {
  private WithEntities() {}

  static void filter(
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain,
      @Nullable SpooledEntity entity,
      @Nullable ResponseSeal seal,
      EntityLimits limits)
      throws IOException, ServletException {
    try {
      if (seal == null) {
        chain.doFilter(request, response);
      } else {
        sealed(request, response, chain, seal, limits.response());
      }
    } finally {
      if (entity != null) {
        closeAtEnd(request, entity);
      }
    }
  }

  private static void sealed(
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain,
      ResponseSeal seal,
      int limit)
      throws IOException, ServletException {
    boolean head = request.getMethod().equals("HEAD");
    SealedResponse held = new SealedResponse(response, seal, head, limit);
    chain.doFilter(request, held);
    if (request.isAsyncStarted()) {
      held.giveUp();
    } else {
      held.finish();
    }
  }

  private static void closeAtEnd(HttpServletRequest request, SpooledEntity entity)
      throws IOException {
    if (request.isAsyncStarted()) {
      request.getAsyncContext().addListener(new Closer(entity));
    } else {
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
