package dev.parley.it.negotiate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.it.support.ContainerKind;
import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.Ntlm;
import dev.parley.it.support.RawHttp;
import dev.parley.it.support.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each defect was found in a server of others; each test would fail in one that has it. */
@DisplayName("Defect class")
final class DefectClassesIT extends NegotiateTest {
  private final List<String> sent = new ArrayList<>();

  @Override
  ContainerProcess.Options configure(ContainerProcess.Options options) throws Exception {
    Path logging = Files.createTempFile("parley-it-", ".properties");
    logging.toFile().deleteOnExit();
    Files.writeString(
        logging,
        "handlers=java.util.logging.ConsoleHandler\n.level=INFO\ndev.parley.level=FINEST\n"
            + "java.util.logging.ConsoleHandler.level=FINEST\n");
    return options.jvm("-Djava.util.logging.config.file=" + logging);
  }

  private Reply send(RawHttp http, byte[] token) throws Exception {
    String text = Base64.getEncoder().encodeToString(token);
    sent.add(text);
    return http.request("GET", PATH, "Authorization: Negotiate " + text);
  }

  @Test
  @DisplayName("1, fail-open: without readable keys the server does not start")
  void failOpen(@TempDir Path folder) throws Exception {
    Path empty = Files.createFile(folder.resolve("empty.keytab"));
    for (Path keytab : List.of(folder.resolve("missing.keytab"), empty)) {
      assertThatThrownBy(() -> Site.of(ContainerKind.JETTY_EE10, folder, keytab).start().close())
          .hasMessageContaining("did not start")
          .hasMessageContaining(keytab.getFileName().toString());
    }
  }

  @Test
  @DisplayName("1, fail-open: a request that carries no, another's or half a token is nobody's")
  void nobody() throws Exception {
    byte[] token = Realms.mitClient("alice").spnego("HTTP/web.example.test").token();
    try (RawHttp http = connect()) {
      assertThat(http.request("GET", PATH).status()).isEqualTo(401);
      assertThat(send(http, Arrays.copyOf(token, token.length / 2)).status()).isIn(400, 401);
      assertThat(http.request("GET", PATH, "Authorization: Negotiate").status()).isIn(400, 401);
      assertThat(http.request("GET", PATH, "Authorization: Bearer x").status()).isEqualTo(401);
    }
  }

  @Test
  @DisplayName("2, response never verified: a wrong password, a changed ticket")
  void neverVerified() throws Exception {
    byte[] token = Realms.mitClient("alice").spnego(SERVICE).token();
    Random random = new Random(7);
    try (RawHttp http = connect()) {
      assertThat(Site.wrongNtlm("alice").logOn(http, "GET", PATH, "NTLM").status()).isEqualTo(401);
      for (int i = 0; i < 60; i++) {
        byte[] changed = token.clone();
        // the head is SPNEGO's own, where a change may mean nothing
        int at = 100 + random.nextInt(changed.length - 100);
        changed[at] ^= (byte) (1 << random.nextInt(8));
        Reply reply = send(http, changed);
        assertThat(reply.status()).as("octet %d", at).isIn(400, 401);
      }
      assertThat(send(http, token).status()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("4, realm stripping: alice of one realm is not alice of another")
  void realmStripping(@TempDir Path folder) throws Exception {
    Path[] both = {Realms.mitKeytab(), Realms.sambaKeytab()};
    String staff = Realms.samba().sid("staff");
    try (ContainerProcess server =
            Site.of(ContainerKind.JETTY_EE10, folder, both)
                .setting("negotiate.roles-by-group", staff + " = admin")
                .start();
        RawHttp http = new RawHttp(server.port())) {
      Reply ofSamba =
          http.request("GET", "/admin/x", Realms.sambaClient("alice").spnego(SERVICE).header());
      assertThat(ofSamba.user()).isEqualTo("alice@EXAMPLE.TEST");
      Reply ofMit = http.request("GET", PATH, Realms.mitClient("alice").spnego(SERVICE).header());
      assertThat(ofMit.user()).isEqualTo(mitName("alice"));
      Reply asAdmin =
          http.request("GET", "/admin/x", Realms.mitClient("alice").spnego(SERVICE).header());
      assertThat(asAdmin.status()).isEqualTo(403);
    }
  }

  @Test
  @DisplayName("5, 500 on client input: a thousand spoiled tokens")
  void serverErrors() throws Exception {
    byte[] ticket = Realms.mitClient("alice").spnego(SERVICE).token();
    byte[] ntlm = Site.ntlm("alice").negotiate();
    Random random = new Random(5);
    Map<Integer, Integer> statuses = new java.util.TreeMap<>();
    try (RawHttp http = connect()) {
      for (int i = 0; i < 1000; i++) {
        byte[] token = (i % 3 == 0 ? ntlm : ticket).clone();
        for (int change = random.nextInt(4); change >= 0; change--) {
          // the heads of the structures, where lengths and types stand
          token[random.nextInt(Math.min(token.length, 120))] = (byte) random.nextInt(256);
        }
        int length = random.nextInt(5) == 0 ? random.nextInt(token.length) : token.length;
        Reply reply = send(http, Arrays.copyOf(token, length));
        statuses.merge(reply.status(), 1, Integer::sum);
      }
    }
    assertThat(statuses.keySet()).isSubsetOf(200, 400, 401);
    assertThat(container.output()).doesNotContain("\tat dev.parley");
  }

  @Test
  @DisplayName("6, token logging: at the finest level no log has a token or a part of one")
  void tokenLogging() throws Exception {
    JgssClient.Logon logon = Realms.mitClient("bob").spnego(SERVICE);
    try (RawHttp http = connect()) {
      assertThat(send(http, logon.token()).status()).isEqualTo(200);
      assertThat(send(http, logon.token()).status()).isEqualTo(401);
      Ntlm bob = Site.ntlm("bob");
      byte[] last = bob.authenticate(Ntlm.token(send(http, bob.negotiate()), "Negotiate"));
      assertThat(send(http, last).status()).isEqualTo(200);
      byte[] broken = last.clone();
      broken[20] = 77;
      assertThat(send(http, broken).status()).isIn(400, 401);
    }
    String logged = container.output() + String.join("\n", control.drainAudit());
    for (String token : sent) {
      int from = Math.max(0, token.length() / 2 - 20);
      String part = token.substring(from, Math.min(token.length(), from + 40));
      // the short ones that were spoiled are mostly zeros
      if (part.length() == 40 && !part.contains("AAAAAAAA")) {
        assertThat(logged).doesNotContain(part);
      }
    }
  }

  @Test
  @DisplayName("7, state keyed on the address: 127.0.0.1 has as many handshakes as connections")
  void keyedOnAddress() throws Exception {
    List<RawHttp> connections = new ArrayList<>();
    try {
      List<Ntlm> users = new ArrayList<>();
      List<Reply> challenges = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        RawHttp http = connect();
        connections.add(http);
        users.add(Site.ntlm(i % 2 == 0 ? "alice" : "bob"));
        challenges.add(http.request("GET", PATH, Ntlm.header("NTLM", users.get(i).negotiate())));
      }
      for (int i = 9; i >= 0; i--) {
        byte[] last = users.get(i).authenticate(Ntlm.token(challenges.get(i), "NTLM"));
        Reply reply = connections.get(i).request("GET", PATH, Ntlm.header("NTLM", last));
        assertThat(reply.user()).isEqualTo(i % 2 == 0 ? "alice" : "bob");
      }
    } finally {
      for (RawHttp each : connections) {
        each.close();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Host: localhost", "X-Forwarded-For: 127.0.0.1", "X-Real-IP: ::1"})
  @DisplayName("9, localhost bypass: a request of this machine is asked like any other")
  void localhost(String line) throws Exception {
    try (RawHttp http = connect()) {
      http.send(
          ("GET "
                  + PATH
                  + " HTTP/1.1\r\n"
                  + (line.startsWith("Host") ? "" : "Host: localhost\r\n")
                  + line
                  + "\r\n\r\n")
              .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      assertThat(http.read(false).status()).isEqualTo(401);
    }
  }

  @Test
  @DisplayName("11, mutual authentication faked: the answer proves this ticket and no other")
  void mutual() throws Exception {
    JgssClient.Logon first = Realms.mitClient("alice").spnego(SERVICE);
    JgssClient.Logon second = Realms.mitClient("alice").spnego(SERVICE);
    try (RawHttp http = connect()) {
      byte[] toFirst = Ntlm.token(http.request("GET", PATH, first.header()), "Negotiate");
      byte[] toSecond = Ntlm.token(http.request("GET", PATH, second.header()), "Negotiate");
      assertThat(second.provenBy(toFirst)).isFalse();
      assertThat(first.provenBy(toFirst)).isTrue();
      assertThat(toSecond).isNotEqualTo(toFirst);
    }
  }

  @Test
  @DisplayName("12, guest by default: unknown and anonymous users are refused")
  void guest() throws Exception {
    try (RawHttp http = connect()) {
      for (String name : List.of("guest", "Guest", "nobody")) {
        Ntlm unknown = new Ntlm(name, "31d6cfe0d16ae931b73c59d7e0c089c0");
        assertThat(unknown.logOn(http, "GET", PATH, "NTLM").status()).isEqualTo(401);
      }
      http.request("GET", PATH, Ntlm.header("NTLM", Site.ntlm("alice").negotiate()));
      control.drainAudit();
      Reply reply = http.request("GET", PATH, Ntlm.header("NTLM", Ntlm.anonymous()));
      assertThat(reply.status()).isEqualTo(401);
      assertAudited("ntlm-anonymous");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//protected/x",
        "/open/../protected/x",
        "/open/%2e%2e/protected/x",
        "/open/..;/protected/x",
        "/protected;/open/x",
        "/protected/..;/open/../protected/x",
        "/%70rotected/x"
      })
  @DisplayName("13, exclusion on the raw URL: no spelling reaches a protected page without a user")
  void rawUrl(String target) throws Exception {
    try (RawHttp http = connect()) {
      Reply reply = http.request("GET", target);
      String servlet = reply.header("X-Servlet-Path").orElse("");
      assertThat(reply.status() == 200 && servlet.startsWith("/protected")).isFalse();
    }
  }

  @Test
  @DisplayName("14, the same token fed again: a handshake that never ends is refused, not looped")
  void fedAgain() throws Exception {
    byte[] first = Site.ntlm("alice").negotiate();
    try (RawHttp http = connect()) {
      for (int i = 0; i < 20; i++) {
        assertThat(send(http, first).status()).isEqualTo(401);
      }
      byte[] ticket = Realms.mitClient("alice").spnego(SERVICE).token();
      assertThat(send(http, ticket).status()).isEqualTo(200);
      for (int i = 0; i < 5; i++) {
        assertThat(send(http, ticket).status()).isEqualTo(401);
      }
    }
  }
}
