package dev.parley.it.negotiate;

import dev.parley.it.client.NegotiateClient;
import dev.parley.it.realm.ClientRealm;
import dev.parley.it.support.ContainerKind;
import java.nio.file.Path;
import java.util.List;
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

  @Nested
  @DisplayName("Tomcat 11 with tickets of a Samba domain")
  final class TicketsOfSamba extends NegotiateClientsContract {
    @Override
    ContainerKind kind() {
      return ContainerKind.TOMCAT_11;
    }

    @Override
    Path[] keytabs() throws Exception {
      return new Path[] {Realms.sambaKeytab()};
    }

    @Override
    ClientRealm realm() throws Exception {
      return Realms.samba();
    }

    @Override
    List<NegotiateClient> clients() {
      return super.clients().stream()
          .filter(each -> each.mechanism() == NegotiateClient.Mechanism.KERBEROS)
          .toList();
    }
  }
}
