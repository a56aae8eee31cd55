package dev.parley.it.negotiate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.it.realm.Command;
import dev.parley.it.support.Built;
import dev.parley.it.support.ContainerKind;
import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.Control;
import dev.parley.it.support.KeyStores;
import dev.parley.it.support.Ntlm;
import dev.parley.it.support.RawHttp;
import dev.parley.it.support.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A man in the middle, by impacket, who passes a victim's NTLM messages on to the server. That NTLM
 * over clear text is relayed is its nature and shown here, so that the refusals mean something.
 */
@DisplayName("NTLM relay")
final class RelayIT {
  private static final Path CLIENTS = Built.itFolder().resolve("tests/src/test/resources/clients");
  private static final String PYTHON = "/usr/bin/python3";
  @TempDir static Path folder;

  @BeforeAll
  static void impacket() throws Exception {
    String modules = "import impacket.examples.ntlmrelayx.clients, requests_ntlm";
    assumeTrue(
        Command.find(PYTHON).isPresent() && Command.of(PYTHON, "-c", modules).run().status() == 0,
        "no python3-impacket or no python3-requests-ntlm");
  }

  private static ContainerProcess.Options options() throws Exception {
    return Site.of(ContainerKind.JETTY_EE10, folder, Realms.mitKeytab())
        .with("keystore", KeyStores.create(folder).toString());
  }

  /** A certificate of the attacker's own. */
  private static Path attackersCertificate() throws Exception {
    Path attackers = Files.createTempDirectory(folder, "attacker");
    return KeyStores.pemWithKey(KeyStores.create(attackers));
  }

  private static String relay(String server, String certificate, String... victim)
      throws Exception {
    List<String> words = new ArrayList<>();
    words.addAll(List.of(PYTHON, CLIENTS.resolve("relay.py").toString(), server, certificate));
    words.addAll(List.of(victim));
    String output =
        Command.of(words)
            .with(Map.of("OPENSSL_CONF", CLIENTS.resolve("openssl-legacy.cnf").toString()))
            .run()
            .output();
    return output.strip().lines().reduce((first, second) -> second).orElse("nothing");
  }

  private static String[] curl() {
    return new String[] {
      "curl", "-sSk", "--http1.1", "--ntlm", "-u", "alice:" + Realms.password("alice"), "URL"
    };
  }

  private static String[] requestsNtlm() {
    return new String[] {
      PYTHON,
      CLIENTS.resolve("requests_ntlm_client.py").toString(),
      "alice",
      Realms.password("alice"),
      "URL"
    };
  }

  @Test
  @DisplayName("with bindings off it works, as it does with every server")
  void works() throws Exception {
    try (ContainerProcess server = options().start()) {
      String target = "https://localhost:" + server.securePort() + NegotiateTest.PATH;
      assertThat(relay(target, "-", curl())).isEqualTo("relayed");
    }
  }

  @Test
  @DisplayName("when supported: a victim that binds to the attacker's certificate is not relayed")
  void whenSupported() throws Exception {
    try (ContainerProcess server =
        options().setting("negotiate.channel-bindings", "when-supported").start()) {
      String target = "https://localhost:" + server.securePort() + NegotiateTest.PATH;
      String certificate = attackersCertificate().toString();
      assertThat(relay(target, certificate, requestsNtlm())).isEqualTo("refused");
      assertThat(new Control(server.port()).drainAudit())
          .anyMatch(line -> line.contains("\"reason\":\"bindings-wrong\""));
    }
  }

  @Test
  @DisplayName("required: no victim is relayed, neither from TLS nor from clear text")
  void required() throws Exception {
    try (ContainerProcess server =
        options().setting("negotiate.channel-bindings", "required").start()) {
      String target = "https://localhost:" + server.securePort() + NegotiateTest.PATH;
      assertThat(relay(target, attackersCertificate().toString(), requestsNtlm()))
          .isEqualTo("refused");
      assertThat(relay(target, "-", requestsNtlm())).isEqualTo("refused");
      assertThat(relay(target, "-", curl())).isEqualTo("refused");
    }
  }

  @Test
  @DisplayName("CVE-2019-1040: a MIC that was promised and is missing or changed is refused")
  void dropTheMic() throws Exception {
    try (ContainerProcess server = options().start();
        RawHttp http = new RawHttp(server.port())) {
      Reply dropped = Site.ntlm("alice").dropMic().logOn(http, "GET", NegotiateTest.PATH, "NTLM");
      assertThat(dropped.status()).isEqualTo(401);
      Ntlm alice = Site.ntlm("alice");
      byte[] begin = alice.negotiate();
      byte[] stripped = begin.clone();
      // what the attacker changes on the way: no signing, no key exchange
      stripped[15] &= (byte) ~0x40;
      Reply challenge = http.request("GET", NegotiateTest.PATH, Ntlm.header("NTLM", stripped));
      byte[] last = alice.authenticate(Ntlm.token(challenge, "NTLM"));
      assertThat(http.request("GET", NegotiateTest.PATH, Ntlm.header("NTLM", last)).status())
          .isEqualTo(401);
      assertThat(new Control(server.port()).drainAudit())
          .filteredOn(line -> line.contains("\"reason\":\"ntlm-mic\""))
          .hasSize(2);
      assertThat(Site.ntlm("alice").logOn(http, "GET", NegotiateTest.PATH, "NTLM").user())
          .isEqualTo("alice");
    }
  }

  @Test
  @DisplayName("a MIC required always: clients that send none are refused")
  void requireMic() throws Exception {
    try (ContainerProcess server = options().setting("ntlm.require-mic", "true").start();
        RawHttp http = new RawHttp(server.port())) {
      Reply without =
          Site.ntlm("alice").withoutMic().logOn(http, "GET", NegotiateTest.PATH, "NTLM");
      assertThat(without.status()).isEqualTo(401);
      assertThat(Site.ntlm("alice").logOn(http, "GET", NegotiateTest.PATH, "NTLM").user())
          .isEqualTo("alice");
    }
  }

  @Test
  @DisplayName("reflection: the server's own challenge of another connection is worth nothing")
  void reflection() throws Exception {
    try (ContainerProcess server = options().start();
        RawHttp first = new RawHttp(server.port());
        RawHttp second = new RawHttp(server.port())) {
      String path = NegotiateTest.PATH;
      Ntlm alice = Site.ntlm("alice");
      Reply toFirst = first.request("GET", path, Ntlm.header("NTLM", alice.negotiate()));
      second.request("GET", path, Ntlm.header("NTLM", alice.negotiate()));
      byte[] last = alice.authenticate(Ntlm.token(toFirst, "NTLM"));
      assertThat(second.request("GET", path, Ntlm.header("NTLM", last)).status()).isEqualTo(401);
      // and on its own connection only once
      assertThat(first.request("GET", path, Ntlm.header("NTLM", last)).user()).isEqualTo("alice");
      assertThat(first.request("GET", path, Ntlm.header("NTLM", last)).status()).isEqualTo(401);
    }
  }
}
