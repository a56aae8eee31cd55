package dev.parley.it.frameworks;

import dev.parley.config.ConfigurationException;
import dev.parley.filter.AuthenticationFilter;
import dev.parley.filter.AuthenticationFilterBuilder;
import dev.parley.it.launch.Application;
import dev.parley.it.launch.LaunchOptions;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Frameworks behind Parley. Launch options that begin with {@code parley.} are settings of every
 * filter; those that begin with {@code rules.NAME.} make a filter of their own, which serves
 * requests with the header {@code X-Rules: NAME}. The header {@code X-Framework} chooses the
 * framework.
 */
public final class FrameworksApplication implements Application {
  private static final String FRAMEWORK = "X-Framework";

  @Override
  public void register(ServletContext context, LaunchOptions options) throws ServletException {
    filter(context, "parley", new ChosenFilter("X-Rules", authentication(options)));
    Map<String, Filter> frameworks = new HashMap<>();
    frameworks.put("jersey", JerseyPages.filter());
    frameworks.put("action-decoded-first", new ActionFilter(true));
    frameworks.put("action-decoded-last", new ActionFilter(false));
    for (SpringServlet.Matching each : SpringServlet.Matching.values()) {
      frameworks.put(
          each.choice(), (request, response, chain) -> chain.doFilter(request, response));
    }
    filter(context, "frameworks", new ChosenFilter(FRAMEWORK, frameworks));
    context.addServlet("spring", new SpringServlet(FRAMEWORK)).addMapping("/");
  }

  private static Map<String, Filter> authentication(LaunchOptions options) throws ServletException {
    Map<String, AuthenticationFilterBuilder> builders = new HashMap<>();
    options
        .settings("rules.")
        .forEach(
            (key, value) -> {
              int dot = key.indexOf('.');
              builders
                  .computeIfAbsent(key.substring(0, dot), name -> builder(options))
                  .set(key.substring(dot + 1), value);
            });
    Map<String, Filter> filters = new HashMap<>();
    try {
      for (Map.Entry<String, AuthenticationFilterBuilder> each : builders.entrySet()) {
        filters.put(each.getKey(), each.getValue().build());
      }
    } catch (ConfigurationException e) {
      throw new ServletException(e);
    }
    return filters;
  }

  private static AuthenticationFilterBuilder builder(LaunchOptions options) {
    AuthenticationFilterBuilder builder = AuthenticationFilter.builder();
    options.settings("parley.").forEach(builder::set);
    return builder;
  }

  private static void filter(ServletContext context, String name, Filter filter) {
    context
        .addFilter(name, filter)
        .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
  }
}
