package dev.parley.it.tomcat;

import dev.parley.it.app.TestApplication;
import dev.parley.it.launch.Application;
import dev.parley.it.launch.Container;
import dev.parley.it.launch.LaunchOptions;
import dev.parley.it.launch.Launcher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.websocket.server.WsSci;
import org.jspecify.annotations.Nullable;

/** Tomcat with HTTP/1.1, h2c and, if asked for, TLS with ALPN (a key store) and AJP. */
public final class TomcatContainer implements Container {
  private final Tomcat tomcat;
  private final Connector plain;
  private final @Nullable Connector secure;
  private final @Nullable Connector ajp;

  private TomcatContainer(
      Tomcat tomcat, Connector plain, @Nullable Connector secure, @Nullable Connector ajp) {
    this.tomcat = tomcat;
    this.plain = plain;
    this.secure = secure;
    this.ajp = ajp;
  }

  /** Runs until standard input ends. */
  public static void main(String[] args) throws Exception {
    Launcher.run(args, TomcatContainer::start);
  }

  private static Container start(LaunchOptions options) throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(options.work().toString());
    Connector plain = connector();
    tomcat.setConnector(plain);
    Connector secure = options.keyStore().map(TomcatContainer::secure).orElse(null);
    if (secure != null) {
      tomcat.getService().addConnector(secure);
    }
    Connector ajp = options.ajp() ? ajp() : null;
    if (ajp != null) {
      tomcat.getService().addConnector(ajp);
    }
    if (options.war().isPresent()) {
      deploy(tomcat, options, options.war().get());
    } else {
      for (String each : options.contextPaths()) {
        embed(tomcat, options, each.equals("/") ? "" : each);
      }
    }
    tomcat.start();
    return new TomcatContainer(tomcat, plain, secure, ajp);
  }

  /** The WAR in the way of a Tomcat installation: unpacked, its web.xml in force. */
  private static void deploy(Tomcat tomcat, LaunchOptions options, Path war) throws Exception {
    Files.createDirectories(options.work().resolve("webapps"));
    Context context = tomcat.addWebapp("", war.toAbsolutePath().toString());
    context.addServletContainerInitializer(new WsSci(), Set.of());
  }

  private static void embed(Tomcat tomcat, LaunchOptions options, String path) throws Exception {
    Context context = tomcat.addContext(path, options.work().toRealPath().toString());
    context.addServletContainerInitializer(new WsSci(), Set.of());
    context.addServletContainerInitializer(Application.initializer(options), Set.of());
    ErrorPage page = new ErrorPage();
    page.setErrorCode(409);
    page.setLocation(TestApplication.ERROR_PAGE);
    context.addErrorPage(page);
  }

  private static Connector connector() {
    Connector connector = new Connector();
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    connector.setProperty("maxKeepAliveRequests", "-1");
    connector.addUpgradeProtocol(new Http2Protocol());
    return connector;
  }

  /** With as long packets as AJP may have, so that long tickets fit. */
  private static Connector ajp() {
    Connector connector = new Connector("AJP/1.3");
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    connector.setProperty("secretRequired", "false");
    connector.setProperty("packetSize", "65536");
    return connector;
  }

  private static Connector secure(Path keyStore) {
    Connector connector = connector();
    connector.setScheme("https");
    connector.setSecure(true);
    connector.setProperty("SSLEnabled", "true");
    SSLHostConfig host = new SSLHostConfig();
    SSLHostConfigCertificate certificate =
        new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
    certificate.setCertificateKeystoreFile(keyStore.toString());
    certificate.setCertificateKeystorePassword(LaunchOptions.KEY_STORE_PASSWORD);
    host.addCertificate(certificate);
    connector.addSslHostConfig(host);
    return connector;
  }

  @Override
  public int httpPort() {
    return plain.getLocalPort();
  }

  @Override
  public int httpsPort() {
    return port(secure);
  }

  @Override
  public int ajpPort() {
    return port(ajp);
  }

  private static int port(@Nullable Connector connector) {
    return connector == null ? -1 : connector.getLocalPort();
  }

  @Override
  public void close() throws Exception {
    tomcat.stop();
    tomcat.destroy();
  }
}
