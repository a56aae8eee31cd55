package dev.parley.filter;

import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.io.ByteArrayInputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** As much of a container as the start of a filter sees. */
final class FakeContainer {
  static final String FILTER = "parley";

  final Map<String, String> initParams = new LinkedHashMap<>();
  final Map<String, Object> attributes = new ConcurrentHashMap<>();
  final List<String> log = new CopyOnWriteArrayList<>();
  final Map<String, String> otherFilters = new LinkedHashMap<>();
  final Map<String, List<String>> servlets = new LinkedHashMap<>();
  final AtomicInteger served = new AtomicInteger();
  @Nullable String webXml;
  @Nullable List<String> urlPatterns;
  List<String> servletNames = List.of();

  private static <T> T fake(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            FakeContainer.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  ServletContext context() {
    return fake(
        ServletContext.class,
        (proxy, method, given) ->
            switch (method.getName()) {
              case "getContextPath" -> "/app";
              case "setAttribute" -> attributes.put((String) given[0], given[1]);
              case "getAttribute" -> attributes.get(given[0]);
              case "log" -> log.add((String) given[0]);
              case "getResourceAsStream" -> resource((String) given[0]);
              case "getFilterRegistration" -> given[0].equals(FILTER) ? registration() : null;
              case "getFilterRegistrations" -> filters();
              case "getServletRegistrations" -> registrations();
              case "getClassLoader" -> null;
              default -> throw new UnsupportedOperationException(method.getName());
            });
  }

  private @Nullable ByteArrayInputStream resource(String path) {
    return webXml == null || !path.equals("/WEB-INF/web.xml")
        ? null
        : new ByteArrayInputStream(webXml.getBytes(StandardCharsets.UTF_8));
  }

  private @Nullable FilterRegistration registration() {
    if (urlPatterns == null) {
      return null;
    }
    return fake(
        FilterRegistration.class,
        (proxy, method, given) ->
            method.getName().equals("getUrlPatternMappings") ? urlPatterns : servletNames);
  }

  private Map<String, FilterRegistration> filters() {
    Map<String, FilterRegistration> all = new LinkedHashMap<>();
    otherFilters.forEach(
        (name, filterClass) ->
            all.put(
                name,
                fake(
                    FilterRegistration.class,
                    (proxy, method, given) ->
                        method.getName().equals("getName") ? name : filterClass)));
    return all;
  }

  private Map<String, ServletRegistration> registrations() {
    Map<String, ServletRegistration> all = new LinkedHashMap<>();
    servlets.forEach(
        (name, patterns) ->
            all.put(name, fake(ServletRegistration.class, (proxy, method, given) -> patterns)));
    return all;
  }

  FilterConfig config() {
    return fake(
        FilterConfig.class,
        (proxy, method, given) ->
            switch (method.getName()) {
              case "getFilterName" -> FILTER;
              case "getServletContext" -> context();
              case "getInitParameterNames" -> Collections.enumeration(initParams.keySet());
              case "getInitParameter" -> initParams.get(given[0]);
              default -> throw new UnsupportedOperationException(method.getName());
            });
  }

  /** The application, which counts how often it is reached. */
  FilterChain application() {
    return (request, response) -> served.incrementAndGet();
  }
}
