package dev.parley.it.frameworks;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;

/** One of several filters by a request header, so that one container serves for all of them. */
record ChosenFilter(String header, Map<String, Filter> choices) implements Filter {
  @Override
  public void init(FilterConfig config) throws ServletException {
    for (Filter each : choices.values()) {
      each.init(config);
    }
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String name = ((HttpServletRequest) request).getHeader(header);
    Filter chosen = name == null ? null : choices.get(name);
    if (chosen == null) {
      throw new ServletException(header + ": no such choice: " + name);
    }
    chosen.doFilter(request, response, chain);
  }

  @Override
  public void destroy() {
    choices.values().forEach(Filter::destroy);
  }
}
