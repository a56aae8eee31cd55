package dev.parley.it.container;

import dev.parley.it.support.ContainerKind;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Tomcat 10.1")
final class Tomcat10IT extends ProtocolContract {
  @Override
  protected ContainerKind kind() {
    return ContainerKind.TOMCAT_10;
  }
}
