package dev.parley.negotiate.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.http.HeaderField;
import dev.parley.negotiate.NegotiatePackage;
import dev.parley.negotiate.mechanism.Mechanism;
import dev.parley.negotiate.options.KeepMode;
import dev.parley.negotiate.options.NegotiateOptions;
import dev.parley.negotiate.testing.FakeMechanism;
import dev.parley.negotiate.testing.TestServices;
import dev.parley.sspi.AcceptResult;
import dev.parley.sspi.KeptBy;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SecurityStatus;
import dev.parley.testing.TestExchange;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Connections that cannot stand for one client")
class ConnectionsTest {
  private static final HeaderField BARE = new HeaderField("WWW-Authenticate", "Negotiate");
  private static final HeaderField CLOSE = new HeaderField("Connection", "close");

  private final TestServices site = new TestServices();
  private final FakeMechanism kerberos = FakeMechanism.kerberos();
  private final FakeMechanism ntlm = FakeMechanism.ntlm();
  private NegotiateServer server = server(TestOptions.of(KeepMode.REQUEST), ntlm);
  private int requests;

  private NegotiateServer server(NegotiateOptions options, Mechanism... mechanisms) {
    return new NegotiateServer(
        new NegotiateServer.Parts(
            NegotiatePackage.INFO,
            "Negotiate",
            false,
            List.of(mechanisms),
            options,
            new Connections(options),
            exchange -> List.of(),
            () -> List.of(mechanisms).forEach(Mechanism::close)),
        site.services());
  }

  @AfterEach
  void everythingIsWiped() {
    server.close();
    site.contexts.close();
    assertThat(kerberos.open() + ntlm.open()).isZero();
  }

  private TestExchange on(String connection, String... authorization) {
    requests++;
    return TestExchange.get("/x", authorization)
        .on(connection, "http/1.1")
        .request(Integer.toString(requests));
  }

  private static String ntlm(int type, String name) {
    byte[] token =
        ("NTLMSSP\0" + (char) type + "\0\0\0 " + name).getBytes(StandardCharsets.US_ASCII);
    return "Negotiate " + Base64.getEncoder().encodeToString(token);
  }

  private AcceptResult send(TestExchange exchange) {
    return server.acceptSecurityContext(null, exchange);
  }

  private AcceptResult logOn(String connection, String name) {
    assertThat(send(on(connection, ntlm(1, name))).status())
        .isEqualTo(SecurityStatus.SEC_I_CONTINUE_NEEDED);
    return send(on(connection, ntlm(3, name)));
  }

  private List<HeaderField> challenge(String connection) {
    return server.challenge(on(connection)).token();
  }

  @Nested
  @DisplayName("because the container gives each request another id (Open Liberty)")
  class IdsThatDoNotHold {
    private void failOnce(String first, String then) {
      send(on(first, ntlm(1, "alice")));
      AcceptResult result = send(on(then, ntlm(3, "alice")));
      assertThat(result.reason()).isEqualTo(Reason.NO_NEGOTIATION);
    }

    @Test
    @DisplayName("NTLM is withdrawn with its reason, so that clients go on to Digest")
    void withdrawn() {
      failOnce("1", "2");
      assertThat(challenge("3")).containsExactly(BARE);
      failOnce("4", "5");
      assertThat(challenge("6")).isEmpty();
      AcceptResult result = send(on("7", ntlm(1, "alice")));
      assertThat(result.reason()).isEqualTo(Reason.NOT_ON_THIS_CONNECTION);
      assertThat(result.detail())
          .isEqualTo("the container gives each request another connection id");
    }

    @Test
    @DisplayName("Kerberos goes on")
    void kerberosGoesOn() {
      server.close();
      server = server(TestOptions.of(KeepMode.REQUEST), kerberos, ntlm);
      failOnce("1", "2");
      failOnce("3", "4");
      assertThat(challenge("5")).containsExactly(BARE);
    }

    @Test
    @DisplayName("dispatches of one request, which share their connection's id, prove nothing")
    void dispatches() {
      failOnce("1", "2");
      failOnce("3", "4");
      TestExchange exchange = on("5");
      server.challenge(exchange);
      assertThat(server.challenge(exchange).token()).isEmpty();
    }

    @Test
    @DisplayName("a second request on any connection proves that ids hold, for good")
    void proved() {
      failOnce("1", "2");
      failOnce("3", "4");
      assertThat(challenge("5")).isEmpty();
      assertThat(challenge("5")).containsExactly(BARE);
      assertThat(logOn("5", "alice").status()).isEqualTo(SecurityStatus.SEC_E_OK);
      for (int i = 0; i < 10; i++) {
        failOnce("a" + i, "b" + i);
      }
      assertThat(challenge("6")).containsExactly(BARE);
    }

    @Test
    @DisplayName(
        "a client that never began, or one who plays this after a logon, withdraws nothing")
    void played() {
      for (int i = 0; i < 10; i++) {
        send(on("a" + i, ntlm(3, "alice")));
      }
      assertThat(challenge("1")).containsExactly(BARE);
      assertThat(logOn("1", "alice").status()).isEqualTo(SecurityStatus.SEC_E_OK);
      for (int i = 0; i < 10; i++) {
        failOnce("b" + i, "c" + i);
      }
      assertThat(challenge("2")).containsExactly(BARE);
    }
  }

  @Nested
  @DisplayName("because another account came over it (a proxy that is not declared)")
  class Shared {
    private String resumed(String connection) {
      AcceptResult result = server.resume(on(connection), KeptBy.CONNECTION);
      return result == null ? "nobody" : result.context().identity().name();
    }

    @Test
    @DisplayName("NTLM is refused, the connection ends, and the next one serves")
    void refused() {
      assertThat(logOn("1", "alice").status()).isEqualTo(SecurityStatus.SEC_E_OK);
      AcceptResult other = logOn("1", "bob");
      assertThat(other.reason()).isEqualTo(Reason.SHARED_CONNECTION);
      assertThat(other.account()).isEqualTo("bob");
      assertThat(other.token()).containsExactly(BARE, CLOSE);
      assertThat(resumed("1")).isEqualTo("nobody");
      assertThat(logOn("1", "alice").reason()).isEqualTo(Reason.SHARED_CONNECTION);
      assertThat(challenge("1")).containsExactly(BARE, CLOSE);
      assertThat(logOn("2", "bob").status()).isEqualTo(SecurityStatus.SEC_E_OK);
      assertThat(resumed("2")).isEqualTo("bob");
    }

    @Test
    @DisplayName("so it is where the other account came by credentials of another package")
    void otherPackage() {
      server.noteAccount(on("1"), "bob");
      assertThat(challenge("1")).as("Digest goes on").containsExactly(BARE);
      assertThat(logOn("1", "alice").reason()).isEqualTo(Reason.SHARED_CONNECTION);
    }

    @ParameterizedTest
    @CsvSource({"alice, ALICE", "alice, alice@example.com", "EXAMPLE\\alice, alice"})
    @DisplayName("one account in two spellings is one")
    void spellings(String digest, String name) {
      server.noteAccount(on("1"), digest);
      assertThat(logOn("1", name).status()).isEqualTo(SecurityStatus.SEC_E_OK);
    }

    @Test
    @DisplayName("after a logout or a change of user the client is led to a new connection")
    void changeOfUser() {
      AcceptResult alice = logOn("1", "alice");
      server.deleteSecurityContext(alice.context());
      assertThat(challenge("1")).containsExactly(BARE, CLOSE);
    }

    @Test
    @DisplayName("a setting takes many accounts on one connection")
    void setting() {
      server.close();
      server = server(TestOptions.of(KeepMode.REQUEST, false, true), ntlm);
      assertThat(logOn("1", "alice").status()).isEqualTo(SecurityStatus.SEC_E_OK);
      assertThat(logOn("1", "bob").status()).isEqualTo(SecurityStatus.SEC_E_OK);
      assertThat(resumed("1")).isEqualTo("bob");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "h2, 1, an HTTP/2 or HTTP/3 connection carries several requests at once",
    "ajp, 1, an AJP connection is the proxy's",
    "http/1.0, 1, an HTTP/1.0 connection may end after each request",
    "'', 1, the container does not tell the connection's protocol",
    "http/1.1, '', the container gives connections no id"
  })
  @DisplayName("for each cause the audit has its own words")
  void causes(String protocol, String id, String cause) {
    AcceptResult result = send(TestExchange.get("/x", ntlm(1, "alice")).on(id, protocol));
    assertThat(result.reason()).isEqualTo(Reason.NOT_ON_THIS_CONNECTION);
    assertThat(result.detail()).isEqualTo(cause);
  }
}
