package dev.parley.it.negotiate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.realm.ClientRealm;
import dev.parley.it.realm.MitKdc;
import dev.parley.it.support.ContainerKind;
import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.Doctor;
import dev.parley.it.support.KeyStores;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code bin/parley-doctor} where all is well; its own tests have fakes, and {@link DoctorFaultsIT}
 * what is wrong.
 */
@DisplayName("The doctor, with a real KDC and a real server")
final class DoctorIT {
  @TempDir static Path folder;

  private static void isHealthy(ClientRealm realm, Path keytab) throws Exception {
    Path tickets = Realms.tickets(realm, "alice");
    String alice = "alice@" + realm.realm();
    try (ContainerProcess server =
        Site.of(ContainerKind.JETTY_EE10, folder, keytab)
            .setting("negotiate.keep", "connection")
            .start()) {
      String url = "http://localhost:" + server.port() + NegotiateTest.PATH;
      Doctor doctor = Doctor.of(realm, tickets);
      doctor
          .run("--url", url, "--keytab", keytab.toString(), "--as", alice)
          .says("OK", "kdc", realm.realm())
          .says("OK", "clock", "300 s are allowed")
          .says("OK", "spn", "HTTP/localhost@" + realm.realm())
          .says("OK", "ticket", "the keytab has it")
          .says("OK", "connection", "for NTLM too")
          .says("OK", "logon", alice + " is let in (200)", "proved itself")
          .isHealthy();
      String bob = "bob@" + realm.realm();
      doctor
          .run("--url", url, "--as", bob)
          .says("FAIL", "logon", "no ticket of " + bob, "kinit bob")
          .failsOnly("logon");
    }
  }

  @Test
  @DisplayName("lets a healthy site of MIT's realm pass, logs on, and the server proves itself")
  void healthyWithMit() throws Exception {
    isHealthy(Realms.mit(), Realms.mitKeytab());
  }

  @Test
  @DisplayName("lets a healthy site of a Samba domain pass, logs on, and the server proves itself")
  void healthyWithSamba() throws Exception {
    isHealthy(Realms.samba(), Realms.sambaKeytab());
  }

  @Test
  @DisplayName("logs on with channel bindings where they are required")
  void bindings() throws Exception {
    MitKdc kdc = Realms.mit();
    try (ContainerProcess server =
        Site.of(ContainerKind.JETTY_EE11, folder, Realms.mitKeytab())
            .with("keystore", KeyStores.create(folder).toString())
            .setting("negotiate.channel-bindings", "required")
            .start()) {
      String url = "https://localhost:" + server.securePort() + NegotiateTest.PATH;
      Doctor doctor = Doctor.of(kdc, Realms.tickets(kdc, "alice"));
      doctor.run("--url", url).says("SKIPPED", "logon", "--insecure");
      Doctor.Diagnosis result = doctor.run("--url", url, "--insecure");
      result
          .says("OK", "logon", "with channel bindings")
          .says("WARN", "certificate", "does not trust");
      assertThat(result.status()).as(result.output()).isZero();
    }
  }
}
