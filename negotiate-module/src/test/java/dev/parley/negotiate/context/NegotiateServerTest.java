package dev.parley.negotiate.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.context.ContextCache;
import dev.parley.http.HeaderField;
import dev.parley.negotiate.NegotiatePackage;
import dev.parley.negotiate.mechanism.Mechanism;
import dev.parley.negotiate.options.KeepMode;
import dev.parley.negotiate.options.NegotiateOptions;
import dev.parley.negotiate.testing.FakeMechanism;
import dev.parley.negotiate.testing.TestServices;
import dev.parley.sspi.AcceptResult;
import dev.parley.sspi.BindingState;
import dev.parley.sspi.ContextAttribute;
import dev.parley.sspi.ContextFlag;
import dev.parley.sspi.Impersonation;
import dev.parley.sspi.KeptBy;
import dev.parley.sspi.NegotiationInfo;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SecurityContext;
import dev.parley.sspi.SecurityStatus;
import dev.parley.sspi.SecurityStatusException;
import dev.parley.testing.TestExchange;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The server's side of Negotiate and NTLM")
class NegotiateServerTest {
  private final TestServices site = new TestServices();
  private boolean keepingProxy;
  private boolean manyAccounts;
  private FakeMechanism kerberos = FakeMechanism.kerberos();
  private FakeMechanism ntlm = FakeMechanism.ntlm();
  private NegotiateServer server = server(KeepMode.REQUEST, kerberos, ntlm);

  private NegotiateServer server(KeepMode keep, Mechanism... mechanisms) {
    return server("Negotiate", false, keep, mechanisms);
  }

  private NegotiateServer server(
      String scheme, boolean bareNtlm, KeepMode keep, Mechanism... mechanisms) {
    NegotiateOptions options = TestOptions.of(keep, keepingProxy, manyAccounts);
    NegotiateServer.Parts parts =
        new NegotiateServer.Parts(
            NegotiatePackage.INFO,
            scheme,
            bareNtlm,
            List.of(mechanisms),
            options,
            new Connections(options),
            exchange -> List.of(),
            () -> List.of(mechanisms).forEach(Mechanism::close));
    return new NegotiateServer(parts, site.services());
  }

  @AfterEach
  void everythingIsWiped() {
    server.close();
    site.contexts.close();
    assertThat(kerberos.open() + ntlm.open()).isZero();
    assertThat(site.contexts.size()).isZero();
  }

  /** A bare token of Kerberos that ends in the name. */
  private static String kerberos(String name) {
    byte[] oid = HexFormat.of().parseHex("06092a864886f712010202");
    byte[] rest = (" " + name).getBytes(StandardCharsets.US_ASCII);
    byte[] token = new byte[2 + oid.length + rest.length];
    token[0] = 0x60;
    token[1] = (byte) (token.length - 2);
    System.arraycopy(oid, 0, token, 2, oid.length);
    System.arraycopy(rest, 0, token, 2 + oid.length, rest.length);
    return "Negotiate " + Base64.getEncoder().encodeToString(token);
  }

  private static String ntlm(int type, String name) {
    return "Negotiate " + ntlmToken(type, name);
  }

  private static String ntlmToken(int type, String name) {
    byte[] token =
        ("NTLMSSP\0" + (char) type + "\0\0\0 " + name).getBytes(StandardCharsets.US_ASCII);
    return Base64.getEncoder().encodeToString(token);
  }

  private static TestExchange request(String... authorization) {
    return TestExchange.get("/x", authorization);
  }

  private AcceptResult send(String authorization) {
    return server.acceptSecurityContext(null, request(authorization));
  }

  private SecurityContext loggedOn(AcceptResult result, String name) {
    assertThat(result.status()).isEqualTo(SecurityStatus.SEC_E_OK);
    assertThat(result.context().identity().name()).isEqualTo(name);
    return result.context();
  }

  private SecurityContext ntlmLogon(String name) {
    assertThat(send(ntlm(1, name)).status()).isEqualTo(SecurityStatus.SEC_I_CONTINUE_NEEDED);
    return loggedOn(send(ntlm(3, name)), name);
  }

  private static void end(SecurityContext context) {
    ((RequestContext) context).close();
  }

  private static void refused(AcceptResult result, Reason reason) {
    assertThat(result.status().isError()).isTrue();
    assertThat(result.reason()).isEqualTo(reason);
  }

  /** Whom the server knows, by connection or by session. */
  private String resumed(TestExchange exchange) {
    String ofConnection = resumed(exchange, KeptBy.CONNECTION);
    return ofConnection.equals("nobody") ? resumed(exchange, KeptBy.SESSION) : ofConnection;
  }

  private String resumed(TestExchange exchange, KeptBy by) {
    AcceptResult result = server.resume(exchange, by);
    return result == null ? "nobody" : result.context().identity().name();
  }

  @Nested
  @DisplayName("Kerberos, for each request")
  class PerRequest {
    @Test
    @DisplayName("RFC 4559: the last token goes out with the final response")
    void lastToken() {
      AcceptResult result = send(kerberos("alice"));
      end(loggedOn(result, "alice"));
      assertThat(result.token())
          .containsExactly(
              new HeaderField("WWW-Authenticate", "Negotiate cmVwbHk="),
              new HeaderField("Persistent-Auth", "false"));
      assertThat(site.counters.snapshot().logons()).isEqualTo(1);
    }

    @Test
    @DisplayName("the next request on the connection is nobody's")
    void notKept() {
      end(loggedOn(send(kerberos("alice")), "alice"));
      assertThat(resumed(request())).isEqualTo("nobody");
      assertThat(site.contexts.size()).isZero();
    }

    @Test
    @DisplayName("messages are protected during the request and not after it")
    void protection() throws SecurityStatusException {
      SecurityContext context = loggedOn(send(kerberos("alice")), "alice");
      byte[] message = {1};
      assertThat(context.makeSignature(message)).hasSize(9);
      context.verifySignature(message, message);
      assertThat(context.decryptMessage(context.encryptMessage(message))).isEqualTo(message);
      end(context);
      assertThatThrownBy(() -> context.makeSignature(message))
          .isInstanceOf(SecurityStatusException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "h2c", "ajp", "http/1.0", ""})
    @DisplayName("serves on every connection")
    void everyConnection(String protocol) {
      TestExchange exchange = request(kerberos("alice")).on("7", protocol);
      end(loggedOn(server.acceptSecurityContext(null, exchange), "alice"));
    }

    @Test
    @DisplayName("a refusal has the reason with its detail")
    void refusal() {
      AcceptResult result = send(kerberos("mallory"));
      refused(result, Reason.TICKET_INTEGRITY);
      assertThat(result.detail()).isEqualTo("kvno 3, keytab has 2");
      assertThat(result.account()).isEqualTo("mallory");
      assertThat(result.token())
          .containsExactly(new HeaderField("WWW-Authenticate", "Negotiate ZXJyb3I="));
    }

    @Test
    @DisplayName("logging out wipes it")
    void deleted() {
      SecurityContext context = loggedOn(send(kerberos("alice")), "alice");
      server.deleteSecurityContext(context);
      assertThat(kerberos.contexts.get(0).closed).isTrue();
    }
  }

  @Nested
  @DisplayName("NTLM, for the connection")
  class PerConnection {
    @Test
    @DisplayName("MS-NTHT: two legs, the first answered by its token alone; then no credentials")
    void twoLegs() {
      AcceptResult first = send(ntlm(1, "alice"));
      assertThat(first.status()).isEqualTo(SecurityStatus.SEC_I_CONTINUE_NEEDED);
      assertThat(first.reason()).isNull();
      assertThat(first.token())
          .containsExactly(new HeaderField("WWW-Authenticate", "Negotiate Y2hhbGxlbmdlIDE="));
      assertThat(site.counters.snapshot().logons()).isZero();
      AcceptResult last = send(ntlm(3, "alice"));
      loggedOn(last, "alice");
      assertThat(last.token()).containsExactly(new HeaderField("Persistent-Auth", "true"));
      assertThat(resumed(request())).isEqualTo("alice");
      assertThat(resumed(request().on("2", "http/1.1"))).isEqualTo("nobody");
    }

    @Test
    @DisplayName("a new Authorization header starts over, also when it fails")
    void startsOver() {
      manyAccounts = true;
      server.close();
      server = server(KeepMode.REQUEST, kerberos, ntlm);
      ntlmLogon("alice");
      send(ntlm(1, "bob"));
      assertThat(resumed(request())).isEqualTo("nobody");
      assertThat(ntlm.contexts.get(0).closed).isTrue();
      loggedOn(send(ntlm(3, "bob")), "bob");
      assertThat(resumed(request())).isEqualTo("bob");
      send(ntlm(1, "bob"));
      refused(send(ntlm(3, "mallory")), Reason.TICKET_INTEGRITY);
      assertThat(resumed(request())).isEqualTo("nobody");
      assertThat(site.contexts.size()).isZero();
    }

    @Test
    @DisplayName("malformed credentials, or those of another package, end it too")
    void endedByOthers() {
      ntlmLogon("alice");
      refused(send("Negotiate !"), Reason.MALFORMED);
      assertThat(resumed(request())).isEqualTo("nobody");
      ntlmLogon("alice");
      server.yieldConnection(request("Digest x"));
      assertThat(resumed(request())).isEqualTo("nobody");
      send(ntlm(1, "alice"));
      server.yieldConnection(request("Digest x"));
      refused(send(ntlm(3, "alice")), Reason.NO_NEGOTIATION);
    }

    @Test
    @DisplayName("credentials that nobody looked at end the logon; a negotiation goes on")
    void startedOver() {
      ntlmLogon("alice");
      server.startOver(request(ntlm(1, "bob")));
      assertThat(resumed(request())).isEqualTo("nobody");
      assertThat(ntlm.contexts.get(0).closed).isTrue();
      send(ntlm(1, "alice"));
      server.startOver(request(ntlm(3, "alice")));
      loggedOn(send(ntlm(3, "alice")), "alice");
    }

    @Test
    @DisplayName("a POST with an empty body and a type 1 message begins anew in the middle")
    void typeOneAgain() {
      send(ntlm(1, "alice"));
      assertThat(send(ntlm(1, "alice")).status()).isEqualTo(SecurityStatus.SEC_I_CONTINUE_NEEDED);
      loggedOn(send(ntlm(3, "alice")), "alice");
      assertThat(ntlm.acceptors).isEqualTo(2);
    }

    @Test
    @DisplayName("Waffle's host:port class: legs of one connection never serve another")
    void legsOfAnother() {
      send(ntlm(1, "alice"));
      TestExchange elsewhere = request(ntlm(3, "alice")).on("2", "http/1.1");
      refused(server.acceptSecurityContext(null, elsewhere), Reason.NO_NEGOTIATION);
      loggedOn(send(ntlm(3, "alice")), "alice");
    }

    @Test
    @DisplayName("the context is among the kept ones: listed, revoked, expired")
    void listed() {
      ntlmLogon("alice");
      List<ContextCache.Entry> entries = site.contexts.list(10);
      assertThat(entries).hasSize(1);
      assertThat(entries.get(0).context().identity().name()).isEqualTo("alice");
      assertThat(entries.get(0).context().packageName()).isEqualTo("Negotiate");
      site.contexts.revoke(entries.get(0).reference());
      assertThat(resumed(request())).isEqualTo("nobody");
      assertThat(ntlm.contexts.get(0).closed).isTrue();
      ntlmLogon("alice");
      site.pass(Duration.ofHours(11));
      assertThat(resumed(request())).isEqualTo("nobody");
    }

    @Test
    @DisplayName("it ends no later than its mechanism says")
    void mechanismExpiry() {
      ntlm.expiresMillis = site.millis() + 60_000;
      ntlmLogon("alice");
      site.pass(Duration.ofSeconds(59));
      assertThat(resumed(request())).isEqualTo("alice");
      site.pass(Duration.ofSeconds(1));
      assertThat(resumed(request())).isEqualTo("nobody");
    }

    @Test
    @DisplayName("logging out ends it")
    void deleted() {
      server.deleteSecurityContext(ntlmLogon("alice"));
      assertThat(resumed(request())).isEqualTo("nobody");
      assertThat(ntlm.contexts.get(0).closed).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "h2c", "ajp", "http/1.0", ""})
    @DisplayName("is not for connections that are not one client's")
    void notHere(String protocol) {
      TestExchange exchange = request(ntlm(1, "alice")).on("7", protocol);
      refused(server.acceptSecurityContext(null, exchange), Reason.NOT_ON_THIS_CONNECTION);
      assertThat(server.challenge(exchange).token()).as("Kerberos remains").hasSize(1);
      NegotiateServer alone = server("NTLM", true, KeepMode.REQUEST, ntlm);
      assertThat(alone.challenge(exchange).token()).isEmpty();
      assertThat(alone.challenge(request()).token())
          .containsExactly(new HeaderField("WWW-Authenticate", "NTLM"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"Via", "X-Forwarded-For", "Forwarded", "X-Forwarded-Proto", "X-Real-IP"})
    @DisplayName("is not for connections of a proxy, also where the settings know of none")
    void undeclaredProxy(String field) {
      TestExchange handedOn = request(ntlm(1, "alice")).header(field, "x");
      refused(server.acceptSecurityContext(null, handedOn), Reason.NOT_ON_THIS_CONNECTION);
      ntlmLogon("alice");
      assertThat(resumed(request().header(field, "x"))).isEqualTo("nobody");
      keepingProxy = true;
      server.close();
      server = server(KeepMode.REQUEST, kerberos, ntlm);
      ntlmLogon("alice");
      assertThat(resumed(request().header(field, "x"))).isEqualTo("alice");
    }

    @Test
    @DisplayName("a second leg of Kerberos is not for such connections either")
    void secondLegNotHere() {
      byte[] token =
          HexFormat.of()
              .parseHex(
                  "602706062b0601050502a01d301ba0193017060a2b06010401823702021e"
                      + "06092a864886f712010202");
      String authorization = "Negotiate " + Base64.getEncoder().encodeToString(token);
      TestExchange shared = request(authorization).on("7", "h2");
      AcceptResult result = server.acceptSecurityContext(null, shared);
      refused(result, Reason.NOT_ON_THIS_CONNECTION);
      assertThat(result.detail())
          .isEqualTo(
              "an HTTP/2 or HTTP/3 connection carries several requests at once;"
                  + " further legs of Kerberos");
      assertThat(send(authorization).status()).isEqualTo(SecurityStatus.SEC_I_CONTINUE_NEEDED);
    }

    @Test
    @DisplayName("at most eight legs")
    void tooManyLegs() {
      ntlm = FakeMechanism.endless();
      server = server(KeepMode.REQUEST, kerberos, ntlm);
      send(ntlm(1, "alice"));
      for (int leg = 2; leg <= 8; leg++) {
        assertThat(send(ntlm(3, "alice")).status()).isEqualTo(SecurityStatus.SEC_I_CONTINUE_NEEDED);
      }
      refused(send(ntlm(3, "alice")), Reason.TOO_MANY_LEGS);
      refused(send(ntlm(3, "alice")), Reason.NO_NEGOTIATION);
    }

    @Test
    @DisplayName("negotiations under way are bounded, and what goes is wiped")
    void bounded() {
      for (int i = 0; i < 100; i++) {
        TestExchange exchange = request(ntlm(1, "alice")).on("c" + i, "http/1.1");
        server.acceptSecurityContext(null, exchange);
      }
      assertThat(ntlm.open()).isLessThanOrEqualTo(11);
    }
  }

  @Nested
  @DisplayName("negotiate.keep")
  class Kept {
    @Test
    @DisplayName("connection: Kerberos holds for the connection, where it is one client's")
    void connection() {
      server = server(KeepMode.CONNECTION, kerberos, ntlm);
      AcceptResult result = send(kerberos("alice"));
      loggedOn(result, "alice");
      assertThat(result.token()).contains(new HeaderField("Persistent-Auth", "true"));
      assertThat(resumed(request())).isEqualTo("alice");
      TestExchange shared = request(kerberos("bob")).on("7", "h2");
      end(loggedOn(server.acceptSecurityContext(null, shared), "bob"));
      assertThat(resumed(request().on("7", "h2"))).isEqualTo("nobody");
    }

    @Test
    @DisplayName("session: it holds for the session, under a random reference that tells nothing")
    void session() {
      server = server(KeepMode.SESSION, kerberos, ntlm);
      Map<String, String> session = new HashMap<>();
      AcceptResult result =
          server.acceptSecurityContext(null, request(kerberos("alice")).in(session));
      loggedOn(result, "alice");
      assertThat(result.token()).contains(new HeaderField("Persistent-Auth", "false"));
      assertThat(session.values()).allMatch(value -> value.matches("[\\w-]{22}"));
      assertThat(resumed(request().in(session).on("9", "h2"))).isEqualTo("alice");
      assertThat(resumed(request().in(new HashMap<>()))).isEqualTo("nobody");
      assertThat(resumed(request())).isEqualTo("nobody");
    }

    @Test
    @DisplayName("Tomcat's class: a new ticket beats the session of another user")
    void tokenBeatsSession() {
      server = server(KeepMode.SESSION, kerberos, ntlm);
      Map<String, String> session = new HashMap<>();
      server.acceptSecurityContext(null, request(kerberos("alice")).in(session));
      loggedOn(server.acceptSecurityContext(null, request(kerberos("bob")).in(session)), "bob");
      assertThat(resumed(request().in(session))).isEqualTo("bob");
      refused(
          server.acceptSecurityContext(null, request(kerberos("mallory")).in(session)),
          Reason.TICKET_INTEGRITY);
      assertThat(resumed(request().in(session))).isEqualTo("nobody");
      assertThat(session).isEmpty();
    }

    @Test
    @DisplayName("what the connection has proved and what the session says are two answers")
    void connectionAndSession() {
      server = server(KeepMode.SESSION, kerberos, ntlm);
      Map<String, String> bobs = new HashMap<>();
      loggedOn(
          server.acceptSecurityContext(null, request(kerberos("bob")).in(bobs).on("2", "http/1.1")),
          "bob");
      ntlmLogon("alice");
      TestExchange both = request().in(bobs);
      assertThat(resumed(both, KeptBy.CONNECTION)).isEqualTo("alice");
      assertThat(resumed(both, KeptBy.SESSION)).isEqualTo("bob");
      server.forget(both, KeptBy.SESSION);
      assertThat(resumed(both, KeptBy.SESSION)).isEqualTo("nobody");
      assertThat(bobs).isEmpty();
      assertThat(kerberos.contexts.get(0).closed).isTrue();
      assertThat(resumed(both, KeptBy.CONNECTION)).isEqualTo("alice");
      server.forget(both, KeptBy.CONNECTION);
      assertThat(resumed(both, KeptBy.CONNECTION)).isEqualTo("nobody");
      assertThat(ntlm.contexts.get(0).closed).isTrue();
    }

    @ParameterizedTest
    @EnumSource(KeepMode.class)
    @DisplayName(
        "only the mode session looks at sessions, and only NTLM or its mode at connections")
    void modes(KeepMode mode) {
      server = server(mode, kerberos, ntlm);
      Map<String, String> session = new HashMap<>();
      AcceptResult result =
          server.acceptSecurityContext(null, request(kerberos("alice")).in(session));
      loggedOn(result, "alice");
      TestExchange next = request().in(session);
      assertThat(resumed(next, KeptBy.CONNECTION))
          .isEqualTo(mode == KeepMode.CONNECTION ? "alice" : "nobody");
      assertThat(resumed(next, KeptBy.SESSION))
          .isEqualTo(mode == KeepMode.SESSION ? "alice" : "nobody");
      if (mode == KeepMode.REQUEST) {
        end(result.context());
      }
    }

    @Test
    @DisplayName("session: where there can be none, it holds for the request")
    void noSession() {
      server = server(KeepMode.SESSION, kerberos, ntlm);
      end(loggedOn(send(kerberos("alice")), "alice"));
      assertThat(site.contexts.size()).isZero();
    }

    @Test
    @DisplayName("session: a forged reference is nobody's")
    void forged() {
      server = server(KeepMode.SESSION, kerberos, ntlm);
      Map<String, String> session = new HashMap<>();
      session.put("dev.parley.Negotiate.context", "AAAAAAAAAAAAAAAAAAAAAA");
      assertThat(resumed(request().in(session))).isEqualTo("nobody");
      session.put("dev.parley.Negotiate.context", "x");
      assertThat(resumed(request().in(session))).isEqualTo("nobody");
    }
  }

  @Test
  @DisplayName("queryContextAttributes")
  void attributes() throws Exception {
    SecurityContext context = loggedOn(send(kerberos("alice")), "alice");
    assertThat(context.queryContextAttributes(ContextAttribute.NAMES)).isEqualTo("alice");
    assertThat(context.queryContextAttributes(ContextAttribute.NATIVE_NAMES))
        .isEqualTo("alice@FAKE");
    assertThat(context.queryContextAttributes(ContextAttribute.AUTHORITY)).isEqualTo("fake");
    assertThat(context.queryContextAttributes(ContextAttribute.PACKAGE_INFO))
        .isEqualTo(NegotiatePackage.INFO);
    assertThat(context.queryContextAttributes(ContextAttribute.NEGOTIATION_INFO))
        .isEqualTo(new NegotiationInfo("Kerberos", false, 1));
    assertThat(context.queryContextAttributes(ContextAttribute.LIFESPAN).established())
        .isEqualTo(site.instant());
    assertThat(context.queryContextAttributes(ContextAttribute.LIFESPAN).expires())
        .isEqualTo(site.instant().plus(Duration.ofHours(10)));
    assertThat(context.queryContextAttributes(ContextAttribute.FLAGS))
        .containsExactly(ContextFlag.INTEGRITY);
    assertThat(context.queryContextAttributes(ContextAttribute.SIZES).maxToken()).isEqualTo(100);
    assertThat(context.queryContextAttributes(ContextAttribute.CLIENT_SPECIFIED_TARGET))
        .isEqualTo("HTTP/www.fake.test");
    assertThat(context.queryContextAttributes(ContextAttribute.KEY_INFO)).isEqualTo("fake-128");
    assertThat(context.queryContextAttributes(ContextAttribute.BINDINGS))
        .isEqualTo(BindingState.VERIFIED);
    assertThat(context.queryContextAttributes(ContextAttribute.ACCESS_TOKEN).getPrincipals())
        .containsExactly(context.identity());
    assertThat(context.impersonate(Impersonation::current)).isEqualTo(context.identity());
    assertThat(context.toString()).startsWith("Kerberos context ").doesNotContain("alice");
    end(context);
  }

  @Test
  @DisplayName("SSPI: a target that the client did not say is not supported")
  void noTarget() {
    SecurityContext context = loggedOn(send(kerberos("bob")), "bob");
    assertThatThrownBy(
            () -> context.queryContextAttributes(ContextAttribute.CLIENT_SPECIFIED_TARGET))
        .isInstanceOf(SecurityStatusException.class)
        .hasMessageContaining("SEC_E_UNSUPPORTED_FUNCTION");
    end(context);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Negotiate",
        "Negotiate ",
        "Negotiate !!!",
        "Negotiate YQ=",
        "Negotiate a b",
        "Negotiate YQ== x",
        "Negotiate token=1",
        "Negotiate YQ"
      })
  @DisplayName("RFC 4559 4.1, Jetty's and Waffle's 500: what is no token gets the challenge again")
  void malformed(String authorization) {
    AcceptResult result = send(authorization);
    refused(result, Reason.MALFORMED);
    assertThat(result.status()).isEqualTo(SecurityStatus.SEC_E_LOGON_DENIED);
    assertThat(result.token()).extracting(HeaderField::value).containsExactly("Negotiate");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bob", "alice"})
  @DisplayName("RFC 4648 3.2: a token without its padding is malformed, though it could be read")
  void padding(String name) {
    String padded = kerberos(name);
    String bare = padded.replace("=", "");
    assertThat(bare).isNotEqualTo(padded);
    refused(send(bare), Reason.MALFORMED);
    end(loggedOn(send(padded), name));
  }

  @Test
  @DisplayName("a token longer than negotiate.token-limit is malformed")
  void tooLong() {
    refused(
        send("Negotiate " + Base64.getEncoder().encodeToString(new byte[1001])), Reason.MALFORMED);
    String longest = kerberos("x".repeat(90) + " alice");
    assertThat(NegotiateServer.credentialsLimit("Negotiate", 1000))
        .isGreaterThanOrEqualTo("Negotiate ".length() + 1336)
        .isGreaterThan(longest.length());
  }

  @Test
  @DisplayName("MS-NTHT: the scheme NTLM takes bare messages only, and answers in its name")
  void schemeNtlm() {
    server = server("NTLM", true, KeepMode.REQUEST, ntlm);
    AcceptResult first = send("NTLM " + ntlmToken(1, "alice"));
    assertThat(first.token())
        .containsExactly(new HeaderField("WWW-Authenticate", "NTLM Y2hhbGxlbmdlIDE="));
    loggedOn(send("ntlm " + ntlmToken(3, "alice")), "alice");
    refused(send("NTLM" + kerberos("alice").substring(9)), Reason.MALFORMED);
    assertThat(resumed(request())).isEqualTo("nobody");
  }

  @Test
  @DisplayName("after closing nothing is accepted, resumed or left")
  void closed() {
    ntlmLogon("alice");
    send(ntlm(1, "bob").replace("Negotiate", "negotiate"));
    server.close();
    assertThat(send(kerberos("alice")).status()).isEqualTo(SecurityStatus.SEC_E_INVALID_HANDLE);
    assertThat(resumed(request())).isEqualTo("nobody");
    assertThat(kerberos.closed).isTrue();
  }
}
