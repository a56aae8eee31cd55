package dev.parley.demo.launcher;

import dev.parley.demo.DemoApplication;
import dev.parley.filter.AuthenticationFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.SessionTrackingMode;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/** Embedded Jetty with the filter and the web application. */
final class DemoServer implements AutoCloseable {
  private final Server server = new Server();
  private int port;

  /**
   * Where it listens.
   *
   * @param host the address to listen at, or null for both loopback addresses
   * @param names further names by which clients may call it
   * @param port 0 takes a free one
   */
  record Place(@Nullable String host, List<String> names, int port) {}

  /**
   * Starts.
   *
   * @param place where it listens
   * @param application the web application, whose audit log the filter has
   */
  static DemoServer start(
      Place place, AuthenticationFilter filter, DemoApplication application, String nonceLifetime)
      throws Exception {
    DemoServer demo = new DemoServer();
    ServletContextHandler context = context(filter, application, nonceLifetime);
    context.setInitParameter(
        DemoApplication.HOSTS, String.join(",", HostNames.of(place.host(), place.names())));
    demo.server.setHandler(context);
    demo.listen(place.host(), place.port());
    demo.server.start();
    return demo;
  }

  private static ServletContextHandler context(
      AuthenticationFilter filter, DemoApplication application, String nonceLifetime) {
    ServletContextHandler context = new ServletContextHandler(ServletContextHandler.SESSIONS);
    context.getSessionHandler().setHttpOnly(true);
    context.getSessionHandler().setSameSite(HttpCookie.SameSite.STRICT);
    context.getSessionHandler().setSessionTrackingModes(Set.of(SessionTrackingMode.COOKIE));
    context.setContextPath("/");
    context.setInitParameter(DemoApplication.NONCE_LIFETIME, nonceLifetime);
    context.addEventListener(application);
    FilterHolder holder = new FilterHolder(filter);
    holder.setAsyncSupported(true);
    context.addFilter(holder, "/*", EnumSet.allOf(DispatcherType.class));
    return context;
  }

  private void listen(@Nullable String host, int wanted) throws UsageException {
    try {
      port = open(host == null ? "127.0.0.1" : host, wanted);
    } catch (IOException e) {
      throw new UsageException(
          "can not listen at port " + wanted + " (" + reason(e) + "); choose another with --port");
    }
    if (host == null) {
      try {
        open("::1", port);
      } catch (IOException e) {
        // a machine without IPv6, or the port is taken there: the first address serves
        return;
      }
    }
  }

  private static String reason(IOException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return String.valueOf(cause.getMessage());
  }

  private int open(String host, int wanted) throws IOException {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(host);
    connector.setPort(wanted);
    connector.open();
    server.addConnector(connector);
    return connector.getLocalPort();
  }

  int port() {
    return port;
  }

  void join() throws InterruptedException {
    server.join();
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }
}
