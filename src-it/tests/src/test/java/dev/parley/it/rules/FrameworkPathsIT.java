package dev.parley.it.rules;

import dev.parley.it.support.ContainerKind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/** {@link FrameworkPathsContract} on every container, in the root and in a context. */
@DisplayName("Paths as frameworks read them in")
final class FrameworkPathsIT {
  @Nested
  @DisplayName("Jetty 12.1 ee10")
  final class JettyEe10 extends FrameworkPathsContract {
    @Override
    ContainerKind kind() {
      return ContainerKind.JETTY_EE10;
    }
  }

  @Nested
  @DisplayName("Jetty 12.1 ee10, in a context")
  final class JettyEe10Context extends FrameworkPathsContract {
    @Override
    ContainerKind kind() {
      return ContainerKind.JETTY_EE10;
    }

    @Override
    String context() {
      return "/app";
    }
  }

  @Nested
  @DisplayName("Jetty 12.1 ee11")
  final class JettyEe11 extends FrameworkPathsContract {
    @Override
    ContainerKind kind() {
      return ContainerKind.JETTY_EE11;
    }
  }

  @Nested
  @DisplayName("Jetty 12.1 ee11, in a context")
  final class JettyEe11Context extends FrameworkPathsContract {
    @Override
    ContainerKind kind() {
      return ContainerKind.JETTY_EE11;
    }

    @Override
    String context() {
      return "/app";
    }
  }

  @Nested
  @DisplayName("Tomcat 10.1")
  final class Tomcat10 extends FrameworkPathsContract {
    @Override
    ContainerKind kind() {
      return ContainerKind.TOMCAT_10;
    }
  }

  @Nested
  @DisplayName("Tomcat 10.1, in a context")
  final class Tomcat10Context extends FrameworkPathsContract {
    @Override
    ContainerKind kind() {
      return ContainerKind.TOMCAT_10;
    }

    @Override
    String context() {
      return "/app";
    }
  }

  @Nested
  @DisplayName("Tomcat 11")
  final class Tomcat11 extends FrameworkPathsContract {
    @Override
    ContainerKind kind() {
      return ContainerKind.TOMCAT_11;
    }
  }

  @Nested
  @DisplayName("Tomcat 11, in a context")
  final class Tomcat11Context extends FrameworkPathsContract {
    @Override
    ContainerKind kind() {
      return ContainerKind.TOMCAT_11;
    }

    @Override
    String context() {
      return "/app";
    }
  }

  @Nested
  @DisplayName("Undertow 2.3")
  final class Undertow extends FrameworkPathsContract {
    @Override
    ContainerKind kind() {
      return ContainerKind.UNDERTOW;
    }
  }

  @Nested
  @DisplayName("Undertow 2.3, in a context")
  final class UndertowContext extends FrameworkPathsContract {
    @Override
    ContainerKind kind() {
      return ContainerKind.UNDERTOW;
    }

    @Override
    String context() {
      return "/app";
    }
  }
}
