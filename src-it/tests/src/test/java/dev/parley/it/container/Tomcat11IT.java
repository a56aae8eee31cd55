package dev.parley.it.container;

import dev.parley.it.support.ContainerKind;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Tomcat 11")
final class Tomcat11IT extends ProtocolContract {
  @Override
  protected ContainerKind kind() {
    return ContainerKind.TOMCAT_11;
  }
}
