package dev.parley.benchmarks.server;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The application behind every server: asks who the user is and answers six bytes. */
public final class GreetingServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final byte[] BODY = "hello\n".getBytes(StandardCharsets.US_ASCII);

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String user = request.getRemoteUser();
    response.setHeader("X-User", user == null ? "-" : user);
    response.setContentType("text/plain");
    response.setContentLength(BODY.length);
    response.getOutputStream().write(BODY);
  }
}
