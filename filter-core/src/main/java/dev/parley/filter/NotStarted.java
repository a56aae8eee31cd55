package dev.parley.filter;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The answer of a filter that is not started. It takes nothing but the Servlet API to give it. */
final class NotStarted {
  private static final String TEXT = "503 Service Unavailable: please try again later.\n";

  private NotStarted() {}

  /**
   * Answers 503 in place of whatever the response has, where that is possible: not in an included
   * part, which is left out, nor in a response that is under way or not of HTTP, to which nothing
   * is added.
   */
  static void answer(ServletRequest request, ServletResponse response, long retryAfter)
      throws IOException {
    if (!(response instanceof HttpServletResponse http)
        || response.isCommitted()
        || request.getDispatcherType() == DispatcherType.INCLUDE) {
      return;
    }
    clear(http);
    http.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    http.setHeader("Retry-After", Long.toString(retryAfter));
    http.setHeader("Cache-Control", "no-store");
    http.setContentType("text/plain;charset=us-ascii");
    byte[] body = TEXT.getBytes(StandardCharsets.US_ASCII);
    http.setContentLength(body.length);
    try {
      http.getOutputStream().write(body);
    } catch (IllegalStateException e) {
      // A wrapper that knows no reset: the application has taken its writer.
      http.getWriter().write(TEXT);
    }
  }

  /** Nothing of what an application has set stays, not even its fields. */
  private static void clear(HttpServletResponse response) {
    try {
      response.reset();
    } catch (RuntimeException e) {
      // A wrapper that cannot do that: what follows still replaces the status and the entity.
      response.resetBuffer();
    }
  }
}
