package dev.parley.demo;

import dev.parley.audit.AuditLog;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/**
 * Adds the servlets of the demo to a web application. The WAR names it in its {@code web.xml}; the
 * launcher adds it to a context of the embedded server.
 */
public final class DemoApplication implements ServletContextListener {

  /** The init-param of the context that says how long a nonce serves, for the page's text. */
  public static final String NONCE_LIFETIME = "demo.nonce-lifetime";

  /**
   * The init-param of the context that names the hosts, beside those of loopback, by which the demo
   * may be called; separated by commas.
   */
  public static final String HOSTS = "demo.hosts";

  private final EventRing events = new EventRing(200);
  private @Nullable Path users;

  /** Called by the container. */
  public DemoApplication() {}

  /** Takes the events that the page shows. */
  public AuditLog auditLog() {
    return events;
  }

  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    // a filter of the web.xml takes the audit log from here when it starts
    context.setAttribute(AuditLog.class.getName(), events);
    users = WarUsers.make(context);
    var gate = context.addFilter("gate", new Gate(new Hosts(context.getInitParameter(HOSTS))));
    gate.setAsyncSupported(true);
    gate.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    add(context, "open", new OpenServlet(), "/open");
    add(context, "protected", new ProtectedServlet(), "/protected/*");
    add(context, "async", new AsyncServlet(), "/protected/async/*");
    add(context, "whoami", new WhoamiServlet(), "/protected/whoami");
    add(context, "admin", new AdminServlet(), "/admin/*");
    add(context, "sign-in", new SignInServlet(), "/sign-in");
    add(context, "log-out", new LogoutServlet(), "/log-out");
    add(context, "status", new StatusServlet(), "/status.json");
    add(context, "events", new EventsServlet(events), "/events.json");
    add(context, "assets", new AssetServlet(), "/assets/*");
    add(context, "page", new PageServlet(events), "");
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    Path file = users;
    if (file != null) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        event.getServletContext().log("Parley demo: " + file + " stays", e);
      }
    }
  }

  private static void add(ServletContext context, String name, HttpServlet servlet, String path) {
    var registration = context.addServlet(name, servlet);
    registration.addMapping(path);
    registration.setAsyncSupported(true);
  }
}
