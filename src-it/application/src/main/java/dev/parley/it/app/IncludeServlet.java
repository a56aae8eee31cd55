package dev.parley.it.app;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Includes {@code /protected/target} between brackets. */
final class IncludeServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    response.setContentType("text/plain;charset=utf-8");
    response.getOutputStream().print("[");
    request.getRequestDispatcher("/protected/target").include(request, response);
    response.getOutputStream().print("]");
  }
}
