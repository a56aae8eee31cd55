package dev.parley.it.negotiate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.it.realm.ClientRealm;
import dev.parley.it.realm.Command;
import dev.parley.it.realm.MitKdc;
import dev.parley.it.support.Built;
import dev.parley.it.support.ContainerKind;
import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.Control;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keytabs as operators have them, with real KDCs and curl, which uses the library of MIT. */
@DisplayName("A keytab that does not say what the KDC says")
final class KeytabsInTheWildIT {
  private static final String AES = "aes256-cts-hmac-sha1-96";
  // Samba's modules are there for the distribution's own Python
  private static final String PYTHON = "/usr/bin/python3";
  @TempDir Path folder;

  private ContainerProcess start(Path keytab, String... setting) throws Exception {
    ContainerProcess.Options options = Site.of(ContainerKind.JETTY_EE10, folder, keytab);
    if (setting.length == 2) {
      options = options.setting(setting[0], setting[1]);
    }
    return options.start();
  }

  /** The status that alice gets by a ticket for HTTP and the host. */
  private static String curl(ClientRealm realm, String host, ContainerProcess server)
      throws Exception {
    Path curl = Command.find("curl").orElse(null);
    assumeTrue(curl != null, "no program curl");
    return Command.of(
            curl.toString(),
            "-sS",
            "-o",
            "/dev/null",
            "-w",
            "%{http_code}",
            "--noproxy",
            "*",
            "--negotiate",
            "-u",
            ":",
            "--resolve",
            host + ":" + server.port() + ":127.0.0.1",
            "http://" + host + ":" + server.port() + NegotiateTest.PATH)
        .with(realm.environment(Realms.tickets(realm, "alice")))
        .run()
        .expectSuccess();
  }

  private static List<String> audit(ContainerProcess server) throws Exception {
    return new Control(server.port()).drainAudit();
  }

  /** A keytab that was made from the password, without the KDC, with a version of its own. */
  private Path keytab(String principal, int kvno, String password) throws Exception {
    Path file = folder.resolve(password + ".keytab");
    String words = "addent -password -p %s -k %d -e %s\n%s\nwkt %s\n";
    Command.of("ktutil")
        .input(words.formatted(principal, kvno, AES, password, file))
        .run()
        .expectSuccess();
    return file;
  }

  @Test
  @DisplayName(
      "one account with two SPNs (Samba), the keytab with one: both serve, if not narrowed")
  void severalNames() throws Exception {
    ClientRealm samba = Realms.samba();
    Path keytab = Realms.samba().folder().resolve("one-name.keytab");
    try (ContainerProcess server = start(keytab)) {
      assertThat(curl(samba, "localhost", server)).isEqualTo("200");
      assertThat(audit(server))
          .anyMatch(
              line ->
                  line.contains("the ticket is for HTTP/localhost@EXAMPLE.TEST;")
                      && line.contains("key of HTTP/web.example.test@EXAMPLE.TEST opens it"));
      assertThat(curl(samba, "web.example.test", server)).isEqualTo("200");
      assertThat(audit(server)).noneMatch(line -> line.contains("opens it"));
      // the account plainsvc, of another key
      assertThat(curl(samba, "plain.example.test", server)).isEqualTo("401");
      assertThat(audit(server)).anyMatch(line -> line.contains("wrong-spn"));
    }
    try (ContainerProcess server = start(keytab, "kerberos.service-names", "keytab")) {
      assertThat(curl(samba, "localhost", server)).isEqualTo("401");
      assertThat(audit(server)).anyMatch(line -> line.contains("wrong-spn"));
      assertThat(curl(samba, "web.example.test", server)).isEqualTo("200");
    }
  }

  @Test
  @DisplayName("a keytab that was made again from the password, with another kvno (MIT): serves")
  void importedAgain() throws Exception {
    MitKdc mit = Realms.mit();
    mit.admin("addprinc -pw Import-Pw1 HTTP/import.example.test");
    String principal = "HTTP/import.example.test@" + Realms.MIT_REALM;
    try (ContainerProcess server = start(keytab(principal, 9, "Import-Pw1"))) {
      assertThat(curl(mit, "import.example.test", server)).isEqualTo("200");
      assertThat(audit(server))
          .anyMatch(
              line -> line.contains("the ticket has kvno 1; the keytab's key of kvno 9 opens it"));
    }
    try (ContainerProcess server = start(keytab(principal, 1, "Wrong-Pw1"))) {
      assertThat(curl(mit, "import.example.test", server)).isEqualTo("401");
      assertThat(audit(server)).anyMatch(line -> line.contains("ticket-integrity"));
    }
  }

  @Test
  @DisplayName(
      "kvno 260 at the KDC (MIT), of which the keytab has eight bits: serves, without a word")
  void eightBits() throws Exception {
    MitKdc mit = Realms.mit();
    mit.admin(
        "addprinc -pw Eight-Pw1 HTTP/eight.example.test",
        "modprinc -kvno 260 HTTP/eight.example.test");
    assertThat(mit.kvno(Realms.tickets(mit, "alice"), "HTTP/eight.example.test"))
        .contains("kvno = 260");
    String principal = "HTTP/eight.example.test@" + Realms.MIT_REALM;
    try (ContainerProcess server = start(keytab(principal, 4, "Eight-Pw1"))) {
      assertThat(curl(mit, "eight.example.test", server)).isEqualTo("200");
      assertThat(audit(server)).noneMatch(line -> line.contains("opens it"));
    }
  }

  @ParameterizedTest
  @CsvSource({"krb5, 6e True", "fake_gssapi_krb5, 60 True"})
  @DisplayName(
      "Samba's gensec: an AP-REQ without a frame, and one with a frame and no GSS checksum")
  void gensec(String mechanism, String expected) throws Exception {
    MitKdc mit = Realms.mit();
    assumeTrue(
        Command.of(PYTHON, "-c", "import samba.gensec").run().status() == 0,
        "no Python modules of Samba");
    Path tickets = Realms.tickets(mit, "alice");
    try (ContainerProcess server = start(Realms.mitKeytab())) {
      String said =
          Command.of(
                  PYTHON,
                  Built.itFolder()
                      .resolve("tests/src/test/resources/clients/gensec_client.py")
                      .toString(),
                  mechanism,
                  mit.realm(),
                  "web.example.test",
                  Integer.toString(server.port()),
                  NegotiateTest.PATH,
                  tickets.toString(),
                  folder.resolve("smb.conf").toString())
              .with(mit.environment(tickets))
              .run()
              .expectSuccess();
      assertThat(said).contains("200 " + expected);
    }
  }
}
