package dev.parley.demo;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code /protected/whoami}: what the filter says of the user, in JSON. */
final class WhoamiServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Who who = Who.of(request);
    if (who == null) {
      // only where a configuration opens this path
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    Answer.json(response, who);
  }
}
