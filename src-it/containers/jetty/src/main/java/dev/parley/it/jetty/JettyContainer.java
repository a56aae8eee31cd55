package dev.parley.it.jetty;

import dev.parley.it.launch.Container;
import dev.parley.it.launch.LaunchOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** A Jetty server with HTTP/1.1, h2c and, if there is a key store, TLS with ALPN. */
public final class JettyContainer implements Container {
  private final Server server;
  private final ServerConnector plain;
  private final int httpsPort;

  private JettyContainer(Server server, ServerConnector plain, int httpsPort) {
    this.server = server;
    this.plain = plain;
    this.httpsPort = httpsPort;
  }

  /**
   * Starts a server on free ports of the loopback address.
   *
   * @param application makes the application of a context path
   */
  public static JettyContainer start(
      LaunchOptions options, Function<String, ContextHandler> application) throws Exception {
    Server server = new Server();
    ServerConnector plain = plain(server);
    server.addConnector(plain);
    ServerConnector secure = options.keyStore().map(file -> secure(server, file)).orElse(null);
    if (secure != null) {
      server.addConnector(secure);
    }
    List<ContextHandler> applications = options.contextPaths().stream().map(application).toList();
    server.setHandler(
        applications.size() == 1
            ? applications.get(0)
            : new ContextHandlerCollection(applications.toArray(ContextHandler[]::new)));
    server.setStopTimeout(1000);
    server.start();
    return new JettyContainer(server, plain, secure == null ? -1 : secure.getLocalPort());
  }

  private static ServerConnector plain(Server server) {
    HttpConfiguration http = new HttpConfiguration();
    ServerConnector connector =
        new ServerConnector(
            server, new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http));
    connector.setHost("127.0.0.1");
    return connector;
  }

  private static ServerConnector secure(Server server, Path keyStore) {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setKeyStorePath(keyStore.toString());
    tls.setKeyStorePassword(LaunchOptions.KEY_STORE_PASSWORD);
    HttpConfiguration https = new HttpConfiguration();
    https.addCustomizer(new SecureRequestCustomizer(false));
    ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory("h2", "http/1.1");
    alpn.setDefaultProtocol("http/1.1");
    ServerConnector connector =
        new ServerConnector(
            server,
            new SslConnectionFactory(tls, alpn.getProtocol()),
            alpn,
            new HTTP2ServerConnectionFactory(https),
            new HttpConnectionFactory(https));
    connector.setHost("127.0.0.1");
    return connector;
  }

  @Override
  public int httpPort() {
    return plain.getLocalPort();
  }

  @Override
  public int httpsPort() {
    return httpsPort;
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }
}
