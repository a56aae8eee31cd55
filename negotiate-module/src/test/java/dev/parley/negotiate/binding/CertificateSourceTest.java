package dev.parley.negotiate.binding;

import static dev.parley.negotiate.binding.TestCertificates.pem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.files.UnusableFileException;
import dev.parley.http.HttpExchange;
import dev.parley.negotiate.binding.CertificateSource.Files;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateSourceTest {
  private static final X509Certificate OLD = TestCertificates.named("old");
  private static final X509Certificate NEW = TestCertificates.named("new");
  private static final X509Certificate ISSUER = TestCertificates.named("issuer");

  @TempDir Path folder;

  private static HttpExchange shows(@Nullable X509Certificate certificate) {
    return (HttpExchange)
        Proxy.newProxyInstance(
            CertificateSourceTest.class.getClassLoader(),
            new Class<?>[] {HttpExchange.class},
            (proxy, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("serverCertificate");
              return certificate;
            });
  }

  private static List<byte[]> bindings(X509Certificate... certificates) {
    return java.util.Arrays.stream(certificates).map(ChannelBindings::of).toList();
  }

  private Path write(String name, String text) throws Exception {
    Path next = java.nio.file.Files.writeString(folder.resolve(name + ".new"), text);
    return java.nio.file.Files.move(
        next,
        folder.resolve(name),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
  }

  private static CertificateSource open(Files files) throws UnusableFileException {
    return CertificateSource.open(files, Duration.ZERO);
  }

  private static void assertBindings(CertificateSource source, X509Certificate... expected) {
    assertThat(source.bindingsFor(shows(null))).containsExactlyElementsOf(bindings(expected));
  }

  @Test
  @DisplayName("PEM: the first certificate of each file, whatever stands around it")
  void pemFiles() throws Exception {
    Path chain =
        write(
            "chain",
            "Subject: old\n"
                + pem("PRIVATE KEY", TestCertificates.key().getEncoded())
                + pem(OLD)
                + pem(ISSUER));
    Path other = write("other", pem(NEW));
    Path der = java.nio.file.Files.write(folder.resolve("der"), ISSUER.getEncoded());
    try (CertificateSource source =
        open(new Files(List.of(chain, other, der), null, null, false))) {
      assertBindings(source, OLD, NEW, ISSUER);
      assertThat(source.bindingsFor(shows(ISSUER))).hasSize(3);
    }
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("A keystore: the certificates of its keys, with the password of a file")
  @ValueSource(strings = {"PKCS12", "JKS"})
  void keyStore(String type) throws Exception {
    char[] password = "geheim 2".toCharArray();
    KeyStore store = KeyStore.getInstance(type);
    store.load(null, null);
    store.setKeyEntry("old", TestCertificates.key(), password, new Certificate[] {OLD});
    store.setCertificateEntry("issuer", ISSUER);
    Path path = folder.resolve("store");
    try (OutputStream out = java.nio.file.Files.newOutputStream(path)) {
      store.store(out, password);
    }
    Path right = write("password", "geheim 2\nnot this\n");
    Path wrong = write("wrong", "geheim\n");
    try (CertificateSource source = open(new Files(List.of(), path, right, false))) {
      assertBindings(source, OLD);
    }
    assertThatThrownBy(() -> open(new Files(List.of(), path, wrong, false)))
        .isInstanceOf(UnusableFileException.class)
        .hasMessageContaining("password")
        .hasMessageNotContaining("geheim");
  }

  private void store(String password, X509Certificate certificate) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("it", certificate);
    Path next = folder.resolve("next");
    try (OutputStream out = java.nio.file.Files.newOutputStream(next)) {
      store.store(out, password.toCharArray());
    }
    java.nio.file.Files.move(next, folder.resolve("rotated"), StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  @DisplayName("A new password alone opens the keystore that the old one did not")
  void newPassword() throws Exception {
    store("first", OLD);
    Path password = write("password", "first\n");
    Path rotated = folder.resolve("rotated");
    try (CertificateSource source = open(new Files(List.of(), rotated, password, false))) {
      store("second one", NEW);
      for (int look = 0; look < 6; look++) {
        source.look();
        assertBindings(source, OLD);
      }
      write("password", "second one\n");
      assertThat(source.look()).as("look again soon").isTrue();
      source.look();
      assertBindings(source, NEW);
    }
    assertThatThrownBy(() -> open(new Files(List.of(), rotated, folder.resolve("missing"), false)))
        .isInstanceOfSatisfying(
            UnusableFileException.class,
            e -> assertThat(e.file()).isEqualTo(folder.resolve("missing")));
  }

  @Test
  @DisplayName("The container's certificate counts with the files, once; or not at all")
  void ofTheConnection() throws Exception {
    Path file = write("file", pem(NEW));
    try (CertificateSource source = open(new Files(List.of(file), null, null, true))) {
      assertThat(source.bindingsFor(shows(OLD))).containsExactlyElementsOf(bindings(NEW, OLD));
      assertThat(source.bindingsFor(shows(NEW))).containsExactlyElementsOf(bindings(NEW));
      assertBindings(source, NEW);
    }
    try (CertificateSource source = open(new Files(List.of(file), null, null, false))) {
      assertThat(source.bindingsFor(shows(OLD))).containsExactlyElementsOf(bindings(NEW));
    }
    try (CertificateSource source = open(Files.none())) {
      assertThat(source.bindingsFor(shows(OLD))).containsExactlyElementsOf(bindings(OLD));
      assertThat(source.bindingsFor(shows(OLD)).get(0))
          .isSameAs(source.bindingsFor(shows(OLD)).get(0));
      assertThat(source.bindingsFor(shows(null))).isEmpty();
      X509Certificate undefined = TestCertificates.signedWith("ed", "1.3.101.112", null);
      assertThat(source.bindingsFor(shows(undefined))).isEmpty();
    }
  }

  @Test
  @DisplayName("Many certificates (SNI) are remembered within bounds, each with its own binding")
  void manyCertificates() throws Exception {
    try (CertificateSource source = open(Files.none())) {
      for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 40; i++) {
          X509Certificate certificate = TestCertificates.named("host" + i);
          assertThat(source.bindingsFor(shows(certificate)))
              .containsExactlyElementsOf(bindings(certificate));
        }
      }
    }
  }

  @Test
  @DisplayName("Rotation: a new certificate is picked up; an unusable file leaves the old one")
  void rotation() throws Exception {
    Path file = write("file", pem(OLD));
    Files files = new Files(List.of(file), null, null, false);
    try (CertificateSource source = CertificateSource.open(files, Duration.ofMillis(10))) {
      assertBindings(source, OLD);
      write("file", pem(NEW).substring(0, 200));
      Thread.sleep(150);
      assertBindings(source, OLD);
      write("file", pem(NEW));
      await().untilAsserted(() -> assertBindings(source, NEW));
    }
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("A file without a certificate refuses to start, and is named")
  @ValueSource(
      strings = {
        "",
        "nothing",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE-----\nAAAA\n",
        "-----END CERTIFICATE-----\n-----BEGIN CERTIFICATE-----\n",
      })
  void refusesToStart(String content) throws Exception {
    Path file = write("file", content);
    assertThatThrownBy(() -> open(new Files(List.of(file), null, null, true)))
        .isInstanceOf(UnusableFileException.class)
        .hasMessageStartingWith(file.toString());
    assertThatThrownBy(() -> open(new Files(List.of(), file, null, true)))
        .isInstanceOf(UnusableFileException.class)
        .hasMessageStartingWith(file.toString());
  }
}
