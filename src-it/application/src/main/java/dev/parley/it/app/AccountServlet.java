package dev.parley.it.app;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The servlet calls {@code login}, {@code logout} and {@code authenticate}. */
final class AccountServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    String call = String.valueOf(request.getPathInfo());
    switch (call) {
      case "/login" -> login(request, response);
      case "/logout" -> {
        request.logout();
        Replies.user(request, response, " logged out");
      }
      case "/authenticate" -> {
        if (request.authenticate(response)) {
          Replies.user(request, response, " authenticated");
        }
      }
      default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  private static void login(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      request.login(request.getParameter("user"), request.getParameter("password"));
      Replies.user(request, response, " logged in");
    } catch (ServletException e) {
      Replies.user(request, response, " refused");
    }
  }
}
