package dev.parley.it.servers;

import org.junit.jupiter.api.DisplayName;

@DisplayName("Tomcat 11")
final class Tomcat11ServerIT extends ServerContract {
  @Override
  Layout layout() {
    return new Tomcat("tomcat-11");
  }

  @Override
  int whereNotDeployed() {
    return 404;
  }
}
