package dev.parley.it.servers;

import org.junit.jupiter.api.DisplayName;

@DisplayName("WildFly")
final class WildFlyIT extends ServerContract {
  @Override
  Layout layout() {
    return new WildFly(false);
  }

  @Override
  int whereNotDeployed() {
    return 404;
  }
}
