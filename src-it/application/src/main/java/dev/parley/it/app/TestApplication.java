package dev.parley.it.app;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import java.util.EnumSet;

/** Registers the servlets of the test application, the same in every container. */
public final class TestApplication {
  /** Where the container shall send {@code sendError(409)}. */
  public static final String ERROR_PAGE = "/error-page";

  private TestApplication() {}

  /** Adds servlets and the recording filter; call before the filter under test is added. */
  public static void register(ServletContext context, RequestLog log) throws ServletException {
    filter(context, "recorder", new RecordingFilter(log));
    servlet(context, "user", new UserServlet(), "/protected/*", "/optional/*", "/admin/*");
    servlet(context, "open", new UserServlet(), "/open/*");
    servlet(context, "async", new AsyncServlet(), "/protected/async/*");
    servlet(context, "nonblocking", new NonBlockingEchoServlet(), "/protected/nonblocking");
    servlet(context, "forward", new ForwardServlet(), "/protected/forward", "/open/forward");
    servlet(context, "include", new IncludeServlet(), "/open/include");
    servlet(context, "journey", new JourneyServlet(), "/protected/journey/*", "/open/journey/*");
    servlet(context, "redirect", new RedirectServlet(), "/protected/redirect");
    servlet(context, "failing", new FailingServlet(), "/protected/error", "/open/error");
    servlet(context, "errorPage", new UserServlet(), ERROR_PAGE);
    servlet(context, "account", new AccountServlet(), "/account/*", "/protected/account/*");
    servlet(
        context,
        "page",
        new PageServlet(),
        "/protected/start",
        "/protected/page",
        "/protected/part/*");
    servlet(context, "session", new SessionServlet(), "/protected/session");
    servlet(context, "log", new LogServlet(log), "/control/log");
    Object webSocket = context.getAttribute("jakarta.websocket.server.ServerContainer");
    if (webSocket != null) {
      WebSocketEcho.register(context, webSocket);
    }
  }

  /** Adds a filter for every path and every kind of dispatch. */
  public static void filter(ServletContext context, String name, Filter filter) {
    map(context.addFilter(name, filter), EnumSet.allOf(DispatcherType.class));
  }

  /** Maps a filter to every path, for these kinds of dispatch. */
  public static void map(FilterRegistration.Dynamic filter, EnumSet<DispatcherType> types) {
    filter.setAsyncSupported(true);
    filter.addMappingForUrlPatterns(types, false, "/*");
  }

  /** Adds a servlet that supports asynchronous processing. */
  public static void servlet(
      ServletContext context, String name, Servlet servlet, String... patterns) {
    ServletRegistration.Dynamic registration = context.addServlet(name, servlet);
    registration.setAsyncSupported(true);
    registration.addMapping(patterns);
  }
}
