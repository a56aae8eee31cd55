package dev.parley.it.app;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Hands out the request log and empties it. */
final class LogServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private final transient RequestLog log;

  LogServlet(RequestLog log) {
    this.log = log;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Replies.text(response, log.drain());
  }
}
