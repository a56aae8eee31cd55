package dev.parley.benchmarks.server;

import dev.parley.benchmarks.Fixture;
import dev.parley.config.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.authenticator.DigestAuthenticator;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.apache.tomcat.util.descriptor.web.LoginConfig;
import org.apache.tomcat.util.descriptor.web.SecurityCollection;
import org.apache.tomcat.util.descriptor.web.SecurityConstraint;

/** Tomcat 11 (Servlet 6.1), alone or with its own or Parley's Digest. */
public final class TomcatServer {
  private TomcatServer() {}

  /** Serves until standard input ends; the first argument says who authenticates. */
  public static void main(String[] args) throws Exception {
    Child.quiet();
    Tomcat tomcat = new Tomcat();
    Path base = Files.createTempDirectory("parley-bench-tomcat");
    base.toFile().deleteOnExit();
    tomcat.setBaseDir(base.toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
    Context context = tomcat.addContext("", base.toString());
    Tomcat.addServlet(context, "greeting", new GreetingServlet());
    context.addServletMapping("/*", "greeting");
    switch (args[0]) {
      case "none" -> {}
      case "parley" -> addParley(context);
      case "own" -> protect(tomcat, context);
      default -> throw new IllegalArgumentException("none, own or parley: " + args[0]);
    }
    tomcat.start();
    Child.serve(tomcat.getConnector().getLocalPort(), () -> stop(tomcat));
  }

  private static void addParley(Context context) throws ConfigurationException {
    FilterDef definition = new FilterDef();
    definition.setFilterName("parley");
    definition.setFilter(ParleyDigest.filter());
    context.addFilterDef(definition);
    FilterMap map = new FilterMap();
    map.setFilterName("parley");
    map.addURLPattern("/*");
    context.addFilterMap(map);
  }

  private static void stop(Tomcat tomcat) throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
  }

  private static void protect(Tomcat tomcat, Context context) {
    tomcat.addUser(Fixture.USER, Fixture.PASSWORD);
    tomcat.addRole(Fixture.USER, Fixture.ROLE);
    SecurityCollection paths = new SecurityCollection();
    paths.addPattern("/protected/*");
    SecurityConstraint constraint = new SecurityConstraint();
    constraint.addCollection(paths);
    constraint.addAuthRole(Fixture.ROLE);
    context.addSecurityRole(Fixture.ROLE);
    context.addConstraint(constraint);
    context.setLoginConfig(new LoginConfig("DIGEST", Fixture.REALM, null, null));
    context.getPipeline().addValve(new DigestAuthenticator());
  }
}
