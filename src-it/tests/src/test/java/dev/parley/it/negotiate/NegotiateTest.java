package dev.parley.it.negotiate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.support.ContainerKind;
import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.Control;
import dev.parley.it.support.KeyStores;
import dev.parley.it.support.RawHttp;
import dev.parley.it.support.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One server with the keys of MIT's realm, for all tests of a class. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class NegotiateTest {
  /** The service of both realms that all clients find without DNS. */
  static final String SERVICE = "HTTP/localhost";

  static final String PATH = "/protected/x";

  ContainerProcess container;
  Control control;
  Path keyStore;

  /** Which container; Jetty where the rule does not depend on it. */
  ContainerKind kind() {
    return ContainerKind.JETTY_EE10;
  }

  /** The keys of the services. */
  Path[] keytabs() throws Exception {
    return new Path[] {Realms.mitKeytab()};
  }

  /** Changes how it is started. */
  ContainerProcess.Options configure(ContainerProcess.Options options) throws Exception {
    return options;
  }

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    keyStore = KeyStores.create(folder);
    container =
        configure(Site.of(kind(), folder, keytabs()).with("keystore", keyStore.toString())).start();
    control = new Control(container.port());
  }

  @AfterAll
  void stop() {
    if (container != null) {
      container.close();
    }
  }

  RawHttp connect() throws IOException {
    return new RawHttp(container.port());
  }

  /** Sends a fresh ticket of a user of MIT's realm. */
  Reply withTicket(RawHttp http, String user) throws Exception {
    return http.request("GET", PATH, Realms.mitClient(user).spnego(SERVICE).header());
  }

  /** The name of a user of MIT's realm, in full. */
  static String mitName(String user) {
    return user + "@" + Realms.MIT_REALM;
  }

  /** That a refusal is in the audit with its reason, and that no token is. */
  void assertAudited(String reason) throws IOException {
    List<String> audit = control.drainAudit();
    assertThat(audit).anyMatch(line -> line.contains("\"reason\":\"" + reason + "\""));
  }
}
