package dev.parley.benchmarks.server;

import dev.parley.benchmarks.Fixture;
import dev.parley.config.ConfigurationException;
import dev.parley.filter.AuthenticationFilter;
import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.LoginConfig;
import io.undertow.servlet.api.SecurityConstraint;
import io.undertow.servlet.api.WebResourceCollection;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.net.InetSocketAddress;

/** Undertow 2.3 (Servlet 6.0), alone or with its own or Parley's Digest. */
public final class UndertowServer {
  private UndertowServer() {}

  /** Serves until standard input ends; the first argument says who authenticates. */
  public static void main(String[] args) throws Exception {
    Child.quiet();
    DeploymentInfo deployment =
        Servlets.deployment()
            .setClassLoader(UndertowServer.class.getClassLoader())
            .setContextPath("/")
            .setDeploymentName("bench")
            .addServlet(Servlets.servlet(GreetingServlet.class).addMapping("/*"));
    switch (args[0]) {
      case "none" -> {}
      case "parley" -> addParley(deployment);
      case "own" -> protect(deployment);
      default -> throw new IllegalArgumentException("none, own or parley: " + args[0]);
    }
    DeploymentManager manager = Servlets.defaultContainer().addDeployment(deployment);
    manager.deploy();
    Undertow server =
        Undertow.builder().addHttpListener(0, "127.0.0.1").setHandler(manager.start()).build();
    server.start();
    var address = (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
    Child.serve(address.getPort(), server::stop);
  }

  private static void addParley(DeploymentInfo deployment) throws ConfigurationException {
    Filter filter = ParleyDigest.filter();
    deployment
        .addFilter(
            Servlets.filter(
                "parley", AuthenticationFilter.class, new ImmediateInstanceFactory<>(filter)))
        .addFilterUrlMapping("parley", "/*", DispatcherType.REQUEST);
  }

  private static void protect(DeploymentInfo deployment) {
    deployment
        .setIdentityManager(new UndertowUsers())
        .setLoginConfig(new LoginConfig("DIGEST", Fixture.REALM))
        .addSecurityConstraint(
            new SecurityConstraint()
                .addWebResourceCollection(new WebResourceCollection().addUrlPattern("/protected/*"))
                .addRoleAllowed(Fixture.ROLE));
  }
}
