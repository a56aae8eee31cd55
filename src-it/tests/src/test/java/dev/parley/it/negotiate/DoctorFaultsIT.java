package dev.parley.it.negotiate;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.it.realm.ClientRealm;
import dev.parley.it.realm.Command;
import dev.parley.it.realm.MitKdc;
import dev.parley.it.realm.SambaDomain;
import dev.parley.it.support.ApacheProxy;
import dev.parley.it.support.ContainerKind;
import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.Doctor;
import dev.parley.it.support.KeyStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code bin/parley-doctor} where one thing is wrong, with real KDCs and real servers: each fault
 * is planted alone, has to be named with its mend by the check that looks for it, and no other
 * check fails but those that rest on that one.
 */
@DisplayName("The doctor names a planted fault:")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DoctorFaultsIT {
  private static final String SERVICE = NegotiateTest.SERVICE;
  private static final String AES = "aes256-cts-hmac-sha1-96";
  @TempDir static Path folder;
  private ContainerProcess server;
  private Path hosts;
  private Path nobody;

  @BeforeAll
  void start() throws Exception {
    Path keyStore = KeyStores.create(folder);
    server =
        Site.of(
                ContainerKind.JETTY_EE10,
                folder,
                Realms.mitKeytab(),
                Realms.sambaKeytab(),
                Realms.keytabWithoutPac(Realms.samba()))
            .with("keystore", keyStore.toString())
            .setting("negotiate.proxy-keeps-connections", "true")
            .start();
    hosts =
        Files.writeString(
            folder.resolve("hosts"),
            "127.0.0.1 localhost gone.example.test aged.example.test double.example.test"
                + " rc4.example.test plain.example.test\n"
                + Realms.samba().address()
                + " dc1.example.test\n");
    nobody = folder.resolve("nobody");
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private String url(String host) {
    return "http://" + host + ":" + server.port() + NegotiateTest.PATH;
  }

  private Doctor alice(ClientRealm realm) throws Exception {
    return Doctor.of(realm, Realms.tickets(realm, "alice")).names(hosts);
  }

  /** Looks at a host of Samba's domain with a keytab of it. */
  private Doctor.Diagnosis examine(String host, Path keytab) throws Exception {
    return alice(Realms.samba()).run("--url", url(host), "--keytab", keytab.toString());
  }

  private static Path keytabOf(SambaDomain domain, String name) {
    return domain.folder().resolve(name + ".keytab");
  }

  /** A keytab that somebody made from a password, without the KDC. */
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
  @DisplayName("1. the clocks of KDC and server are ten minutes apart")
  void clock() throws Exception {
    assumeTrue(Command.find("faketime").isPresent(), "no program faketime");
    Path keytab = folder.resolve("clock.keytab");
    try (MitKdc kdc = MitKdc.start("CLOCK.TEST", Duration.ofMinutes(10))) {
      kdc.addService(SERVICE);
      kdc.exportKeys(keytab, SERVICE);
      Doctor.of(kdc, nobody)
          .run("--url", url("localhost"), "--keytab", keytab.toString())
          .says("FAIL", "clock", " s ahead of this machine's", "by NTP", "[CLOCK_SKEW]")
          .failsOnly("clock", "ticket");
    }
  }

  @Test
  @DisplayName("2. the keytab was copied by half")
  void keytab() throws Exception {
    byte[] whole = Files.readAllBytes(Realms.mitKeytab());
    Path half = folder.resolve("half.keytab");
    Files.write(half, Arrays.copyOf(whole, whole.length / 2));
    alice(Realms.mit())
        .run("--url", url("localhost"), "--keytab", half.toString())
        .says("FAIL", "keytab", half.toString(), "copy it as a whole")
        .failsOnly("keytab");
  }

  @Test
  @DisplayName("3. no account has the SPN (Samba)")
  void noAccount() throws Exception {
    Path keytab = keytab("HTTP/gone.example.test@" + SambaDomain.REALM, 1, "Gone-Pw1");
    Doctor.Diagnosis found = examine("gone.example.test", keytab);
    found.says("FAIL", "ticket", "no account has this SPN;", "give it to one");
    found.saysTheSame("ticket", "logon").failsOnly("ticket", "logon");
    // MIT's KDC has no directory that could be asked
    Path ofMit = keytab("HTTP/gone.example.test@" + Realms.MIT_REALM, 1, "Gone-Pw2");
    Doctor.Diagnosis mit =
        alice(Realms.mit()).run("--url", url("gone.example.test"), "--keytab", ofMit.toString());
    mit.says("FAIL", "ticket", "no account has this SPN, or several have it;", "setspn -X");
    mit.saysTheSame("ticket", "logon").failsOnly("ticket", "logon");
  }

  @Test
  @DisplayName("4. two accounts have the SPN (Samba)")
  void twoAccounts() throws Exception {
    examine("double.example.test", keytabOf(Realms.samba(), "double"))
        .says("FAIL", "ticket", "2 accounts have this SPN", "CN=doublesvc,", "CN=twin,", "-D")
        .saysTheSame("ticket", "logon")
        .failsOnly("ticket", "logon");
  }

  @Test
  @DisplayName("5. the service has a new key, the keytab the old one (Samba)")
  void oldKey() throws Exception {
    examine("aged.example.test", keytabOf(Realms.samba(), "aged"))
        .says("FAIL", "ticket", "is kvno 4", "the keytab has 3", "anew", "[UNKNOWN_KVNO]")
        .failsOnly("ticket", "logon");
  }

  @Test
  @DisplayName("6. the keytab was made from a wrong password (Samba)")
  void wrongPassword() throws Exception {
    SambaDomain domain = Realms.samba();
    String kvno = domain.kvno(Realms.tickets(domain, "alice"), SERVICE).strip().split("= ")[1];
    String principal = SERVICE + "@" + SambaDomain.REALM;
    examine("localhost", keytab(principal, Integer.parseInt(kvno), "Wrong-Pw1"))
        .says("FAIL", "ticket", "another of this version", "[TICKET_INTEGRITY]")
        .failsOnly("ticket");
  }

  @Test
  @DisplayName("7. the service's account has no AES keys (Samba)")
  void rc4() throws Exception {
    examine("rc4.example.test", keytabOf(Realms.samba(), "rc4"))
        .says("FAIL", "ticket", "rc4-hmac", "AES keys", "[ENCTYPE_NOT_PERMITTED]")
        .failsOnly("keytab", "ticket", "logon");
  }

  @Test
  @DisplayName("8. the host's address has another name")
  void reverse() throws Exception {
    Path names =
        Files.writeString(
            folder.resolve("reverse"),
            "127.0.0.1 other.example.test\n127.0.0.1 web.example.test\n");
    MitKdc kdc = Realms.mit();
    // as clients have it unless they are told otherwise
    Path conf =
        Files.writeString(
            folder.resolve("rdns.conf"),
            Files.readAllLines(kdc.krb5Conf()).stream()
                .filter(line -> !line.contains("rdns") && !line.contains("canonicalize"))
                .collect(Collectors.joining("\n", "", "\n")));
    Doctor.of(kdc, Realms.tickets(kdc, "alice"))
        .names(names)
        .run("--url", url("web.example.test"), "--krb5-conf", conf.toString())
        .says("FAIL", "dns", "127.0.0.1, which is other.example.test", "correct the PTR record")
        .failsOnly("dns");
  }

  @Test
  @DisplayName("9. krb5.conf names a KDC of another realm, or one that is gone")
  void otherRealm() throws Exception {
    Path wrong = folder.resolve("wrong.conf");
    Path gone = folder.resolve("gone.conf");
    try (MitKdc kdc = MitKdc.start("OLD.TEST")) {
      Files.copy(kdc.krb5Conf(), gone);
      Files.writeString(wrong, Files.readString(gone).replace("OLD.TEST", "NEW.TEST"));
      Doctor.of(kdc, nobody)
          .run("--krb5-conf", wrong.toString())
          .says("FAIL", "kdc", "not of the realm NEW.TEST", "correct the realm")
          .failsOnly("kdc");
    }
    Doctor.of(Realms.mit(), nobody)
        .run("--krb5-conf", gone.toString())
        .says("FAIL", "kdc", "OLD.TEST", "start it, open the port in the firewall")
        .says("SKIPPED", "clock", "no KDC told")
        .failsOnly("kdc");
  }

  @Test
  @DisplayName("10. the certificate for channel bindings is not the server's")
  void certificate() throws Exception {
    Path other = Files.createDirectory(folder.resolve("other"));
    Path pem = KeyStores.pem(KeyStores.create(other));
    Path config = other.resolve("parley.json");
    String text = "{'realm': 'it', 'packages': 'negotiate', %s, %s, %s}";
    Files.writeString(
        config,
        text.formatted(
                entry("users-file", folder.resolve("users.json")),
                entry("kerberos.keytab", Realms.mitKeytab()),
                entry("negotiate.certificates", pem))
            .replace('\'', '"'));
    String url = "https://localhost:" + server.securePort() + NegotiateTest.PATH;
    alice(Realms.mit())
        .run("--config", config.toString(), "--url", url, "--insecure")
        .says("FAIL", "certificate", "none of those in the settings", "[BINDINGS_WRONG]")
        .failsOnly("certificate");
  }

  private static String entry(String key, Path file) {
    return "'" + key + "': '" + file + "'";
  }

  @Test
  @DisplayName("11. a proxy closes the connections that NTLM needs")
  void proxy() throws Exception {
    try (ApacheProxy apache = front("KeepAlive Off")) {
      alice(Realms.mit())
          .run("--url", "http://localhost:" + apache.port() + NegotiateTest.PATH)
          .says("FAIL", "connection", "is closed with the 401", "keep-alive", "[NO_NEGOTIATION]")
          .failsOnly("connection");
    }
  }

  @Test
  @DisplayName("12. a proxy takes the challenge away")
  void noChallenge() throws Exception {
    try (ApacheProxy apache = front("Header unset WWW-Authenticate")) {
      alice(Realms.mit())
          .run("--url", "http://localhost:" + apache.port() + NegotiateTest.PATH)
          .says("FAIL", "challenge", "offers nothing", "some proxies take the challenge out")
          .failsOnly("challenge");
    }
  }

  @Test
  @DisplayName("13. the KDC makes no PAC for the tickets of the service (Samba)")
  void noPac() throws Exception {
    Path keytab = Realms.keytabWithoutPac(Realms.samba());
    examine("plain.example.test", keytab)
        .says("WARN", "ticket", "alice@EXAMPLE.TEST has no PAC", "[PAC_MISSING]")
        .failsOnly("logon");
    for (boolean named : new boolean[] {false, true}) {
      Path config = folder.resolve("no-pac-" + named + ".json");
      String realms = named ? "'kerberos.realms-without-pac': 'EXAMPLE.TEST', " : "";
      String text = "{'realm': 'it', 'packages': 'negotiate', %s%s, %s}";
      Files.writeString(
          config,
          text.formatted(
                  realms,
                  entry("users-file", folder.resolve("users.json")),
                  entry("kerberos.keytab", keytab))
              .replace('\'', '"'));
      Doctor.Diagnosis found =
          alice(Realms.samba())
              .run("--config", config.toString(), "--url", url("plain.example.test"));
      if (named) {
        found.says("OK", "ticket", "the keytab has it").failsOnly("logon");
      } else {
        found
            .says("FAIL", "ticket", "kerberos.realms-without-pac", "[PAC_MISSING]")
            .failsOnly("ticket", "logon");
      }
    }
  }

  private ApacheProxy front(String directive) throws IOException, InterruptedException {
    Optional<String> missing = ApacheProxy.missing();
    assumeTrue(missing.isEmpty(), missing::orElseThrow);
    return ApacheProxy.start(folder, "http://127.0.0.1:" + server.port() + "/", directive);
  }
}
