package dev.parley.it.servers;

import org.junit.jupiter.api.DisplayName;

@DisplayName("Open Liberty")
final class OpenLibertyIT extends ServerContract {
  @Override
  Layout layout() {
    return new OpenLiberty();
  }

  @Override
  int whereNotDeployed() {
    return 404;
  }
}
