package dev.parley.it.negotiate;

import dev.parley.it.support.ContainerKind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/** {@link AjpContract} on every container that has AJP. */
@DisplayName("Behind Apache, by AJP")
final class AjpIT {
  @Nested
  @DisplayName("Tomcat 10.1")
  final class Tomcat10 extends AjpContract {
    @Override
    ContainerKind kind() {
      return ContainerKind.TOMCAT_10;
    }
  }

  @Nested
  @DisplayName("Tomcat 11")
  final class Tomcat11 extends AjpContract {
    @Override
    ContainerKind kind() {
      return ContainerKind.TOMCAT_11;
    }
  }

  @Nested
  @DisplayName("Undertow")
  final class Undertow extends AjpContract {
    @Override
    ContainerKind kind() {
      return ContainerKind.UNDERTOW;
    }
  }
}
