package dev.parley.it.negotiate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.Digest;
import dev.parley.it.support.JdkHttp;
import dev.parley.it.support.Ntlm;
import dev.parley.it.support.RawHttp;
import dev.parley.it.support.Reply;
import java.net.http.HttpClient.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Kerberos, NTLM and Digest beside each other: the rules that hold on every container. */
abstract class NegotiateContract extends NegotiateTest {
  @Override
  ContainerProcess.Options configure(ContainerProcess.Options options) {
    return options.setting("schemes-by-path", "/protected/journey/digest = Digest");
  }

  @BeforeEach
  void forget() throws Exception {
    control.drainAudit();
  }

  @Test
  @DisplayName("RFC 4559 4: a 401 offers Negotiate, then NTLM, then Digest")
  void challenge() throws Exception {
    try (RawHttp http = connect()) {
      Reply reply = http.request("GET", PATH);
      assertThat(reply.status()).isEqualTo(401);
      List<String> schemes =
          reply.all("WWW-Authenticate").stream().map(each -> each.split(" ", 2)[0]).toList();
      assertThat(schemes).startsWith("Negotiate", "NTLM", "Digest");
      assertThat(reply.all("WWW-Authenticate")).contains("Negotiate", "NTLM");
    }
  }

  @Test
  @DisplayName("a ticket in SPNEGO is let in at once, and the server proves itself")
  void spnego() throws Exception {
    JgssClient.Logon logon = Realms.mitClient("alice").spnego(SERVICE);
    try (RawHttp http = connect()) {
      Reply reply = http.request("GET", PATH, logon.header());
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.user()).isEqualTo(mitName("alice"));
      assertThat(logon.provenBy(Ntlm.token(reply, "Negotiate"))).isTrue();
    }
  }

  @Test
  @DisplayName("a Kerberos token without SPNEGO is let in and answered without SPNEGO")
  void rawKerberos() throws Exception {
    JgssClient.Logon logon = Realms.mitClient("alice").kerberos(SERVICE);
    try (RawHttp http = connect()) {
      Reply reply = http.request("GET", PATH, logon.header());
      assertThat(reply.user()).isEqualTo(mitName("alice"));
      assertThat(logon.provenBy(Ntlm.token(reply, "Negotiate"))).isTrue();
    }
  }

  @Test
  @DisplayName("a token that comes again is a replay, on any connection")
  void replay() throws Exception {
    String header = Realms.mitClient("alice").spnego(SERVICE).header();
    try (RawHttp http = connect();
        RawHttp other = connect()) {
      assertThat(http.request("GET", PATH, header).status()).isEqualTo(200);
      assertThat(other.request("GET", PATH, header).status()).isEqualTo(401);
      assertThat(http.request("GET", PATH, header).status()).isEqualTo(401);
    }
    assertAudited("token-replayed");
  }

  @Test
  @DisplayName("Kerberos is per request: the next one on the connection needs a token of its own")
  void perRequest() throws Exception {
    try (RawHttp http = connect()) {
      assertThat(withTicket(http, "alice").user()).isEqualTo(mitName("alice"));
      assertThat(http.request("GET", PATH).status()).isEqualTo(401);
      assertThat(withTicket(http, "bob").user()).isEqualTo(mitName("bob"));
      assertThat(withTicket(http, "alice").user()).isEqualTo(mitName("alice"));
    }
  }

  @Test
  @DisplayName("a POST that is let in has its body")
  void post() throws Exception {
    byte[] body = "0123456789".repeat(5000).getBytes(UTF_8);
    try (RawHttp http = connect()) {
      String header = Realms.mitClient("alice").spnego(SERVICE).header();
      Reply reply = http.request("POST", PATH, body, header);
      assertThat(reply.body()).contains("user=" + mitName("alice") + " body=50000:");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/protected/async/dispatch", "/protected/async/complete"})
  @DisplayName("the user of a ticket is known after an ASYNC dispatch and on another thread")
  void async(String target) throws Exception {
    try (RawHttp http = connect()) {
      String header = Realms.mitClient("alice").spnego(SERVICE).header();
      assertThat(http.request("GET", target, header).user()).isEqualTo(mitName("alice"));
    }
  }

  @Test
  @DisplayName("RFC 5929: bindings to the container's own certificate are known, others refused")
  void bindings() throws Exception {
    assertThat(BoundClient.get(container, "right")).startsWith("200 ");
    assertThat(control.drainAudit()).anyMatch(line -> line.contains("\"bindings\":\"verified\""));
    assertThat(BoundClient.get(container, "wrong")).startsWith("401 ");
    assertAudited("bindings-wrong");
  }

  @Test
  @DisplayName("HTTP/2 takes a ticket")
  void ticketOverHttp2() throws Exception {
    JdkHttp http = JdkHttp.secure(Version.HTTP_2, keyStore);
    String header = Realms.mitClient("alice").spnego(SERVICE).header();
    Reply reply = http.get("https://127.0.0.1:" + container.securePort() + PATH, header);
    assertThat(reply.header("X-Protocol").orElseThrow()).startsWith("HTTP/2");
    assertThat(reply.user()).isEqualTo(mitName("alice"));
  }

  @ParameterizedTest
  @CsvSource({"NTLM, Negotiate Digest", "Negotiate, Digest"})
  @DisplayName(
      "NTLM is not offered on HTTP/2; who sends it there is told what is left, and does so")
  void ntlmOverHttp2(String scheme, String left) throws Exception {
    JdkHttp http = JdkHttp.secure(Version.HTTP_2, keyStore);
    String url = "https://127.0.0.1:" + container.securePort() + PATH;
    assertThat(offered(http.get(url))).containsExactly("Negotiate", "Digest");
    Reply refused = http.get(url, Ntlm.header(scheme, Site.ntlm("alice").negotiate()));
    assertThat(offered(refused)).containsExactly(left.split(" "));
    assertAudited("not-on-this-connection");
    Digest digest = Digest.answering(refused, "alice", Realms.password("alice"));
    Reply reply = http.get(url, digest.answer("GET", PATH));
    assertThat(reply.header("x-protocol").orElseThrow()).startsWith("HTTP/2");
    assertThat(reply.user()).isEqualTo("alice");
  }

  /** The schemes of a 401, one of each. */
  private static List<String> offered(Reply reply) {
    assertThat(reply.status()).isEqualTo(401);
    return reply.all("WWW-Authenticate").stream()
        .map(each -> each.split(" ", 2)[0])
        .distinct()
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"NTLM", "Negotiate"})
  @DisplayName("NTLM logs a connection on: it stays so, and no other connection is")
  void ntlm(String scheme) throws Exception {
    try (RawHttp http = connect();
        RawHttp other = connect()) {
      Reply reply = Site.ntlm("alice").logOn(http, "GET", PATH, scheme);
      assertThat(reply.user()).isEqualTo("alice");
      assertThat(reply.header("X-Role-User")).contains("true");
      assertThat(http.request("GET", PATH).user()).isEqualTo("alice");
      byte[] body = "hello".getBytes(UTF_8);
      assertThat(http.request("POST", PATH, body).body()).contains("user=alice body=5:");
      assertThat(other.request("GET", PATH).status()).isEqualTo(401);
    }
  }

  @Test
  @DisplayName("two NTLM handshakes whose legs alternate end in two users")
  void alternatingLegs() throws Exception {
    Ntlm alice = Site.ntlm("alice");
    Ntlm bob = Site.ntlm("bob");
    try (RawHttp first = connect();
        RawHttp second = connect()) {
      Reply toAlice = first.request("GET", PATH, Ntlm.header("NTLM", alice.negotiate()));
      Reply toBob = second.request("GET", PATH, Ntlm.header("NTLM", bob.negotiate()));
      byte[] ofBob = bob.authenticate(Ntlm.token(toBob, "NTLM"));
      byte[] ofAlice = alice.authenticate(Ntlm.token(toAlice, "NTLM"));
      assertThat(second.request("GET", PATH, Ntlm.header("NTLM", ofBob)).user()).isEqualTo("bob");
      assertThat(first.request("GET", PATH, Ntlm.header("NTLM", ofAlice)).user())
          .isEqualTo("alice");
      for (int i = 0; i < 3; i++) {
        assertThat(first.request("GET", PATH).user()).isEqualTo("alice");
        assertThat(second.request("GET", PATH).user()).isEqualTo("bob");
      }
    }
  }

  @Test
  @DisplayName("the last message of NTLM is refused on a connection that did not begin")
  void otherConnection() throws Exception {
    Ntlm alice = Site.ntlm("alice");
    try (RawHttp first = connect();
        RawHttp second = connect()) {
      Reply challenge = first.request("GET", PATH, Ntlm.header("NTLM", alice.negotiate()));
      byte[] last = alice.authenticate(Ntlm.token(challenge, "NTLM"));
      assertThat(second.request("GET", PATH, Ntlm.header("NTLM", last)).status()).isEqualTo(401);
      assertThat(second.request("GET", PATH).status()).isEqualTo(401);
    }
    assertAudited("no-negotiation");
  }

  @Test
  @DisplayName("new credentials on a connection that is logged on start over; a failure ends it")
  void startsOver() throws Exception {
    try (RawHttp http = connect()) {
      assertThat(Site.ntlm("bob").logOn(http, "GET", PATH, "NTLM").user()).isEqualTo("bob");
      assertThat(Site.ntlm("bob").logOn(http, "GET", PATH, "NTLM").user()).isEqualTo("bob");
      assertThat(http.request("GET", PATH).user()).isEqualTo("bob");
      Reply wrong = Site.wrongNtlm("bob").logOn(http, "GET", PATH, "NTLM");
      assertThat(wrong.status()).isEqualTo(401);
      assertThat(wrong.all("Connection")).as("on to a new one").contains("close");
    }
  }

  @Test
  @DisplayName("another account on the connection of a first is refused, and served on a new one")
  void anotherAccount() throws Exception {
    try (RawHttp http = connect()) {
      assertThat(Site.ntlm("alice").logOn(http, "GET", PATH, "NTLM").user()).isEqualTo("alice");
      Reply refused = Site.ntlm("bob").logOn(http, "GET", PATH, "NTLM");
      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.all("Connection")).contains("close");
    }
    assertAudited("shared-connection");
    try (RawHttp http = connect()) {
      assertThat(Site.ntlm("bob").logOn(http, "GET", PATH, "NTLM").user()).isEqualTo("bob");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"NTLM TlRMTVNTUAABAAAA", "Bearer x", "Negotiate !"})
  @DisplayName("credentials on an open path end the logon of a connection too; none do not")
  void credentialsOnAnOpenPath(String credentials) throws Exception {
    try (RawHttp http = connect()) {
      assertThat(Site.ntlm("alice").logOn(http, "GET", PATH, "NTLM").user()).isEqualTo("alice");
      assertThat(http.request("GET", "/open/x").user()).isEqualTo("null");
      assertThat(http.request("GET", PATH).user()).isEqualTo("alice");
      Reply open = http.request("GET", "/open/x", "Authorization: " + credentials);
      assertThat(open.user()).isEqualTo("null");
      assertThat(http.request("GET", PATH).status()).isEqualTo(401);
    }
  }

  @Test
  @DisplayName("NTLM on an open path that forwards to a protected one comes to its end")
  void forwardFromOpen() throws Exception {
    try (RawHttp http = connect()) {
      Reply reply = Site.ntlm("alice").logOn(http, "GET", "/open/forward", "NTLM");
      assertThat(reply.user()).isEqualTo("alice");
      assertThat(http.request("GET", PATH).user()).isEqualTo("alice");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/protected/journey/any?forward=/protected/journey/digest",
        "/protected/journey/any?start=own&to=/protected/journey/digest",
        "/protected/journey/any?start=bare&to=/protected/journey/digest"
      })
  @DisplayName("schemes-by-path holds for later dispatches: who is known by another is challenged")
  void schemesOfLaterDispatches(String target) throws Exception {
    try (RawHttp http = connect()) {
      String ticket = Realms.mitClient("alice").spnego(SERVICE).header();
      Reply refused = http.request("GET", target, ticket);
      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.all("WWW-Authenticate"))
          .isNotEmpty()
          .allMatch(each -> each.startsWith("Digest "));
      assertAudited("unknown-scheme");
      Digest digest = Digest.answering(refused, "alice", Realms.password("alice"));
      assertThat(http.request("GET", target, digest.answer("GET", target)).user())
          .isEqualTo("alice");
    }
  }

  @Test
  @DisplayName("a POST of length 0 with the first message logs on again, then comes with its body")
  void emptyPost() throws Exception {
    byte[] body = "0123456789".getBytes(UTF_8);
    try (RawHttp http = connect()) {
      assertThat(Site.ntlm("alice").logOn(http, "GET", PATH, "NTLM").user()).isEqualTo("alice");
      Ntlm again = Site.ntlm("alice");
      Reply challenge =
          http.request("POST", PATH, Ntlm.header("NTLM", again.negotiate()), "Content-Length: 0");
      assertThat(challenge.status()).isEqualTo(401);
      byte[] last = again.authenticate(Ntlm.token(challenge, "NTLM"));
      Reply reply = http.request("POST", PATH, body, Ntlm.header("NTLM", last));
      assertThat(reply.body()).contains("POST user=alice body=10:");
    }
  }

  @Test
  @DisplayName("Digest beside Negotiate logs on as ever")
  void digest() throws Exception {
    try (RawHttp http = connect()) {
      Digest digest =
          Digest.answering(http.request("GET", PATH), "alice", Realms.password("alice"));
      assertThat(http.request("GET", PATH, digest.answer("GET", PATH)).user()).isEqualTo("alice");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Negotiate",
        "Negotiate ",
        "Negotiate !!!!",
        "Negotiate YA==",
        "Negotiate YIIB",
        "Negotiate YIT/////",
        "Negotiate TlRMTVNTUAA=",
        "Negotiate TlRMTVNTUAADAAAA",
        "NTLM",
        "NTLM a",
        "NTLM TlRMTVNTUAABAAAA",
        "NTLM TlRMTVNTUAACAAAAAAAAAAAAAAAAAAAA",
        "NTLM YIIBVQYGKwYBBQUCoIIBSTCCAUWg",
        "Negotiate oQcwBaADCgEA"
      })
  @DisplayName("defect class 5: no token makes a 500")
  void malformed(String credentials) throws Exception {
    try (RawHttp http = connect()) {
      Reply reply = http.request("GET", PATH, "Authorization: " + credentials);
      assertThat(reply.status()).isIn(400, 401);
      assertThat(reply.body()).doesNotContain("Exception");
    }
    try (RawHttp http = connect()) {
      assertThat(withTicket(http, "alice").status()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("users of many connections at once are never mixed")
  void neverMixed() throws Exception {
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      String user = i % 2 == 0 ? "alice" : "bob";
      tokens.add(Realms.mitClient(user).spnego(SERVICE).header());
    }
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int i = 0; i < tokens.size(); i += 6) {
        List<String> own = tokens.subList(i, i + 6);
        tasks.add(() -> ticketsOnOneConnection(own));
        String user = i % 4 == 0 ? "alice" : "bob";
        tasks.add(() -> ntlmOnOneConnection(user));
      }
      for (Future<Void> each : threads.invokeAll(tasks)) {
        each.get();
      }
    } finally {
      threads.shutdown();
    }
  }

  private Void ticketsOnOneConnection(List<String> headers) throws Exception {
    try (RawHttp http = connect()) {
      for (int i = 0; i < headers.size(); i++) {
        String expected = mitName(i % 2 == 0 ? "alice" : "bob");
        assertThat(http.request("GET", PATH, headers.get(i)).user()).isEqualTo(expected);
      }
    }
    return null;
  }

  private Void ntlmOnOneConnection(String user) throws Exception {
    try (RawHttp http = connect()) {
      assertThat(Site.ntlm(user).logOn(http, "GET", PATH, "NTLM").user()).isEqualTo(user);
      for (int i = 0; i < 20; i++) {
        assertThat(http.request("GET", PATH).user()).isEqualTo(user);
      }
    }
    return null;
  }
}
