package dev.parley.benchmarks.server;

import dev.parley.benchmarks.Fixture;
import java.nio.file.Path;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.security.ConstraintMapping;
import org.eclipse.jetty.ee11.servlet.security.ConstraintSecurityHandler;
import org.eclipse.jetty.security.Constraint;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.SPNEGOLoginService;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.security.authentication.SPNEGOAuthenticator;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.security.Credential;

/** Jetty 12.1, alone or with its own Negotiate or with Parley's Negotiate or NTLM. */
public final class JettyLogonServer {
  private JettyLogonServer() {}

  /**
   * Serves until standard input ends. The first argument says who authenticates: {@code none},
   * {@code own}, {@code parley} or {@code parley-ntlm}; the second is a folder with keytab and
   * users file, the third the host of the service's principal.
   */
  public static void main(String[] args) throws Exception {
    Child.quiet();
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler("/");
    context.addServlet(GreetingServlet.class, "/*");
    protect(context, args[0], Path.of(args[1]), args[2]);
    server.setHandler(context);
    server.start();
    Child.serve(connector.getLocalPort(), server::stop);
  }

  private static void protect(
      ServletContextHandler context, String authentication, Path folder, String host)
      throws Exception {
    switch (authentication) {
      case "none" -> {}
      case "own" -> context.setSecurityHandler(ownNegotiate(folder, host));
      case "parley" -> context.addFilter(ParleyNegotiate.kerberos(folder), "/*", null);
      case "parley-ntlm" -> context.addFilter(ParleyNegotiate.ntlm(folder), "/*", null);
      default ->
          throw new IllegalArgumentException("none, own, parley or parley-ntlm: " + authentication);
    }
  }

  private static ConstraintSecurityHandler ownNegotiate(Path folder, String host) {
    UserStore users = new UserStore();
    for (int i = 0; i < Fixture.TICKET_HOLDERS; i++) {
      // the service asks for roles with this password
      Credential empty = Credential.getCredential("");
      users.addUser(Fixture.ticketHolder(i), empty, new String[] {Fixture.ROLE});
    }
    HashLoginService roles = new HashLoginService(Fixture.REALM);
    roles.setUserStore(users);
    SPNEGOLoginService login = new SPNEGOLoginService(Fixture.REALM, roles);
    login.setKeyTabPath(folder.resolve("service.keytab"));
    login.setServiceName("HTTP");
    login.setHostName(host);
    ConstraintMapping protectedPaths = new ConstraintMapping();
    protectedPaths.setPathSpec("/protected/*");
    protectedPaths.setConstraint(
        Constraint.from("authenticated", Constraint.Authorization.ANY_USER));
    ConstraintSecurityHandler security = new ConstraintSecurityHandler();
    security.setLoginService(login);
    security.setAuthenticator(new SPNEGOAuthenticator());
    security.addConstraintMapping(protectedPaths);
    return security;
  }
}
