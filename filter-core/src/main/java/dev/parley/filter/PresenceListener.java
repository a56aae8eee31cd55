package dev.parley.filter;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Stands in {@code web.xml} beside the filter, so that an application without the filter is not
 * deployed. Some containers (GlassFish, Payara) leave out a filter whose class they do not find and
 * serve the application without it, but no container leaves out a listener: where the jar is
 * missing this class is missing too, and where the {@code filter-class} is misspelt it throws.
 * Thread-safe.
 */
public final class PresenceListener implements ServletContextListener {
  private static final String FILTER = AuthenticationFilter.class.getName();

  /** For the container. */
  public PresenceListener() {}

  /**
   * Looks for the filter.
   *
   * @throws IllegalStateException when no filter of the application is an {@link
   *     AuthenticationFilter}; the containers then do not deploy the application
   */
  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    Collection<? extends FilterRegistration> filters = context.getFilterRegistrations().values();
    if (filters.stream().noneMatch(each -> FILTER.equals(each.getClassName()))) {
      throw new IllegalStateException(
          "Parley's filter is missing from the application "
              + context.getContextPath()
              + ", which is not to be served without it: no filter-class is "
              + FILTER
              + ", there are "
              + filters.stream()
                  .map(each -> each.getName() + " = " + each.getClassName())
                  .sorted()
                  .collect(Collectors.joining(", ", "[", "]"))
              + "; correct it in web.xml, or take the listener out where the filter is registered"
              + " otherwise");
    }
  }
}
