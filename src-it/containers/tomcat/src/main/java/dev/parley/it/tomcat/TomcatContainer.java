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

/** Tomcat with HTTP/1.1, h2c and, if there is a key store, TLS with ALPN. */
public final class TomcatContainer implements Container {
  private final Tomcat tomcat;
  private final Connector plain;
  private final int httpsPort;

  private TomcatContainer(Tomcat tomcat, Connector plain, int httpsPort) {
    this.tomcat = tomcat;
    this.plain = plain;
    this.httpsPort = httpsPort;
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
    if (options.war().isPresent()) {
      deploy(tomcat, options, options.war().get());
    } else {
      embed(tomcat, options);
    }
    tomcat.start();
    return new TomcatContainer(tomcat, plain, secure == null ? -1 : secure.getLocalPort());
  }

  /** The WAR in the way of a Tomcat installation: unpacked, its web.xml in force. */
  private static void deploy(Tomcat tomcat, LaunchOptions options, Path war) throws Exception {
    Files.createDirectories(options.work().resolve("webapps"));
    Context context = tomcat.addWebapp("", war.toAbsolutePath().toString());
    context.addServletContainerInitializer(new WsSci(), Set.of());
  }

  private static void embed(Tomcat tomcat, LaunchOptions options) throws Exception {
    Context context = tomcat.addContext("", options.work().toRealPath().toString());
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
    return httpsPort;
  }

  @Override
  public void close() throws Exception {
    tomcat.stop();
    tomcat.destroy();
  }
}
