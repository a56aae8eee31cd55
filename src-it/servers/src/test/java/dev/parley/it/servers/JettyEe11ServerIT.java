package dev.parley.it.servers;

import org.junit.jupiter.api.DisplayName;

@DisplayName("Jetty 12.1, ee11")
final class JettyEe11ServerIT extends ServerContract {
  @Override
  Layout layout() {
    return new Jetty("ee11");
  }

  @Override
  int whereNotDeployed() {
    return 503;
  }
}
