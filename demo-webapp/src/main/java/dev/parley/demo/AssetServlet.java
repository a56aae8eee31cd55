package dev.parley.demo;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** {@code /assets/*}: the style, the script and the icon of the page. */
final class AssetServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Map<String, String> TYPES =
      Map.of(
          "/demo.css", "text/css;charset=utf-8",
          "/demo.js", "text/javascript;charset=utf-8",
          "/icon.svg", "image/svg+xml");

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String name = String.valueOf(request.getPathInfo());
    String type = TYPES.get(name);
    if (type == null) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    response.setHeader("Cache-Control", "no-cache");
    Answer.write(response, type, Resources.bytes(name.substring(1)));
  }
}
