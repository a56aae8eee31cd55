package dev.parley.benchmarks.server;

import dev.parley.benchmarks.Fixture;
import dev.parley.config.ConfigurationException;
import jakarta.servlet.ServletException;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.security.ConstraintMapping;
import org.eclipse.jetty.ee11.servlet.security.ConstraintSecurityHandler;
import org.eclipse.jetty.security.Constraint;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.security.authentication.DigestAuthenticator;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.security.Credential;

/** Jetty 12.1 with Servlet 6.1, alone or with its own, Spring's or Parley's Digest. */
public final class JettyServer {
  private JettyServer() {}

  /** Serves until standard input ends; the first argument says who authenticates. */
  public static void main(String[] args) throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler("/");
    context.addServlet(GreetingServlet.class, "/*");
    protect(context, args[0]);
    server.setHandler(context);
    server.start();
    Child.serve(connector.getLocalPort(), server::stop);
  }

  private static void protect(ServletContextHandler context, String authentication)
      throws ServletException, ConfigurationException {
    switch (authentication) {
      case "none" -> {}
      case "own" -> context.setSecurityHandler(ownDigest("SHA-256"));
      case "own-md5" -> context.setSecurityHandler(ownDigest("MD5"));
      case "least" -> context.addFilter(new LeastDigest(), "/*", null);
      case "parley" -> context.addFilter(ParleyDigest.filter(), "/*", null);
      case "parley-without-info" -> context.addFilter(ParleyDigest.filterWithoutInfo(), "/*", null);
      case "spring" -> context.addFilter(SpringDigest.filter(), "/*", null);
      default ->
          throw new IllegalArgumentException(
              "none, own, own-md5, least, spring, parley or parley-without-info: "
                  + authentication);
    }
  }

  private static ConstraintSecurityHandler ownDigest(String algorithm) {
    UserStore users = new UserStore();
    users.addUser(
        Fixture.USER, Credential.getCredential(Fixture.PASSWORD), new String[] {Fixture.ROLE});
    HashLoginService login = new HashLoginService(Fixture.REALM);
    login.setUserStore(users);
    ConstraintMapping protectedPaths = new ConstraintMapping();
    protectedPaths.setPathSpec("/protected/*");
    protectedPaths.setConstraint(
        Constraint.from("authenticated", Constraint.Authorization.ANY_USER));
    ConstraintSecurityHandler security = new ConstraintSecurityHandler();
    security.setLoginService(login);
    DigestAuthenticator authenticator = new DigestAuthenticator();
    authenticator.setAlgorithm(algorithm);
    security.setAuthenticator(authenticator);
    security.addConstraintMapping(protectedPaths);
    return security;
  }
}
