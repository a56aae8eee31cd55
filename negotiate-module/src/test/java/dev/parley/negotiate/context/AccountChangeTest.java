package dev.parley.negotiate.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.context.CaffeineAccountKeys;
import dev.parley.context.ContextCache;
import dev.parley.context.Forgetter;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Negotiate and NTLM: what was asked before a change never outlives it")
class AccountChangeTest {
  private final TestServices site = new TestServices();
  private final Forgetter forgetter =
      new Forgetter(
          site.contexts, new CaffeineAccountKeys(1, Duration.ZERO, site.contexts.changes(), site));
  private final FakeMechanism kerberos = FakeMechanism.kerberos();
  private final FakeMechanism ntlm = FakeMechanism.ntlm();
  private final Map<String, String> session = new HashMap<>();
  private NegotiateServer server = server(KeepMode.REQUEST);

  private NegotiateServer server(KeepMode keep) {
    kerberos.changes = site.contexts.changes();
    ntlm.changes = site.contexts.changes();
    List<Mechanism> mechanisms = List.of(kerberos, ntlm);
    NegotiateOptions options = TestOptions.of(keep);
    return new NegotiateServer(
        new NegotiateServer.Parts(
            NegotiatePackage.INFO,
            "Negotiate",
            false,
            mechanisms,
            options,
            new Connections(options),
            exchange -> List.of(),
            () -> mechanisms.forEach(Mechanism::close)),
        site.services());
  }

  @AfterEach
  void everythingIsWiped() {
    server.close();
    site.contexts.close();
    assertThat(kerberos.open() + ntlm.open()).isZero();
  }

  private static String kerberosToken(String name) {
    byte[] rest = (" " + name).getBytes(StandardCharsets.US_ASCII);
    byte[] oid = HexFormat.of().parseHex("06092a864886f712010202");
    byte[] token = new byte[2 + oid.length + rest.length];
    token[0] = 0x60;
    token[1] = (byte) (token.length - 2);
    System.arraycopy(oid, 0, token, 2, oid.length);
    System.arraycopy(rest, 0, token, 2 + oid.length, rest.length);
    return "Negotiate " + Base64.getEncoder().encodeToString(token);
  }

  private static String ntlmToken(int type, String name) {
    byte[] token =
        ("NTLMSSP\0" + (char) type + "\0\0\0 " + name).getBytes(StandardCharsets.US_ASCII);
    return "Negotiate " + Base64.getEncoder().encodeToString(token);
  }

  private TestExchange request(String... authorization) {
    return TestExchange.get("/x", authorization).in(session);
  }

  private AcceptResult send(String authorization) {
    return server.acceptSecurityContext(null, request(authorization));
  }

  private AcceptResult ntlmLogon(String name) {
    assertThat(send(ntlmToken(1, name)).status()).isEqualTo(SecurityStatus.SEC_I_CONTINUE_NEEDED);
    return send(ntlmToken(3, name));
  }

  private void nothingStays(AcceptResult result) {
    assertThat(result.status()).isEqualTo(SecurityStatus.SEC_E_CONTEXT_EXPIRED);
    assertThat(result.reason()).isEqualTo(Reason.ACCOUNT_CHANGED);
    assertThat(result.context()).isNull();
    assertThat(result.token()).as("no last token says that the client is in").isEmpty();
    assertThat(resumed(request())).isNull();
    assertThat(site.contexts.size()).isZero();
    assertThat(session).isEmpty();
    assertThat(site.counters.snapshot().logons()).isZero();
  }

  @Test
  @DisplayName("NTLM: a connection that is established by an answer under way does not stay")
  void ntlm() {
    ntlm.meanwhile = () -> forgetter.accountChanged("ALICE");
    nothingStays(ntlmLogon("alice"));
    ntlm.meanwhile = () -> {};
    assertThat(ntlmLogon("alice").status()).isEqualTo(SecurityStatus.SEC_E_OK);
    assertThat(resumed(request())).isNotNull();
  }

  @ParameterizedTest
  @EnumSource(KeepMode.class)
  @DisplayName("Kerberos: neither request nor connection nor session is the client's")
  void kerberos(KeepMode keep) {
    server.close();
    server = server(keep);
    kerberos.meanwhile = () -> forgetter.accountChanged("EXAMPLE\\alice");
    nothingStays(send(kerberosToken("alice")));
  }

  @ParameterizedTest
  @EnumSource(KeepMode.class)
  @DisplayName("revoked by an operator, or all changed, while the logon is under way: the same")
  void others(KeepMode keep) {
    server.close();
    server = server(keep);
    List<ContextCache.Entry> revoked = new ArrayList<>();
    kerberos.meanwhile = () -> forgetter.revoke("alice@FAKE", revoked::add);
    nothingStays(send(kerberosToken("alice")));
    kerberos.meanwhile = forgetter::allAccountsChanged;
    nothingStays(send(kerberosToken("alice")));
    assertThat(revoked).isEmpty();
  }

  @Test
  @DisplayName("a change between the legs, before the authority is asked, disturbs nothing")
  void betweenLegs() {
    send(ntlmToken(1, "alice"));
    forgetter.accountChanged("alice");
    assertThat(send(ntlmToken(3, "alice")).status()).isEqualTo(SecurityStatus.SEC_E_OK);
  }

  @Test
  @DisplayName("changes of others disturb nothing")
  void changesOfOthers() {
    ntlm.meanwhile = () -> forgetter.accountsChanged(List.of("bob", "carol"));
    AcceptResult result = ntlmLogon("alice");
    assertThat(result.status()).isEqualTo(SecurityStatus.SEC_E_OK);
    assertThat(result.token()).contains(new HeaderField("Persistent-Auth", "true"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"alice", "Alice@FAKE", "EXAMPLE\\ALICE"})
  @DisplayName("a change behind it ends the connection, by any name of the account")
  void behind(String name) {
    ntlmLogon("alice");
    forgetter.accountChanged("bob");
    assertThat(resumed(request())).isNotNull();
    forgetter.accountChanged(name);
    assertThat(resumed(request())).isNull();
    assertThat(ntlm.contexts.get(0).closed).isTrue();
  }

  @Test
  @DisplayName("a newcomer's connection stays where all places are taken")
  void newcomers() {
    for (int i = 0; i < 300; i++) {
      TestExchange first = request(ntlmToken(1, "alice")).on("c" + i, "http/1.1");
      server.acceptSecurityContext(null, first);
      TestExchange last = request(ntlmToken(3, "alice")).on("c" + i, "http/1.1");
      assertThat(server.acceptSecurityContext(null, last).status())
          .isEqualTo(SecurityStatus.SEC_E_OK);
      for (int use = 0; use < 3; use++) {
        assertThat(resumed(request().on("c" + i, "http/1.1"))).as("c%d", i).isNotNull();
      }
    }
    assertThat(site.contexts.size()).isEqualTo(100);
  }

  /** By its connection, else by its session. */
  private @Nullable AcceptResult resumed(TestExchange request) {
    AcceptResult ofConnection = server.resume(request, KeptBy.CONNECTION);
    return ofConnection == null ? server.resume(request, KeptBy.SESSION) : ofConnection;
  }
}
