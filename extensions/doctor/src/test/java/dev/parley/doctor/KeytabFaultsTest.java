package dev.parley.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.parley.doctor.Examination.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A fault of the keytab is named")
@DisabledOnOs(OS.WINDOWS)
class KeytabFaultsTest {
  private static final String SPN = "HTTP/localhost@X.TEST";

  @TempDir Path directory;
  private Path keytab;
  private Path krb5Conf;

  @BeforeEach
  void write() throws IOException {
    keytab = directory.resolve("http.keytab");
    krb5Conf = directory.resolve("krb5.conf");
    Files.writeString(krb5Conf, "[libdefaults]\n default_realm = X.TEST\n dns_lookup_kdc = no\n");
  }

  private Result examine(FakeNames names, String url) {
    return new Examination(names, Map.of())
        .run("--krb5-conf", krb5Conf.toString(), "--keytab", keytab.toString(), "--url", url);
  }

  private Result examine() {
    return new Examination(FakeNames.localhost(), Map.of())
        .run("--krb5-conf", krb5Conf.toString(), "--keytab", keytab.toString());
  }

  @Test
  @DisplayName("none: its principals, versions and types are told")
  void well() throws IOException {
    new TestKeytab()
        .key(SPN, 2, TestKeytab.AES256)
        .key(SPN, 3, TestKeytab.AES256)
        .key(SPN, 3, TestKeytab.RC4)
        .write(keytab);
    examine()
        .says(
            "keytab",
            "OK",
            SPN,
            "kvno 2 (aes256-cts-hmac-sha1-96)",
            "kvno 3 (aes256-cts-hmac-sha1-96 rc4-hmac)");
  }

  @Test
  @DisplayName("there is none")
  void absent() {
    examine().says("keytab", "FAIL", "no such file");
  }

  @Test
  @DisplayName("it cannot be read: whose it is, and who is barred")
  void unreadable() throws IOException {
    new TestKeytab().key(SPN, 1, TestKeytab.AES256).write(keytab);
    Files.setPosixFilePermissions(keytab, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(keytab), "root reads everything");
    Result result = examine();
    result.says("keytab", "FAIL", "may not read it", "owner", "mode ---------", "chown");
  }

  @Test
  @DisplayName("it is a directory, which not even root can read")
  void folder() throws IOException {
    Files.createDirectory(keytab);
    Files.setPosixFilePermissions(keytab, PosixFilePermissions.fromString("rwx------"));
    Result result = examine();
    assertThat(result.exitCode()).isEqualTo(1);
    result.says("keytab", "FAIL", "it is a folder");
  }

  @Test
  @DisplayName("everybody can read it, or write it")
  void open() throws IOException {
    new TestKeytab().key(SPN, 1, TestKeytab.AES256).write(keytab);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(keytab, PosixFilePermissions.fromString("rw-r--r--"));
    examine().says("keytab", "WARN", "every user", "chmod o-r");
    Files.setPosixFilePermissions(keytab, PosixFilePermissions.fromString("rw-rw-rw-"));
    examine().says("keytab", "FAIL", "replace the keys", "chmod o-w");
  }

  @Test
  @DisplayName("it is cut off, or no keytab, or empty")
  void truncated() throws IOException {
    byte[] whole = new TestKeytab().key(SPN, 1, TestKeytab.AES256).toOctets();
    Files.write(keytab, Arrays.copyOf(whole, whole.length - 7));
    Result result = examine();
    assertThat(result.exitCode()).isEqualTo(1);
    result.says("keytab", "FAIL", "half-written", "export the keytab anew");
    Files.writeString(keytab, "a text");
    examine().says("keytab", "FAIL", "no keytab");
    Files.write(keytab, new TestKeytab().toOctets());
    examine().says("keytab", "FAIL", "no keys");
  }

  @Test
  @DisplayName("it has only an RC4 key")
  void rc4() throws IOException {
    new TestKeytab().key(SPN, 1, TestKeytab.RC4).write(keytab);
    Result result = examine();
    assertThat(result.exitCode()).isEqualTo(1);
    result.says("keytab", "FAIL", "rc4-hmac", "AES keys", "[ENCTYPE_NOT_PERMITTED]");
  }

  @Test
  @DisplayName("it has not the SPN of the URL's host")
  void otherSpn() throws IOException {
    new TestKeytab().key("host/other.test@X.TEST", 1, TestKeytab.AES256).write(keytab);
    try (FakeServer server = new FakeServer(head -> FakeServer.CHALLENGE)) {
      Result result = examine(FakeNames.localhost(), server.url());
      assertThat(result.exitCode()).isEqualTo(1);
      result.says("spn", "FAIL", "HTTP/localhost", "has host/other.test@X.TEST", "[WRONG_SPN]");
    }
  }

  @Test
  @DisplayName("it has another SPN of the class: that does for both names of one account")
  void otherSpnOfClass() throws IOException {
    new TestKeytab().key("HTTP/other.test@X.TEST", 1, TestKeytab.AES256).write(keytab);
    examine(FakeNames.localhost(), "http://localhost:1/")
        .says("spn", "WARN", "HTTP/localhost", "if both names are of one account", "setspn -S");
    Path config = directory.resolve("parley.json");
    Files.writeString(
        config,
        """
        {"realm": "x", "packages": "negotiate", "kerberos.keytab": "http.keytab",
         "kerberos.service-names": "keytab"}
        """);
    new Examination(FakeNames.localhost(), Map.of())
        .run(
            "--krb5-conf",
            krb5Conf.toString(),
            "--config",
            config.toString(),
            "--url",
            "http://localhost:1/")
        .says("spn", "FAIL", "HTTP/localhost", "[WRONG_SPN]");
  }

  @Test
  @DisplayName("it has the name of the URL, but not the canonical one that Chromium asks for")
  void canonicalName() throws IOException {
    new TestKeytab().key("HTTP/www.x.test@X.TEST", 1, TestKeytab.AES256).write(keytab);
    FakeNames names =
        new FakeNames()
            .host("www.x.test", "192.0.2.1", "node1.x.test")
            .alias("www.x.test", "node1.x.test");
    examine(names, "http://www.x.test:1/").says("spn", "WARN", "canonical", "HTTP/node1.x.test");
    new TestKeytab().key("HTTP/node1.x.test@X.TEST", 1, TestKeytab.AES256).write(keytab);
    examine(names, "http://www.x.test:1/").says("spn", "WARN", "name of the URL", "HTTP/www");
  }

  @Test
  @DisplayName("the URL has a short name, and the keytab the full one")
  void shortName() throws IOException {
    new TestKeytab().key("HTTP/www.x.test@X.TEST", 1, TestKeytab.AES256).write(keytab);
    FakeNames names = new FakeNames().host("www", "192.0.2.1", "www.x.test");
    examine(names, "http://www:1/").says("spn", "WARN", "HTTP/www;");
    FakeNames other = new FakeNames().host("web", "192.0.2.1", "web.x.test");
    examine(other, "http://web:1/").says("spn", "WARN", "HTTP/web.x.test;");
  }

  @Test
  @DisplayName("it is of another realm than the one where clients ask")
  void otherRealm() throws IOException {
    new TestKeytab().key("HTTP/localhost@Y.TEST", 1, TestKeytab.AES256).write(keytab);
    examine(FakeNames.localhost(), "http://localhost:1/")
        .says("spn", "FAIL", "realm X.TEST", "keytab has Y.TEST", "[WRONG_SPN]");
  }
}
