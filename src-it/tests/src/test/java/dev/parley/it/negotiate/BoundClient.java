package dev.parley.it.negotiate;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.it.realm.Command;
import dev.parley.it.support.Built;
import dev.parley.it.support.ContainerProcess;

/** MIT's library over TLS, with channel bindings to choose. */
final class BoundClient {
  private static final String PYTHON = "/usr/bin/python3";

  private BoundClient() {}

  /**
   * Makes one request with a ticket of alice; skips the test where this machine cannot.
   *
   * @param bindings {@code right}, {@code wrong} or {@code none}
   * @return the status and the body
   */
  static String get(ContainerProcess server, String bindings) throws Exception {
    String modules = "import gssapi, cryptography";
    assumeTrue(
        Command.find(PYTHON).isPresent() && Command.of(PYTHON, "-c", modules).run().status() == 0,
        "no Python module gssapi or cryptography");
    String script =
        Built.itFolder().resolve("tests/src/test/resources/clients/gssapi_client.py").toString();
    return Command.of(
            PYTHON,
            script,
            bindings,
            "HTTP/localhost@" + Realms.MIT_REALM,
            Integer.toString(server.securePort()),
            NegotiateTest.PATH)
        .with(Realms.mit().environment(Realms.tickets(Realms.mit(), "alice")))
        .run()
        .expectSuccess();
  }
}
