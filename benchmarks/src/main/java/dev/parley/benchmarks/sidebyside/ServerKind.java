package dev.parley.benchmarks.sidebyside;

import java.util.Arrays;
import java.util.List;

/** A server under test: its main class, its argument, its algorithms and the jars it may see. */
public enum ServerKind {
  JETTY("Jetty", Container.JETTY, "none", ""),
  JETTY_OWN("Jetty DigestAuthenticator", Container.JETTY, "own", "SHA-256"),
  JETTY_OWN_MD5("Jetty DigestAuthenticator", Container.JETTY, "own-md5", "MD5"),
  JETTY_LEAST(
      "The least on Jetty: header and hashes, nothing checked",
      Container.JETTY,
      "least",
      "MD5 SHA-256"),
  JETTY_SPRING("Spring Security on Jetty", Container.JETTY, "spring", "MD5"),
  JETTY_PARLEY("Parley on Jetty", Container.JETTY, "parley", "MD5 SHA-256"),
  JETTY_PARLEY_WITHOUT_INFO(
      "Parley on Jetty without Authentication-Info",
      Container.JETTY,
      "parley-without-info",
      "MD5 SHA-256"),
  TOMCAT("Tomcat", Container.TOMCAT, "none", ""),
  TOMCAT_OWN("Tomcat DigestAuthenticator", Container.TOMCAT, "own", "MD5 SHA-256"),
  TOMCAT_PARLEY("Parley on Tomcat", Container.TOMCAT, "parley", "MD5 SHA-256"),
  UNDERTOW("Undertow", Container.UNDERTOW, "none", ""),
  UNDERTOW_OWN("Undertow digest", Container.UNDERTOW, "own", "MD5"),
  UNDERTOW_PARLEY("Parley on Undertow", Container.UNDERTOW, "parley", "MD5 SHA-256");

  private final String label;
  private final Container container;
  private final String authentication;
  private final String algorithms;

  ServerKind(String label, Container container, String authentication, String algorithms) {
    this.label = label;
    this.container = container;
    this.authentication = authentication;
    this.algorithms = algorithms;
  }

  /** How the table calls it. */
  public String label() {
    return label;
  }

  /** The main class of its process. */
  String mainClass() {
    return "dev.parley.benchmarks.server."
        + switch (container) {
          case JETTY -> "JettyServer";
          case TOMCAT -> "TomcatServer";
          case UNDERTOW -> "UndertowServer";
        };
  }

  /** The argument of its main class: who authenticates. */
  String authentication() {
    return authentication;
  }

  /** Whether anybody authenticates. */
  public boolean authenticates() {
    return !authentication.equals("none");
  }

  /** Whether its 401 says nothing: another algorithm of the same server, or no real challenge. */
  boolean isVariant() {
    return this == JETTY_OWN_MD5 || this == JETTY_LEAST || this == JETTY_PARLEY_WITHOUT_INFO;
  }

  /** Whether Parley authenticates. */
  public boolean isParley() {
    return authentication.startsWith("parley");
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
    return algorithms.isEmpty() ? List.of() : List.of(algorithms.split(" ", -1));
  }

  /** Whether a jar, named {@code group.artifact-version.jar}, belongs on its class path. */
  public boolean mayUse(String jar) {
    return containerJars().stream().anyMatch(jar::startsWith)
        || filterJars().stream().anyMatch(jar::startsWith);
  }

  private List<String> containerJars() {
    return switch (container) {
      case JETTY -> List.of("org.eclipse.jetty", "jakarta.servlet", "org.slf4j.slf4j-api");
      case TOMCAT -> List.of("org.apache.tomcat");
      case UNDERTOW ->
          List.of("io.undertow", "jakarta.", "org.jboss", "org.wildfly", "io.smallrye");
    };
  }

  private List<String> filterJars() {
    return switch (authentication) {
      case "spring" ->
          List.of("org.springframework", "io.micrometer.micrometer-", "org.slf4j", "org.jspecify");
      case "parley", "parley-without-info" ->
          List.of(
              "dev.parley.",
              "com.github.ben-manes",
              "tools.jackson",
              "com.fasterxml",
              "org.slf4j",
              "org.bouncycastle");
      default -> List.of("org.jspecify");
    };
  }

  private enum Container {
    JETTY,
    TOMCAT,
    UNDERTOW
  }
}
