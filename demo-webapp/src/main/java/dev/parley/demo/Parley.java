package dev.parley.demo;

import dev.parley.audit.Counters;
import dev.parley.filter.AuthenticationFilter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;

/** Where the servlets find the filter that stands before them. */
final class Parley {
  private Parley() {}

  static Counters.Snapshot counters(ServletContext context) throws ServletException {
    if (context.getAttribute(AuthenticationFilter.class.getName())
        instanceof AuthenticationFilter filter) {
      return filter.counters();
    }
    throw new ServletException("the demo runs without the filter: look at web.xml");
  }
}
