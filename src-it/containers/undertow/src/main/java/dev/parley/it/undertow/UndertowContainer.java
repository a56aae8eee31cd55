package dev.parley.it.undertow;

import dev.parley.it.app.TestApplication;
import dev.parley.it.launch.Application;
import dev.parley.it.launch.Container;
import dev.parley.it.launch.LaunchOptions;
import dev.parley.it.launch.Launcher;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.PathHandler;
import io.undertow.server.protocol.http2.Http2UpgradeHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Undertow with HTTP/1.1, h2c and, if asked for, TLS with ALPN (a key store) and AJP. */
public final class UndertowContainer implements Container {
  private final Undertow undertow;
  private final List<DeploymentManager> deployments;

  private UndertowContainer(Undertow undertow, List<DeploymentManager> deployments) {
    this.undertow = undertow;
    this.deployments = deployments;
  }

  /** Runs until standard input ends. */
  public static void main(String[] args) throws Exception {
    System.setProperty("org.jboss.logging.provider", "jdk");
    Launcher.run(args, UndertowContainer::start);
  }

  private static Container start(LaunchOptions options) throws Exception {
    List<DeploymentManager> deployments = new ArrayList<>();
    PathHandler applications = Handlers.path();
    for (String each : options.contextPaths()) {
      DeploymentManager deployment =
          Servlets.defaultContainer().addDeployment(application(options, each));
      deployment.deploy();
      applications.addPrefixPath(each, deployment.start());
      deployments.add(deployment);
    }
    HttpHandler handler = new Http2UpgradeHandler(applications);
    Undertow.Builder builder =
        Undertow.builder()
            .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
            .addHttpListener(0, "127.0.0.1", handler);
    if (options.keyStore().isPresent()) {
      builder.addHttpsListener(0, "127.0.0.1", tls(options.keyStore().get()), handler);
    }
    if (options.ajp()) {
      builder.addAjpListener(0, "127.0.0.1", handler);
    }
    Undertow undertow = builder.build();
    undertow.start();
    return new UndertowContainer(undertow, deployments);
  }

  private static DeploymentInfo application(LaunchOptions options, String contextPath) {
    var initializer = Application.initializer(options);
    return Servlets.deployment()
        .setClassLoader(UndertowContainer.class.getClassLoader())
        .setContextPath(contextPath)
        .setDeploymentName("test" + contextPath)
        .addErrorPage(Servlets.errorPage(TestApplication.ERROR_PAGE, 409))
        .addServletContextAttribute(
            WebSocketDeploymentInfo.ATTRIBUTE_NAME, new WebSocketDeploymentInfo())
        .addServletContainerInitializer(
            new ServletContainerInitializerInfo(
                initializer.getClass(), new ImmediateInstanceFactory<>(initializer), Set.of()));
  }

  private static SSLContext tls(Path file) throws Exception {
    char[] password = LaunchOptions.KEY_STORE_PASSWORD.toCharArray();
    KeyStore keyStore = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keyStore.load(in, password);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(keyStore, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private int port(String protocol) {
    return undertow.getListenerInfo().stream()
        .filter(each -> each.getProtcol().equals(protocol))
        .map(each -> ((InetSocketAddress) each.getAddress()).getPort())
        .findFirst()
        .orElse(-1);
  }

  @Override
  public int httpPort() {
    return port("http");
  }

  @Override
  public int httpsPort() {
    return port("https");
  }

  @Override
  public int ajpPort() {
    return port("ajp");
  }

  @Override
  public void close() throws Exception {
    undertow.stop();
    for (DeploymentManager each : deployments) {
      each.stop();
      each.undeploy();
    }
  }
}
