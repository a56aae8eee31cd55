package dev.parley.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.doctor.Examination.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A fault of the server, the proxy or DNS is named")
class ServerFaultsTest {
  @TempDir Path directory;
  private Path krb5Conf;

  private FakeKdc kdc;

  @BeforeEach
  void start() throws IOException {
    krb5Conf = directory.resolve("krb5.conf");
    kdc = FakeKdc.ahead(Duration.ZERO);
    writeConf("");
  }

  @AfterEach
  void stop() throws IOException {
    kdc.close();
  }

  private void writeConf(String more) throws IOException {
    Files.writeString(
        krb5Conf,
        "[libdefaults]\n default_realm = X.TEST\n "
            + more
            + "\n[realms]\n X.TEST = {\n kdc = 127.0.0.1:"
            + kdc.port()
            + "\n }\n");
  }

  private Result examine(FakeNames names, String url) {
    return new Examination(names, Map.of("KRB5_CONFIG", krb5Conf.toString())).run("--url", url);
  }

  private Result examine(UnaryOperator<String> answers) throws IOException {
    try (FakeServer server = new FakeServer(answers)) {
      return examine(FakeNames.localhost(), server.url());
    }
  }

  private static String type2() {
    byte[] message = new byte[56];
    System.arraycopy(
        "NTLMSSP\0\2".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, message, 0, 9);
    return Base64.getEncoder().encodeToString(message);
  }

  @Test
  @DisplayName("none: all is well, exit code 0")
  void well() throws IOException {
    Result result = examine(head -> FakeServer.CHALLENGE);
    assertThat(result.exitCode()).as(result.out()).isZero();
    result.says("challenge", "OK", "negotiate");
    result.says("connection", "OK", "stays open");
    result.says("header-size", "OK", "48 KiB");
    result.says("dns", "OK", "127.0.0.1");
    assertThat(result.out()).doesNotContain("FAIL ").doesNotContain("WARN ");
  }

  @Test
  @DisplayName("the URL is down")
  void down() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Result result = examine(FakeNames.localhost(), "http://localhost:" + port + "/");
    result.failsOnly("challenge");
    result.says("challenge", "no server listens there", "start the server");
    result.says("negotiate", "SKIPPED", "the server has offered nothing");
    result.says("digest", "SKIPPED", "no server listens there");
  }

  @Test
  @DisplayName("the server ends the connection without an answer")
  void silent() throws IOException {
    Result result = examine(head -> "");
    result.failsOnly("challenge");
    result.says("challenge", "closed in the middle");
  }

  @Test
  @DisplayName("Negotiate is not offered, only Digest")
  void digestOnly() throws IOException {
    String digest = "Digest realm=\"a, Negotiate b\", nonce=\"n\", qop=\"auth\"";
    try (FakeServer server =
        new FakeServer(head -> FakeServer.unauthorized("WWW-Authenticate: " + digest))) {
      Examination examination = new Examination(FakeNames.localhost(), Map.of());
      Result result = examination.run("--url", server.url(), "--krb5-conf", krb5Conf.toString());
      result.failsOnly("challenge");
      result.says("challenge", "Negotiate is not offered", "digest", "[UNKNOWN_SCHEME]");
      // who does not ask about Kerberos may want Digest alone
      Result unasked = examination.run("--url", server.url());
      unasked.says("negotiate", "SKIPPED", "offers Digest alone", "--keytab");
      unasked.says("challenge", "OK", "the server offers digest");
    }
  }

  @Test
  @DisplayName("only NTLM is offered")
  void ntlmOnly() throws IOException {
    Result result = examine(head -> FakeServer.unauthorized("WWW-Authenticate: NTLM"));
    result.failsOnly("challenge");
    result.says("challenge", "only ntlm", "cannot use Kerberos", "[MECHANISM_NOT_OFFERED]");
  }

  @Test
  @DisplayName("the page is open, or elsewhere, or broken")
  void noChallenge() throws IOException {
    examine(head -> FakeServer.response("200 OK")).says("challenge", "FAIL", "open to all");
    examine(head -> FakeServer.response("302 Found", "Location: https://x.test/"))
        .says("challenge", "FAIL", "elsewhere", "https://x.test/");
    examine(head -> FakeServer.response("503 Gone")).says("challenge", "FAIL", "503");
    examine(head -> "SSH-2.0-OpenSSH\r\n\r\n").says("challenge", "FAIL", "no status line");
  }

  @Test
  @DisplayName("a proxy closes connections: with NTLM nothing goes on")
  void closingProxy() throws IOException {
    Result result =
        examine(
            head ->
                FakeServer.field(head, "Authorization").startsWith("Negotiate TlRM")
                    ? FakeServer.unauthorized(
                        "WWW-Authenticate: Negotiate " + type2(), "Connection: close")
                    : FakeServer.CHALLENGE);
    result.failsOnly("connection");
    result.says("connection", "closed after the first message of NTLM", "[NO_NEGOTIATION]");
  }

  @Test
  @DisplayName("a proxy closes connections: with Kerberos alone that is a warning")
  void closingProxyWithKerberos() throws IOException {
    Result result =
        examine(
            head ->
                FakeServer.unauthorized(
                    "WWW-Authenticate: Negotiate", "Connection: close", "Via: 1.1 cache"));
    assertThat(result.exitCode()).isZero();
    result.says("connection", "WARN", "closed with the 401", "keep-alive");
    result.says("connection", "OK", "a proxy is in front (via)");
  }

  @Test
  @DisplayName("a proxy in front of NTLM is a warning, and a failure when warnings count")
  void proxyAndNtlm() throws IOException {
    try (FakeServer server =
        new FakeServer(
            head ->
                FakeServer.field(head, "Authorization").contains("TlRM")
                    ? FakeServer.unauthorized("WWW-Authenticate: NTLM " + type2(), "Via: 1.1 x")
                    : FakeServer.unauthorized(
                        "WWW-Authenticate: Negotiate", "WWW-Authenticate: NTLM", "Via: 1.1 x"))) {
      Examination examination =
          new Examination(FakeNames.localhost(), Map.of("KRB5_CONFIG", krb5Conf.toString()));
      Result result = examination.run("--url", server.url());
      assertThat(result.exitCode()).as(result.out()).isZero();
      result.says(
          "connection", "WARN", "shares no connection", "negotiate.proxy-keeps-connections");
      assertThat(examination.run("--url", server.url(), "--strict").exitCode()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("the container refuses long header fields before the filter sees them")
  void headerSize() throws IOException {
    Result result =
        examine(
            head ->
                head.length() > 8192
                    ? FakeServer.response("431 Too Large", "Connection: close")
                    : FakeServer.CHALLENGE);
    result.says("header-size", "WARN", "16 KiB", "maxHttpRequestHeaderSize");
    Result closing = examine(head -> head.length() > 32_000 ? "" : FakeServer.CHALLENGE);
    closing.says("header-size", "WARN", "48 KiB", "before the filter");
  }

  @Test
  @DisplayName("the filter refuses long tokens that the container lets pass")
  void tokenLimit() throws IOException {
    Result result =
        examine(
            head ->
                FakeServer.field(head, "Authorization").length() > 20_000
                    ? FakeServer.response("400 Bad Request")
                    : FakeServer.CHALLENGE);
    result.says("header-size", "WARN", "48 KiB", "negotiate.token-limit");
    assertThat(result.of("header-size")).hasSize(1);
  }

  @Test
  @DisplayName("DNS leads back to another name")
  void reverse() throws IOException {
    try (FakeServer server = new FakeServer(head -> FakeServer.CHALLENGE)) {
      FakeNames names = new FakeNames().host("localhost", "127.0.0.1", "node17.hosting.test");
      Result result = examine(names, server.url());
      result.failsOnly("dns");
      result.says("dns", "node17.hosting.test", "rdns = false");
      writeConf("rdns = no");
      examine(names, server.url()).says("dns", "WARN", "node17.hosting.test");
      FakeNames alias = names.alias("localhost", "node17.hosting.test");
      examine(alias, server.url()).says("dns", "OK");
    }
  }

  @Test
  @DisplayName("DNS does not know the name, or the URL has none")
  void unknownName() {
    forKerberos(new FakeNames(), "http://nowhere.invalid/").says("dns", "FAIL", "has no address");
    forKerberos(new FakeNames(), "http://127.0.0.1:1/").says("dns", "FAIL", "and no name");
    forKerberos(new FakeNames().host("a.test", "192.0.2.1", ""), "http://[::1]:1/")
        .says("dns", "FAIL", "address ::1");
  }

  @Test
  @DisplayName("The URL has an address: no ticket is tried, and one line says what to do")
  void address() throws IOException {
    try (FakeServer server = new FakeServer(head -> FakeServer.CHALLENGE)) {
      String url = server.url().replace("localhost", "127.0.0.1");
      Result result = forKerberos(FakeNames.localhost(), url);
      result.failsOnly("dns");
      result.says("dns", "use the server's name");
      result.says("ticket", "SKIPPED", "no ticket for an address");
      result.says("logon", "SKIPPED", "no ticket for an address");
    }
  }

  private Result forKerberos(FakeNames names, String url) {
    return new Examination(names, Map.of()).run("--url", url, "--krb5-conf", krb5Conf.toString());
  }
}
