package dev.parley.it.support;

/** The containers, each with its module below {@code src-it/containers} and its main class. */
public enum ContainerKind {
  JETTY_EE10("jetty-ee10", "dev.parley.it.jetty.ee10.JettyEe10"),
  JETTY_EE11("jetty-ee11", "dev.parley.it.jetty.ee11.JettyEe11"),
  TOMCAT_10("tomcat-10", "dev.parley.it.tomcat.TomcatContainer"),
  TOMCAT_11("tomcat-11", "dev.parley.it.tomcat.TomcatContainer"),
  UNDERTOW("undertow", "dev.parley.it.undertow.UndertowContainer");

  private final String module;
  private final String mainClass;

  ContainerKind(String module, String mainClass) {
    this.module = module;
    this.mainClass = mainClass;
  }

  String module() {
    return module;
  }

  String mainClass() {
    return mainClass;
  }
}
