package dev.parley.it.frameworks;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Actions in the manner of Struts: the request URI without its suffix chooses the page.
 *
 * @param decodesFirst whether escapes are decoded before parameters go and dot segments are
 *     resolved, or after
 */
record ActionFilter(boolean decodesFirst) implements Filter {
  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException {
    HttpServletRequest http = (HttpServletRequest) request;
    String uri = http.getRequestURI();
    String path = decodesFirst ? resolved(decoded(uri)) : decoded(resolved(uri));
    String context = http.getContextPath();
    Page page = path.startsWith(context) ? page(path.substring(context.length())) : null;
    if (page == null) {
      ((HttpServletResponse) response).sendError(HttpServletResponse.SC_NOT_FOUND);
    } else {
      page.write(response);
    }
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static String resolved(String text) {
    String path = text.replaceAll(";[^/]*", "").replace('\\', '/').replace('\0', ' ');
    return Path.of("/" + path).normalize().toString();
  }

  private static @Nullable Page page(String path) {
    int dot = path.lastIndexOf('.');
    String action = dot > path.lastIndexOf('/') ? path.substring(0, dot) : path;
    if (action.equals("/open")) {
      return Page.OPEN;
    }
    return action.equals("/admin2") || action.startsWith("/admin2/") ? Page.ADMIN : null;
  }
}
