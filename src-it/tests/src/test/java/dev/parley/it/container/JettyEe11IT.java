package dev.parley.it.container;

import dev.parley.it.support.ContainerKind;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Jetty 12.1 ee11")
final class JettyEe11IT extends ProtocolContract {
  @Override
  protected ContainerKind kind() {
    return ContainerKind.JETTY_EE11;
  }
}
