package dev.parley.it.servers;

import org.junit.jupiter.api.DisplayName;

@DisplayName("Tomcat 10.1")
final class Tomcat10ServerIT extends ServerContract {
  @Override
  Layout layout() {
    return new Tomcat("tomcat-10");
  }

  @Override
  int whereNotDeployed() {
    return 404;
  }
}
