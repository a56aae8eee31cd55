package dev.parley.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.doctor.Examination.Result;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A fault of the certificate for channel bindings is named")
class CertificateFaultsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir Path directory;
  private Path krb5Conf;

  @BeforeEach
  void write() throws IOException {
    krb5Conf = directory.resolve("krb5.conf");
    Files.writeString(krb5Conf, "[libdefaults]\n default_realm = X.TEST\n dns_lookup_kdc = no\n");
  }

  private KeyStore keys(String name, String... options) throws Exception {
    Path file = directory.resolve(name + ".p12");
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "a",
                "-dname",
                "CN=" + name,
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-ext",
                "san=dns:localhost",
                "-keystore",
                file.toString()));
    words.addAll(List.of(options));
    Process process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("out").toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(directory.resolve("out"))).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  private Path pem(String name, KeyStore keys) throws Exception {
    Certificate certificate = keys.getCertificate("a");
    String text = Base64.getMimeEncoder().encodeToString(certificate.getEncoded());
    return Files.writeString(
        directory.resolve(name),
        "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n");
  }

  private Result examine(KeyStore shown, String json) throws Exception {
    KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(shown, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    Path config = Files.writeString(directory.resolve("parley.json"), json);
    try (FakeServer server =
        new FakeServer(
            context
                .getServerSocketFactory()
                .createServerSocket(0, 9, InetAddress.getLoopbackAddress()),
            head -> FakeServer.CHALLENGE)) {
      return new Examination(FakeNames.localhost(), Map.of())
          .run(
              "--krb5-conf", krb5Conf.toString(),
              "--config", config.toString(),
              "--url", "https://localhost:" + server.port() + "/");
    }
  }

  @Test
  @DisplayName("the settings name another certificate than the one that clients see")
  void wrong() throws Exception {
    KeyStore shown = keys("shown", "-keyalg", "EC");
    KeyStore other = keys("other", "-keyalg", "EC");
    pem("other.pem", other);
    pem("shown.pem", shown);
    String json = "{\"realm\": \"X\", \"negotiate.certificates\": [\"%s\"]}";
    Result wrong = examine(shown, json.formatted("other.pem"));
    assertThat(wrong.exitCode()).isEqualTo(1);
    wrong.says("certificate", "FAIL", "CN=shown", "none of those", "[BINDINGS_WRONG]");
    Result right = examine(shown, json.formatted("other.pem\", \"shown.pem"));
    assertThat(right.of("certificate")).noneMatch(line -> line.startsWith("FAIL"));
    right.says("certificate", "WARN", "does not trust it");
    examine(shown, json.formatted("absent.pem")).says("certificate", "FAIL", "absent.pem");
  }

  @Test
  @DisplayName(
      "it has expired, or has no channel bindings, or there is no TLS where they are required")
  void unusable() throws Exception {
    examine(keys("old", "-keyalg", "EC", "-startdate", "-10d", "-validity", "5"), "{}")
        .says("certificate", "FAIL", "not valid now", "renew it");
    examine(keys("soon", "-keyalg", "EC", "-validity", "5"), "{}")
        .says("certificate", "WARN", "CN=soon", "renew it");
    KeyStore edwards = keys("edwards", "-keyalg", "Ed25519");
    examine(edwards, "{\"negotiate.channel-bindings\": \"required\"}")
        .says("certificate", "FAIL", "defines no channel bindings", "[BINDINGS_UNKNOWN]");
    examine(edwards, "{\"negotiate.channel-bindings\": \"when-supported\"}")
        .says("certificate", "WARN", "defines no channel bindings");
    Result off = examine(edwards, "{\"negotiate.channel-bindings\": \"off\"}");
    assertThat(off.of("certificate")).noneMatch(line -> line.contains("defines no"));
  }

  @Test
  @DisplayName("bindings are required, and the URL is of http")
  void plain() throws Exception {
    Path config =
        Files.writeString(
            directory.resolve("parley.json"),
            "{\"packages\": \"negotiate\", \"negotiate.channel-bindings\": \"required\"}");
    try (FakeServer server = new FakeServer(head -> FakeServer.CHALLENGE)) {
      new Examination(FakeNames.localhost(), Map.of())
          .run("--config", config.toString(), "--url", server.url())
          .says("certificate", "FAIL", "http", "[BINDINGS_UNKNOWN]");
    }
  }
}
