package dev.parley.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.doctor.Examination.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A fault of the KDC, its clock or its realm is named")
class KdcFaultsTest {
  @TempDir Path directory;

  private Result examine(FakeNames names, String kdcLine) throws IOException {
    Path conf = directory.resolve("krb5.conf");
    Files.writeString(
        conf,
        "[libdefaults]\n default_realm = X.TEST\n[realms]\n X.TEST = {\n " + kdcLine + "\n }\n");
    return new Examination(names, Map.of()).run("--krb5-conf", conf.toString());
  }

  private Result examine(FakeKdc kdc) throws IOException {
    try (kdc) {
      return examine(FakeNames.localhost(), "kdc = 127.0.0.1:" + kdc.port());
    }
  }

  @Test
  @DisplayName("none: it answers by UDP and TCP, and the clocks agree")
  void well() throws IOException {
    Result result = examine(FakeKdc.ahead(Duration.ZERO));
    assertThat(result.exitCode()).as(result.out()).isZero();
    result.says("kdc", "OK", "X.TEST", "127.0.0.1");
    result.says("clock", "OK", "300 s are allowed");
  }

  @Test
  @DisplayName("skew: the clock of the KDC is ahead, or behind, by more than is allowed")
  void skew() throws IOException {
    Result ahead = examine(FakeKdc.ahead(Duration.ofSeconds(612)));
    ahead.failsOnly("clock");
    assertThat(ahead.of("clock").get(0))
        .containsPattern("is 61[12]\\.\\d s ahead of")
        .contains("by NTP", "[CLOCK_SKEW]");
    examine(FakeKdc.ahead(Duration.ofHours(-1))).says("clock", "FAIL", "behind", "[CLOCK_SKEW]");
    examine(FakeKdc.ahead(Duration.ofSeconds(100))).says("clock", "WARN", "ahead of");
  }

  @Test
  @DisplayName("no server listens at the KDC's address")
  void unreachable() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Result result = examine(FakeNames.localhost(), "kdc = 127.0.0.1:" + port);
    result.failsOnly("kdc");
    result.says("kdc", "127.0.0.1:" + port, "TCP", "firewall");
    result.says("clock", "SKIPPED");
  }

  @Test
  @DisplayName("the KDC is of another realm")
  void wrongRealm() throws IOException {
    Result result = examine(FakeKdc.ofAnotherRealm());
    result.failsOnly("kdc");
    result.says("kdc", "not of the realm X.TEST", "correct the realm");
  }

  @Test
  @DisplayName("something else listens there")
  void noKdc() throws IOException {
    Result result = examine(FakeKdc.saying(new byte[] {1, 2, 3}));
    result.failsOnly("kdc");
    result.says("kdc", "no message of Kerberos");
  }

  @Test
  @DisplayName("it is not heard by UDP, which costs clients time")
  void noUdp() throws IOException {
    Result result = examine(FakeKdc.withoutUdp());
    assertThat(result.exitCode()).as(result.out()).isZero();
    result.says("kdc", "WARN", "UDP", "udp_preference_limit");
    result.says("clock", "OK");
  }

  @Test
  @DisplayName("nothing names it, or by what is no name")
  void unknown() throws IOException {
    examine(FakeNames.localhost(), "default_domain = x.test")
        .says("kdc", "FAIL", "nothing names a KDC of the realm X.TEST", "_kerberos._tcp");
    examine(FakeNames.localhost(), "kdc = https://proxy.x.test/KdcProxy")
        .says("kdc", "FAIL", "host or host:port");
  }

  @Test
  @DisplayName("DNS names it by SRV records, for TCP only")
  void dns() throws IOException {
    try (FakeKdc kdc = FakeKdc.ahead(Duration.ZERO)) {
      FakeNames names =
          FakeNames.localhost().server("_kerberos._tcp.X.TEST", "127.0.0.1", kdc.port());
      examine(names, "default_domain = x.test").says("kdc", "OK", "127.0.0.1:" + kdc.port());
      Result off = examine(names, "}\n[libdefaults]\n dns_lookup_kdc = false\n[realms]\n Y = {");
      off.says("kdc", "FAIL", "nothing names");
    }
  }
}
