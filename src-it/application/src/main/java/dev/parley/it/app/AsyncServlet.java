package dev.parley.it.app;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Leaves the container's thread and comes back by an ASYNC dispatch; below {@code /complete} the
 * other thread writes the answer itself.
 */
final class AsyncServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getDispatcherType() == DispatcherType.ASYNC) {
      Replies.user(request, response, " async");
      return;
    }
    AsyncContext async = request.startAsync(request, response);
    async.setTimeout(10_000);
    if ("/complete".equals(request.getPathInfo())) {
      async.start(() -> complete(async, request, response));
    } else {
      async.start(async::dispatch);
    }
  }

  private static void complete(
      AsyncContext async, HttpServletRequest request, HttpServletResponse response) {
    try {
      Replies.user(request, response, " complete");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } finally {
      async.complete();
    }
  }
}
