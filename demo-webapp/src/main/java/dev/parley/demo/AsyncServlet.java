package dev.parley.demo;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code /protected/async/*}: the same answer, in an asynchronous dispatch. */
final class AsyncServlet extends ProtectedServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getDispatcherType() == DispatcherType.ASYNC) {
      answer(request, response);
      return;
    }
    AsyncContext async = request.startAsync();
    async.setTimeout(10_000);
    async.start(async::dispatch);
  }
}
