package dev.parley.it.servers;

import org.junit.jupiter.api.DisplayName;

@DisplayName("Jetty 12.1, ee10")
final class JettyEe10ServerIT extends ServerContract {
  @Override
  Layout layout() {
    return new Jetty("ee10");
  }

  @Override
  int whereNotDeployed() {
    return 503;
  }
}
