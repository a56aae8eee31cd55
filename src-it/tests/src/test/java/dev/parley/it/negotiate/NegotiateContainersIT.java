package dev.parley.it.negotiate;

import dev.parley.it.support.ContainerKind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/** {@link NegotiateContract} on every container. */
@DisplayName("Negotiate and NTLM in")
final class NegotiateContainersIT {
  @Nested
  @DisplayName("Jetty 12.1 ee10")
  final class JettyEe10 extends NegotiateContract {
    @Override
    ContainerKind kind() {
      return ContainerKind.JETTY_EE10;
    }
  }

  @Nested
  @DisplayName("Jetty 12.1 ee11")
  final class JettyEe11 extends NegotiateContract {
    @Override
    ContainerKind kind() {
      return ContainerKind.JETTY_EE11;
    }
  }

  @Nested
  @DisplayName("Tomcat 10.1")
  final class Tomcat10 extends NegotiateContract {
    @Override
    ContainerKind kind() {
      return ContainerKind.TOMCAT_10;
    }
  }

  @Nested
  @DisplayName("Tomcat 11")
  final class Tomcat11 extends NegotiateContract {
    @Override
    ContainerKind kind() {
      return ContainerKind.TOMCAT_11;
    }
  }

  @Nested
  @DisplayName("Undertow")
  final class Undertow extends NegotiateContract {
    @Override
    ContainerKind kind() {
      return ContainerKind.UNDERTOW;
    }
  }
}
