package dev.parley.benchmarks.server;

import jakarta.servlet.Filter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.BufferUtil;

/** Jetty on one connection that is a pair of byte arrays; all work is done by the caller. */
public final class JettyInMemory implements AutoCloseable {
  private static final int ROOM = 4096;

  private final Server server = new Server();

  private final ByteArrayEndPoint endPoint;

  /**
   * Starts it.
   *
   * @param filter {@code none}, {@code through} for one that does nothing, or {@code parley}
   */
  public JettyInMemory(String filter) throws Exception {
    HttpConnectionFactory http = new HttpConnectionFactory();
    LocalConnector connector = new LocalConnector(server, http);
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler("/");
    context.addServlet(GreetingServlet.class, "/*");
    Filter through = (request, response, chain) -> chain.doFilter(request, response);
    switch (filter) {
      case "none" -> {}
      case "through" -> context.addFilter(new FilterHolder(through), "/*", null);
      case "parley" -> context.addFilter(new FilterHolder(ParleyDigest.filter()), "/*", null);
      default -> throw new IllegalArgumentException("none, through or parley: " + filter);
    }
    server.setHandler(context);
    server.start();
    endPoint =
        new ByteArrayEndPoint(connector.getScheduler(), 0, (byte[]) null, ROOM) {
          @Override
          protected void execute(Runnable task) {
            task.run();
          }
        };
    Connection connection = http.newConnection(connector, endPoint);
    endPoint.setConnection(connection);
    endPoint.onOpen();
    connection.onOpen();
  }

  /** Serves a request; returns the length of the answer in octets. */
  public int serve(byte[] request) {
    BufferUtil.clear(endPoint.getOutput());
    endPoint.addInputAndExecute(ByteBuffer.wrap(request));
    return endPoint.getOutput().remaining();
  }

  /** Serves a request; returns the answer. */
  public String answer(byte[] request) {
    serve(request);
    return endPoint.getOutputString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }
}
