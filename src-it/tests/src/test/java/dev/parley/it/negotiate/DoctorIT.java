package dev.parley.it.negotiate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.it.realm.Command;
import dev.parley.it.realm.MitKdc;
import dev.parley.it.support.Built;
import dev.parley.it.support.ContainerKind;
import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.KeyStores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code bin/parley-doctor} with real tickets of MIT and a real server; its own tests have fakes.
 */
@DisplayName("The doctor, with a real KDC and a real server")
final class DoctorIT {
  private static final String SERVICE = NegotiateTest.SERVICE;
  @TempDir static Path folder;

  private static Command.Result doctor(MitKdc kdc, Path tickets, String... arguments)
      throws Exception {
    Path jar =
        Built.projectFolder()
            .resolve("extensions/doctor/target/command/parley-doctor-runnable.jar");
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> words = new ArrayList<>(List.of(java.toString(), "-jar", jar.toString()));
    words.addAll(Arrays.asList(arguments));
    Map<String, String> environment = new HashMap<>(kdc.environment(tickets));
    return Command.of(words).with(environment).run();
  }

  private static void says(Command.Result result, String outcome, String check, String... words) {
    assertThat(result.output().lines())
        .as(result.output())
        .anySatisfy(
            line -> {
              assertThat(line).matches(outcome + " +" + check + " .*");
              assertThat(line).contains(words);
            });
  }

  @Test
  @DisplayName("lets a healthy site pass, logs on, and the server proves itself")
  void healthy() throws Exception {
    MitKdc kdc = Realms.mit();
    Path keytab = Realms.mitKeytab();
    Path tickets = Realms.tickets(kdc, "alice");
    try (ContainerProcess server =
        Site.of(ContainerKind.JETTY_EE10, folder, keytab)
            .setting("negotiate.keep", "connection")
            .start()) {
      String url = "http://localhost:" + server.port() + NegotiateTest.PATH;
      Command.Result result =
          doctor(
              kdc, tickets, "--url", url, "--keytab", keytab.toString(), "--as", "alice@MIT.TEST");
      says(result, "OK", "kdc", "MIT.TEST");
      says(result, "OK", "clock", "300 s are allowed");
      says(result, "OK", "spn", "HTTP/localhost@MIT.TEST");
      says(result, "OK", "ticket", "the keytab has it");
      says(result, "OK", "connection", "for NTLM too");
      says(result, "OK", "logon", "alice@MIT.TEST is let in (200)", "proved itself");
      assertThat(result.status()).as(result.output()).isZero();

      Command.Result bob = doctor(kdc, tickets, "--url", url, "--as", "bob@MIT.TEST");
      says(bob, "FAIL", "logon", "no ticket of bob@MIT.TEST", "kinit bob");
      assertThat(bob.status()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("logs on with channel bindings where they are required")
  void bindings() throws Exception {
    MitKdc kdc = Realms.mit();
    Path tickets = Realms.tickets(kdc, "alice");
    try (ContainerProcess server =
        Site.of(ContainerKind.JETTY_EE11, folder, Realms.mitKeytab())
            .with("keystore", KeyStores.create(folder).toString())
            .setting("negotiate.channel-bindings", "required")
            .start()) {
      String url = "https://localhost:" + server.securePort() + NegotiateTest.PATH;
      Command.Result distrusted = doctor(kdc, tickets, "--url", url);
      says(distrusted, "SKIPPED", "logon", "--insecure");
      Command.Result result = doctor(kdc, tickets, "--url", url, "--insecure");
      says(result, "OK", "logon", "with channel bindings");
      says(result, "WARN", "certificate", "does not trust");
    }
  }

  @Test
  @DisplayName("names old keys, a service that the KDC does not know, and a KDC that is gone")
  void planted() throws Exception {
    assumeTrue(MitKdc.missing().isEmpty(), "no KDC");
    Path nobody = folder.resolve("nobody");
    Path tickets = folder.resolve("tickets");
    Path keytab = folder.resolve("old.keytab");
    Path conf = folder.resolve("krb5.conf");
    String[] arguments = {"--url", "http://localhost:1/", "--keytab", keytab.toString()};
    try (MitKdc kdc = MitKdc.start("OLD.TEST")) {
      kdc.addUser("alice", "Alice-Pw1");
      kdc.addService(SERVICE);
      kdc.exportKeys(keytab, SERVICE);
      says(doctor(kdc, nobody, arguments), "OK", "ticket", "kvno 1", "the keytab has it");

      kdc.changeKey(SERVICE);
      kdc.kinit("alice", "Alice-Pw1", tickets);
      Command.Result old = doctor(kdc, tickets, arguments);
      says(old, "FAIL", "ticket", "is kvno 2", "the keytab has 1", "[UNKNOWN_KVNO]");
      assertThat(old.status()).isEqualTo(1);
      says(doctor(kdc, nobody, arguments), "FAIL", "ticket", "export the keytab anew");

      kdc.admin("delprinc -force " + SERVICE);
      kdc.kinit("alice", "Alice-Pw1", tickets);
      says(doctor(kdc, tickets, arguments), "FAIL", "ticket", "no account", "[WRONG_SPN]");
      says(doctor(kdc, nobody, arguments), "SKIPPED", "ticket", "can not log on itself");
      Files.copy(kdc.krb5Conf(), conf);
      Files.writeString(
          folder.resolve("other.conf"), Files.readString(conf).replace("OLD.TEST", "NEW.TEST"));
      Command.Result realm =
          doctor(kdc, nobody, "--krb5-conf", folder.resolve("other.conf").toString());
      says(realm, "FAIL", "kdc", "not of the realm NEW.TEST");
    }
    Command.Result gone = doctor(Realms.mit(), nobody, "--krb5-conf", conf.toString());
    says(gone, "FAIL", "kdc", "OLD.TEST", "firewall");
    says(gone, "SKIPPED", "clock", "no KDC told");
  }
}
