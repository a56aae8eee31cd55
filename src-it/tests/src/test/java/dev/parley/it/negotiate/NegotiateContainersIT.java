package dev.parley.it.negotiate;

import dev.parley.it.support.ContainerKind;
import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.Jdks;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
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
  @DisplayName("Tomcat 11 on a JDK newer than 17")
  final class NewestJdk extends NegotiateContract {
    @Override
    ContainerKind kind() {
      return ContainerKind.TOMCAT_11;
    }

    @Override
    ContainerProcess.Options configure(ContainerProcess.Options options) {
      Optional<Jdks.Jdk> newest = Jdks.newest(18, Integer.MAX_VALUE);
      Assumptions.assumeTrue(newest.isPresent(), "there is none on this machine");
      return super.configure(options).java(newest.orElseThrow().java());
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
