package dev.parley.demo;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * {@code /protected/*}: the name of the user, for every method; and how long the request's entity
 * was, if it had one. The header {@code X-User} has the name in UTF-8.
 */
class ProtectedServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    answer(request, response);
  }

  static void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String user = String.valueOf(request.getRemoteUser());
    long length = request.getInputStream().transferTo(OutputStream.nullOutputStream());
    // a header's characters are bytes
    response.setHeader(
        "X-User", new String(user.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    String entity = length > 0 ? request.getMethod() + ": " + length + " bytes\n" : "";
    Answer.text(response, user + "\n" + entity);
  }
}
