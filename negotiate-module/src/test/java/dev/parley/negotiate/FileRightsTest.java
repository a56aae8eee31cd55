package dev.parley.negotiate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.config.Configuration;
import dev.parley.config.ConfigurationException;
import dev.parley.config.PackageProviders;
import dev.parley.config.Warning;
import dev.parley.engine.AuthenticationService;
import dev.parley.files.OtherUsers;
import dev.parley.negotiate.binding.TestCertificates;
import dev.parley.negotiate.kerberos.keytab.TestKeytab;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Files of Negotiate that other users of the machine may read or write are told")
@DisabledOnOs(OS.WINDOWS)
class FileRightsTest {
  private static final X509Certificate CERTIFICATE = TestCertificates.named("web");
  private static final List<String> FILES =
      List.of("http.keytab", "web.pem", "both.pem", "store.p12", "password");

  @TempDir Path folder;

  @BeforeEach
  void write() throws Exception {
    TestKeytab.version2()
        .key("HTTP/web@A.TEST", 1, 18, new byte[32])
        .writeTo(folder.resolve("http.keytab"));
    String certificate = pem("CERTIFICATE", CERTIFICATE.getEncoded());
    Files.writeString(folder.resolve("web.pem"), certificate);
    Files.writeString(
        folder.resolve("both.pem"),
        certificate + pem("PRIVATE KEY", TestCertificates.key().getEncoded()));
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("web", CERTIFICATE);
    try (OutputStream out = Files.newOutputStream(folder.resolve("store.p12"))) {
      store.store(out, "password".toCharArray());
    }
    Files.writeString(folder.resolve("password"), "password\n");
    modes("rw-r--r--");
    mode(folder, "rwxr-xr-x");
    assumeTrue(
        OtherUsers.of(folder.resolve("web.pem")).read(),
        "the folder for temporary files is private itself");
  }

  private static void mode(Path path, String mode) throws Exception {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  private void modes(String mode) throws Exception {
    for (String each : FILES) {
      mode(folder.resolve(each), mode);
    }
  }

  private static String pem(String label, byte[] octets) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder().encodeToString(octets)
        + "\n-----END "
        + label
        + "-----\n";
  }

  private List<Warning> warnings() throws Exception {
    Map<String, Object> given =
        new HashMap<>(
            Map.of(
                "realm", "r",
                "packages", "negotiate",
                "mx-bean", false,
                "kerberos.keytab", "http.keytab",
                "negotiate.certificates", "web.pem, both.pem",
                "negotiate.keystore", "store.p12",
                "negotiate.keystore-password-file", "password"));
    List<Warning> told = new ArrayList<>();
    AuthenticationService.of(
            Configuration.read(Map.of(), given, PackageProviders.available(List.of()), false),
            new AuthenticationService.Parts(
                null,
                null,
                null,
                List.of(),
                InstantSource.system(),
                new SecureRandom(),
                (setting, path) -> folder.resolve(path),
                told::add))
        .close();
    return told;
  }

  @Test
  @DisplayName("Read: the keytab, the keystore, its password, a private key beside a certificate")
  void read() throws Exception {
    assertThat(warnings())
        .extracting(Warning::key, Warning::remedy)
        .containsExactlyInAnyOrder(
            tuple("kerberos.keytab", "chmod o-r " + folder.resolve("http.keytab")),
            tuple("negotiate.certificates", "chmod o-r " + folder.resolve("both.pem")),
            tuple("negotiate.keystore", "chmod o-r " + folder.resolve("store.p12")),
            tuple("negotiate.keystore-password-file", "chmod o-r " + folder.resolve("password")));
  }

  @Test
  @DisplayName("Written: every one, a certificate alone too")
  void written() throws Exception {
    modes("rw-----w-");
    assertThat(warnings())
        .extracting(Warning::remedy)
        .containsExactlyInAnyOrderElementsOf(
            FILES.stream().map(each -> "chmod o-w " + folder.resolve(each)).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "http.keytab, kerberos.keytab",
    "both.pem, negotiate.certificates",
    "store.p12, negotiate.keystore",
    "password, negotiate.keystore-password-file"
  })
  @DisplayName("A pipe in the place of a file is refused, and not waited for")
  void pipes(String name, String key) throws Exception {
    Path pipe = folder.resolve(name);
    Files.delete(pipe);
    assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "mkfifo");
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () ->
            assertThatThrownBy(this::warnings)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(key + " = ")
                .hasMessageContaining(pipe + ": it is a pipe (FIFO), not a regular file; write"));
  }

  @Test
  @DisplayName("Private files give none")
  void none() throws Exception {
    modes("rw-r-----");
    assertThat(warnings()).isEmpty();
  }
}
