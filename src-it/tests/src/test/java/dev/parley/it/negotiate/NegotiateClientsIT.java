package dev.parley.it.negotiate;

import dev.parley.it.client.NegotiateClient;
import dev.parley.it.realm.ClientRealm;
import dev.parley.it.support.ContainerKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/** {@link NegotiateClientsContract} on every container. */
@DisplayName("Every client of Kerberos or NTLM logs on to")
final class NegotiateClientsIT {
  @Nested
  @DisplayName("Jetty 12.1 ee10")
  final class JettyEe10 extends NegotiateClientsContract {
    @Override
    ContainerKind kind() {
      return ContainerKind.JETTY_EE10;
    }
  }

  @Nested
  @DisplayName("Jetty 12.1 ee11")
  final class JettyEe11 extends NegotiateClientsContract {
    @Override
    ContainerKind kind() {
      return ContainerKind.JETTY_EE11;
    }
  }

  @Nested
  @DisplayName("Tomcat 10.1")
  final class Tomcat10 extends NegotiateClientsContract {
    @Override
    ContainerKind kind() {
      return ContainerKind.TOMCAT_10;
    }
  }

  @Nested
  @DisplayName("Tomcat 11")
  final class Tomcat11 extends NegotiateClientsContract {
    @Override
    ContainerKind kind() {
      return ContainerKind.TOMCAT_11;
    }
  }

  @Nested
  @DisplayName("Undertow")
  final class Undertow extends NegotiateClientsContract {
    @Override
    ContainerKind kind() {
      return ContainerKind.UNDERTOW;
    }
  }

  /** With tickets of a Samba domain. */
  private abstract static class OfSamba extends NegotiateClientsContract {
    private static final Set<String> MOST_USED = Set.of("curl --negotiate", "Chromium");

    @Override
    Path[] keytabs() throws Exception {
      return new Path[] {Realms.sambaKeytab()};
    }

    @Override
    ClientRealm realm() throws Exception {
      return Realms.samba();
    }

    @Override
    boolean isTold() {
      return false;
    }

    @Override
    List<NegotiateClient> clients() {
      return super.clients().stream()
          .filter(each -> each.mechanism() == NegotiateClient.Mechanism.KERBEROS)
          .filter(each -> kind() == ContainerKind.TOMCAT_11 || MOST_USED.contains(each.name()))
          .toList();
    }
  }

  @Nested
  @DisplayName("Jetty 12.1 ee10 with tickets of a Samba domain")
  final class JettyEe10OfSamba extends OfSamba {
    @Override
    ContainerKind kind() {
      return ContainerKind.JETTY_EE10;
    }
  }

  @Nested
  @DisplayName("Jetty 12.1 ee11 with tickets of a Samba domain")
  final class JettyEe11OfSamba extends OfSamba {
    @Override
    ContainerKind kind() {
      return ContainerKind.JETTY_EE11;
    }
  }

  @Nested
  @DisplayName("Tomcat 10.1 with tickets of a Samba domain")
  final class Tomcat10OfSamba extends OfSamba {
    @Override
    ContainerKind kind() {
      return ContainerKind.TOMCAT_10;
    }
  }

  @Nested
  @DisplayName("Tomcat 11 with tickets of a Samba domain")
  final class Tomcat11OfSamba extends OfSamba {
    @Override
    ContainerKind kind() {
      return ContainerKind.TOMCAT_11;
    }
  }

  @Nested
  @DisplayName("Undertow with tickets of a Samba domain")
  final class UndertowOfSamba extends OfSamba {
    @Override
    ContainerKind kind() {
      return ContainerKind.UNDERTOW;
    }
  }
}
