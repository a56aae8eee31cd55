package dev.parley.it.servers.app;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Leaves the container's thread and answers from the ASYNC dispatch. */
public final class AsyncServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final long MILLIS = 120_000;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getDispatcherType() == DispatcherType.ASYNC) {
      Pages.write(request, response);
      return;
    }
    AsyncContext async = request.startAsync(request, response);
    async.setTimeout(MILLIS);
    async.start(async::dispatch);
  }
}
