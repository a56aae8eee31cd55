package dev.parley.filter;

import dev.parley.audit.AuditLog;
import dev.parley.config.ConfigurationException;
import dev.parley.engine.Place;
import jakarta.servlet.FilterConfig;
import java.nio.file.Path;
import java.util.Collections;

/**
 * Turns init-params into a builder. Paths that start with {@code /WEB-INF/} lie in the web
 * application. An {@link AuditLog} that the application has put into an attribute of its {@code
 * ServletContext}, by the name of that interface, is given the events too.
 */
final class InitParams {
  private InitParams() {}

  static AuthenticationFilterBuilder read(FilterConfig config) throws ConfigurationException {
    AuthenticationFilterBuilder builder = new AuthenticationFilterBuilder();
    builder.webApplication(name -> realPath(config, name));
    builder.place(place(config));
    for (String name : Collections.list(config.getInitParameterNames())) {
      builder.set(name, config.getInitParameter(name));
    }
    if (config.getServletContext().getAttribute(AuditLog.class.getName()) instanceof AuditLog log) {
      builder.auditLog(log);
    }
    return builder;
  }

  /** Where the container has put the filter. */
  static Place place(FilterConfig config) {
    return Place.of(config.getServletContext().getContextPath(), config.getFilterName());
  }

  private static Path realPath(FilterConfig config, String name) {
    String real = config.getServletContext().getRealPath(name);
    // Where the WAR is not unpacked there is none: the name is kept, and the file is not found.
    return Path.of(real == null ? name : real);
  }
}
