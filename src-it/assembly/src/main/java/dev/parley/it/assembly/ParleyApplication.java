package dev.parley.it.assembly;

import dev.parley.config.ConfigurationException;
import dev.parley.filter.AuthenticationFilter;
import dev.parley.filter.AuthenticationFilterBuilder;
import dev.parley.it.app.RequestLog;
import dev.parley.it.app.TestApplication;
import dev.parley.it.launch.Application;
import dev.parley.it.launch.LaunchOptions;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.util.EnumSet;
import java.util.Map;

/**
 * Puts Parley before the test application. Launch options that begin with {@code parley.} are
 * settings; those of {@link #DEFAULTS} hold where the tests say nothing. Without a {@code
 * users-file} the test authority decides. With {@code bare} the application stands alone; with
 * {@code by-class} the container makes the filter.
 */
public final class ParleyApplication implements Application {
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "realm", "it",
          "protected-paths", "/protected/*",
          "open-paths", "/open/*, /control/*, /error-page, /account/*",
          "optional-paths", "/optional/*",
          "required-roles", "/admin/* = admin",
          "address-failures", "1000000",
          "lockout-failures", "100000");
  private static final String FILTER_CLASS = "dev.parley.filter.AuthenticationFilter";
  private static final String PASSWORD = "Circle-of-Life";

  @Override
  public void register(ServletContext context, LaunchOptions options) throws ServletException {
    if (options.value("bare").isPresent()) {
      TestApplication.register(context, new RequestLog());
      return;
    }
    if (options.value("by-class").isPresent()) {
      byClass(context, options);
      return;
    }
    MovableClock clock = new MovableClock();
    TestAuthority authority = new TestAuthority(PASSWORD);
    AuditRing audit = new AuditRing();
    AuthenticationFilterBuilder builder =
        AuthenticationFilter.builder().clock(clock).auditLog(audit);
    DEFAULTS.forEach(builder::set);
    options.settings("parley.").forEach(builder::set);
    if (options.value("parley.users-file").isEmpty()
        && options.value("parley.htdigest-file").isEmpty()) {
      builder.digestAuthority(authority);
    }
    try {
      AuthenticationFilter filter = builder.build();
      TestApplication.register(context, new RequestLog());
      TestApplication.filter(context, "parley", filter);
      TestApplication.servlet(context, "onward", new OnwardServlet(), "/protected/onward");
      TestApplication.servlet(
          context, "control", new ControlServlet(filter, authority, clock, audit), "/control/*");
    } catch (ConfigurationException e) {
      throw new ServletException(e);
    }
  }

  /**
   * As a web.xml does: the container makes the filter, of which a jar may be missing, and gives it
   * init-params. The option holds the kinds of dispatch, or {@code all}.
   */
  private static void byClass(ServletContext context, LaunchOptions options)
      throws ServletException {
    TestApplication.register(context, new RequestLog());
    FilterRegistration.Dynamic filter = context.addFilter("parley", FILTER_CLASS);
    DEFAULTS.forEach(filter::setInitParameter);
    options.settings("parley.").forEach(filter::setInitParameter);
    String types = options.value("by-class").orElse("all");
    TestApplication.map(
        filter,
        types.equals("all")
            ? EnumSet.allOf(DispatcherType.class)
            : EnumSet.of(DispatcherType.valueOf(types)));
  }
}
