package dev.parley.it.app;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Method;

/**
 * Writes and redirects in a way that Servlet 6.1 brought: {@code ?303} with a status, {@code
 * ?false} with what was written left in place, {@code ?303,false} with both. Answers 501 where
 * there is no such way.
 */
final class RedirectServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    response.setContentType("text/plain;charset=utf-8");
    response.getOutputStream().print("written before");
    String[] ways = String.valueOf(request.getQueryString()).split(",", 2);
    Class<?>[] types = new Class<?>[ways.length + 1];
    Object[] arguments = new Object[ways.length + 1];
    types[0] = String.class;
    arguments[0] = "/open/x";
    for (int i = 0; i < ways.length; i++) {
      boolean status = Character.isDigit(ways[i].charAt(0));
      types[i + 1] = status ? int.class : boolean.class;
      arguments[i + 1] = status ? Integer.valueOf(ways[i]) : Boolean.valueOf(ways[i]);
    }
    try {
      Method redirect = HttpServletResponse.class.getMethod("sendRedirect", types);
      redirect.invoke(response, arguments);
    } catch (NoSuchMethodException e) {
      response.sendError(HttpServletResponse.SC_NOT_IMPLEMENTED);
    } catch (ReflectiveOperationException e) {
      throw new ServletException(e);
    }
  }
}
