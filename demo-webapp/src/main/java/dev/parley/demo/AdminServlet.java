package dev.parley.demo;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code /admin/*}: for users with the role admin; the filter sees to that. */
final class AdminServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Answer.text(
        response,
        request.getRemoteUser() + (request.isUserInRole("admin") ? " is an admin\n" : "\n"));
  }
}
