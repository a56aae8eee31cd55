package dev.parley.filter;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the container leads requests through the filter, as far as that can be read: the patterns by
 * the Servlet API, the rest in the application's descriptors. A registration in Java has none.
 *
 * @param urlPatterns what the filter is mapped to
 * @param servletNames the servlets that it is mapped to by their names
 * @param descriptor what the descriptors say of it
 * @param filters the names of all filters of the application
 * @param servlets the patterns of the application's servlets, by their names
 */
record Registration(
    Set<String> urlPatterns,
    Set<String> servletNames,
    Descriptor descriptor,
    Set<String> filters,
    Map<String, Set<String>> servlets) {
  private static final String WEB_XML = "/WEB-INF/web.xml";
  private static final String FRAGMENT = "META-INF/web-fragment.xml";

  Registration {
    urlPatterns = Set.copyOf(urlPatterns);
    servletNames = Set.copyOf(servletNames);
    filters = Set.copyOf(filters);
    servlets = Map.copyOf(servlets);
  }

  static Registration read(FilterConfig config) {
    ServletContext context = config.getServletContext();
    FilterRegistration filter = context.getFilterRegistration(config.getFilterName());
    return new Registration(
        filter == null ? Set.of() : set(filter.getUrlPatternMappings()),
        filter == null ? Set.of() : set(filter.getServletNameMappings()),
        descriptor(context, config.getFilterName()),
        context.getFilterRegistrations().keySet(),
        servlets(context));
  }

  private static Map<String, Set<String>> servlets(ServletContext context) {
    Map<String, Set<String>> servlets = new LinkedHashMap<>();
    context
        .getServletRegistrations()
        .forEach((name, servlet) -> servlets.put(name, set(servlet.getMappings())));
    return servlets;
  }

  private static Set<String> set(@Nullable Collection<String> texts) {
    return texts == null ? Set.of() : Set.copyOf(texts);
  }

  private static Descriptor descriptor(ServletContext context, String filterName) {
    try (InputStream in = context.getResourceAsStream(WEB_XML)) {
      Descriptor descriptor = in == null ? Descriptor.NONE : Descriptor.read(in, filterName);
      if (!descriptor.complete()) {
        for (URL each : fragments(context)) {
          URLConnection connection = each.openConnection();
          // A cached jar would stay open beyond the application's end.
          connection.setUseCaches(false);
          try (InputStream fragment = connection.getInputStream()) {
            descriptor = descriptor.and(Descriptor.read(fragment, filterName));
          }
        }
      }
      return descriptor;
    } catch (IOException | IllegalArgumentException e) {
      return Descriptor.NONE;
    }
  }

  private static List<URL> fragments(ServletContext context) throws IOException {
    ClassLoader loader = context.getClassLoader();
    return loader == null ? List.of() : Collections.list(loader.getResources(FRAGMENT));
  }
}
