package dev.parley.it.rules;

import dev.parley.it.support.ContainerKind;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/** {@link FrameworkPathsContract} on every container, in the root and in a context. */
@DisplayName("Paths as frameworks read them in")
final class FrameworkPathsIT {
  // Jetty 12 refuses them by itself (UriCompliance).
  private static final List<Integer> JETTY_DOUBLE_SLASHES = List.of(400);

  @Nested
  @DisplayName("Jetty 12.1 ee10")
  final class JettyEe10 extends FrameworkPathsContract {
    @Override
    ContainerKind kind() {
      return ContainerKind.JETTY_EE10;
    }

    @Override
    List<Integer> doubleSlashes() {
      return JETTY_DOUBLE_SLASHES;
    }
  }

  @Nested
  @DisplayName("Jetty 12.1 ee11")
  final class JettyEe11 extends FrameworkPathsContract {
    @Override
    ContainerKind kind() {
      return ContainerKind.JETTY_EE11;
    }

    @Override
    List<Integer> doubleSlashes() {
      return JETTY_DOUBLE_SLASHES;
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
    List<Integer> doubleSlashes() {
      return JETTY_DOUBLE_SLASHES;
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
