package dev.parley.benchmarks.sidebyside;

import java.util.Arrays;
import java.util.List;

/** A server under test: its main class, its argument and the jars it may see. */
public enum ServerKind {
  JETTY("Jetty", Container.JETTY, "none"),
  JETTY_OWN("Jetty DigestAuthenticator", Container.JETTY, "own", "SHA-256"),
  JETTY_OWN_MD5("Jetty DigestAuthenticator set to MD5", Container.JETTY, "own-md5", "MD5"),
  JETTY_SPRING("Spring Security on Jetty", Container.JETTY, "spring", "MD5"),
  TOMCAT("Tomcat", Container.TOMCAT, "none"),
  TOMCAT_OWN("Tomcat DigestAuthenticator", Container.TOMCAT, "own", "MD5", "SHA-256"),
  UNDERTOW("Undertow", Container.UNDERTOW, "none"),
  UNDERTOW_OWN("Undertow digest", Container.UNDERTOW, "own", "MD5");

  private static final List<String> SPRING_JARS =
      List.of(
          "org.springframework", "io.micrometer.micrometer-", "commons-logging", "org.jspecify");
  private static final List<String> PARLEY_JARS =
      List.of("dev.parley.", "com.github.ben-manes", "tools.jackson", "com.fasterxml", "org.slf4j");

  private final String label;
  private final Container container;
  private final String authentication;
  private final List<String> algorithms;

  ServerKind(String label, Container container, String authentication, String... algorithms) {
    this.label = label;
    this.container = container;
    this.authentication = authentication;
    this.algorithms = List.of(algorithms);
  }

  public String label() {
    return label;
  }

  /** The container that the server is made of. */
  public Container container() {
    return container;
  }

  /** Who authenticates: {@code none}, {@code own}, {@code spring} or {@code parley}. */
  String authentication() {
    return authentication;
  }

  /** Whether anybody authenticates. */
  public boolean authenticates() {
    return !authentication.equals("none");
  }

  /** Whether Parley authenticates. */
  public boolean isParley() {
    return authentication.equals("parley");
  }

  /** The same container without authentication. */
  public ServerKind withoutAuthentication() {
    return Arrays.stream(values())
        .filter(kind -> kind.container == container && !kind.authenticates())
        .findFirst()
        .orElseThrow();
  }

  /** The Digest algorithms that it is measured with, none if nobody authenticates. */
  public List<String> algorithms() {
    return algorithms;
  }

  boolean mayUse(String jar) {
    return container.jars.stream().anyMatch(jar::startsWith)
        || switch (authentication) {
          case "spring" -> SPRING_JARS.stream().anyMatch(jar::startsWith);
          case "parley" -> PARLEY_JARS.stream().anyMatch(jar::startsWith);
          default -> false;
        };
  }

  /** A servlet container: the prefix of its jars' names and its main class. */
  public enum Container {
    JETTY("JettyServer", List.of("org.eclipse.jetty", "jakarta.servlet", "org.slf4j")),
    TOMCAT("TomcatServer", List.of("org.apache.tomcat")),
    UNDERTOW(
        "UndertowServer",
        List.of(
            "io.undertow", "jakarta.", "org.jboss", "org.wildfly", "io.smallrye", "org.jspecify"));

    private final String mainClass;
    private final List<String> jars;

    Container(String mainClass, List<String> jars) {
      this.mainClass = "dev.parley.benchmarks.server." + mainClass;
      this.jars = jars;
    }

    String mainClass() {
      return mainClass;
    }
  }
}
