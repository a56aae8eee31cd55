package dev.parley.negotiate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.parley.audit.AuditEvent;
import dev.parley.config.Configuration;
import dev.parley.config.ConfigurationException;
import dev.parley.config.PackageProvider;
import dev.parley.config.PackageProviders;
import dev.parley.config.Problem;
import dev.parley.engine.Answer;
import dev.parley.engine.AuthenticationService;
import dev.parley.engine.ContextView;
import dev.parley.engine.Outcome;
import dev.parley.engine.Outcome.Authenticated;
import dev.parley.engine.PathRule;
import dev.parley.http.HeaderField;
import dev.parley.negotiate.kerberos.TestTicket;
import dev.parley.negotiate.kerberos.crypto.Enctype;
import dev.parley.negotiate.kerberos.crypto.KerberosKey;
import dev.parley.negotiate.kerberos.keytab.ServiceKey;
import dev.parley.negotiate.kerberos.keytab.TestKeytab;
import dev.parley.negotiate.ntlm.TestNtlmClient;
import dev.parley.negotiate.spnego.MechType;
import dev.parley.negotiate.spnego.MechTypeList;
import dev.parley.negotiate.spnego.NegState;
import dev.parley.negotiate.spnego.NegTokenInit;
import dev.parley.negotiate.spnego.NegTokenResp;
import dev.parley.sspi.ContextAttribute;
import dev.parley.sspi.ContextFlag;
import dev.parley.sspi.NegotiationInfo;
import dev.parley.sspi.Reason;
import dev.parley.testing.TestExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bouncycastle.crypto.digests.MD4Digest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("From the header to the outcome, with the real mechanisms")
class NegotiateFlowTest {
  private static final String REALM = "EXAMPLE.COM";
  private static final List<String> WEB = List.of("HTTP", "www.example.com");
  private static final byte[] KEY = new byte[32];

  @TempDir Path directory;
  private final List<AuditEvent> events = new CopyOnWriteArrayList<>();
  private @Nullable AuthenticationService service;
  private boolean withoutUsersFile;

  @BeforeEach
  void files() throws IOException {
    Arrays.fill(KEY, (byte) 7);
    TestKeytab.version2()
        .key("HTTP/www.example.com@" + REALM, 3, 18, KEY)
        .writeTo(directory.resolve("http.keytab"));
    Files.writeString(
        directory.resolve("users.json"),
        """
        {"format": "parley-users", "version": 1, "users": [
          {"name": "alice", "roles": ["staff"], "ntHash": "%s", "keys": []}]}
        """
            .formatted(ntHash("secret")));
  }

  @AfterEach
  void close() {
    if (service != null) {
      service.close();
    }
  }

  private static String ntHash(String password) {
    byte[] octets = password.getBytes(StandardCharsets.UTF_16LE);
    MD4Digest md4 = new MD4Digest();
    md4.update(octets, 0, octets.length);
    byte[] hash = new byte[16];
    md4.doFinal(hash, 0);
    return java.util.HexFormat.of().formatHex(hash);
  }

  private void start(Map<String, ?> more) throws ConfigurationException {
    Map<String, Object> given =
        new HashMap<>(
            Map.of(
                "realm", "Example",
                "packages", "negotiate",
                "mx-bean", false,
                "users-file", "users.json"));
    if (withoutUsersFile) {
      given.remove("users-file");
    }
    given.putAll(more);
    Map<String, PackageProvider> available = PackageProviders.available(List.of());
    service =
        AuthenticationService.of(
            Configuration.read(Map.of(), given, available, false),
            new AuthenticationService.Parts(
                null,
                List.of(events::add),
                InstantSource.system(),
                new SecureRandom(),
                (setting, path) -> directory.resolve(path)));
  }

  private void startBoth(Map<String, ?> more) throws ConfigurationException {
    Map<String, Object> given =
        new HashMap<>(
            Map.of(
                "negotiate.mechanisms", "kerberos, ntlm",
                "kerberos.keytab", "http.keytab",
                // the tickets of these tests have no PAC
                "kerberos.realms-without-pac", REALM,
                "kerberos.principal-mapping", "strip EXAMPLE.COM"));
    given.putAll(more);
    start(given);
  }

  /** They are written in a thread of its own. */
  private List<AuditEvent> events() {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> Objects.requireNonNull(service).counters().snapshot().auditWaiting() == 0);
    return events;
  }

  private AuditEvent event(int index) {
    return events().get(index);
  }

  private Outcome send(TestExchange exchange) throws IOException {
    return service.engine().authenticate(exchange, PathRule.PROTECTED);
  }

  private Outcome send(String scheme, byte[] token) throws IOException {
    return send(TestExchange.get("/x", scheme + " " + Base64.getEncoder().encodeToString(token)));
  }

  private static Authenticated loggedOn(Outcome outcome, String name) {
    assertThat(outcome).isInstanceOf(Authenticated.class);
    Authenticated user = (Authenticated) outcome;
    assertThat(user.context().identity().name()).isEqualTo(name);
    return user;
  }

  private static List<String> challenges(Outcome outcome) {
    Answer answer = Answer.to(outcome);
    assertThat(answer.status()).isEqualTo(401);
    return answer.fields().stream()
        .filter(each -> each.name().equals("WWW-Authenticate"))
        .map(HeaderField::value)
        .toList();
  }

  private static byte[] token(List<HeaderField> fields) {
    String value = fields.get(0).value();
    return Base64.getDecoder().decode(value.substring(value.indexOf(' ') + 1));
  }

  private static TestTicket ticket(Enctype enctype, byte[] key) {
    ServiceKey web = new ServiceKey(WEB, REALM, 3, KerberosKey.copyOf(enctype, key));
    return TestTicket.of(web, InstantSource.system().instant());
  }

  private static byte[] apReq() {
    return ticket(Enctype.AES256_CTS_HMAC_SHA1_96, KEY)
        .issue()
        .request(InstantSource.system().instant())
        .mutual()
        .token();
  }

  private static byte[] init(byte @Nullable [] token, MechType... types) {
    return new NegTokenInit(MechTypeList.of(List.of(types)), token, null).encode();
  }

  @Test
  @DisplayName("Kerberos by SPNEGO: AP-REP with the 200, roles of the users file, a line of audit")
  void kerberos() throws Exception {
    startBoth(Map.of());
    assertThat(challenges(send(TestExchange.get("/x")))).containsExactly("Negotiate");
    byte[] first = init(apReq(), MechType.KERBEROS_LEGACY, MechType.KERBEROS, MechType.NTLMSSP);
    Authenticated user = loggedOn(send("Negotiate", first), "alice");
    NegTokenResp last = NegTokenResp.parse(token(user.fields()));
    assertThat(last.negState()).isEqualTo(NegState.ACCEPT_COMPLETED);
    assertThat(last.supportedMech()).isEqualTo(MechType.KERBEROS_LEGACY);
    assertThat(last.responseToken()).isNotNull();
    assertThat(user.context().identity().roles()).containsExactly("staff");
    assertThat(user.context().queryContextAttributes(ContextAttribute.NATIVE_NAMES))
        .isEqualTo("alice@EXAMPLE.COM");
    assertThat(user.context().queryContextAttributes(ContextAttribute.CLIENT_SPECIFIED_TARGET))
        .contains("HTTP/www.example.com");
    assertThat(user.context().queryContextAttributes(ContextAttribute.NEGOTIATION_INFO))
        .isEqualTo(new NegotiationInfo("Kerberos", true, 1));
    assertThat(user.context().queryContextAttributes(ContextAttribute.FLAGS))
        .contains(ContextFlag.MUTUAL_AUTH);
    assertThat(user.context().makeSignature(new byte[] {1})).isNotEmpty();
    service.engine().release(user);
    AuditEvent logon = event(0);
    assertThat(logon.type()).isEqualTo(AuditEvent.Type.LOGON);
    assertThat(logon.logon().mechanism()).isEqualTo("Kerberos");
    assertThat(logon.logon().keyInfo()).contains("aes256-cts-hmac-sha1-96");
    refusedAs(send("Negotiate", first), Reason.TOKEN_REPLAYED);
    assertThat(send(TestExchange.get("/x"))).isInstanceOf(Outcome.Challenged.class);
  }

  private static void refusedAs(Outcome outcome, Reason reason) {
    assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
    assertThat(((Outcome.Rejected) outcome).reason()).isEqualTo(reason);
  }

  @Test
  @DisplayName("Kerberos bare, as Python and Perl send it, is answered bare")
  void bareKerberos() throws Exception {
    startBoth(Map.of());
    Authenticated user = loggedOn(send("Negotiate", apReq()), "alice");
    assertThat(token(user.fields())[0]).isEqualTo((byte) 0x60);
    service.engine().release(user);
  }

  @Test
  @DisplayName("a ticket with an unknown version of a known key: in, and the audit says so")
  void otherKvno() throws Exception {
    startBoth(Map.of());
    byte[] token =
        ticket(Enctype.AES256_CTS_HMAC_SHA1_96, KEY)
            .kvno(9)
            .issue()
            .request(InstantSource.system().instant())
            .token();
    Authenticated user = (Authenticated) send("Negotiate", init(token, MechType.KERBEROS));
    assertThat(event(0).reason()).isNull();
    assertThat(event(0).detail())
        .isEqualTo("the ticket has kvno 9; the keytab's key of kvno 3 opens it");
    service.engine().release(user);
  }

  @Test
  @DisplayName(
      "another name of the account: in, and the audit says so, unless the names are narrowed")
  void otherName() throws Exception {
    startBoth(Map.of());
    byte[] token = shop();
    Authenticated user = (Authenticated) send("Negotiate", init(token, MechType.KERBEROS));
    assertThat(event(0).detail())
        .contains(
            "for HTTP/shop.example.com@EXAMPLE.COM", "key of HTTP/www.example.com@EXAMPLE.COM");
    service.engine().release(user);
    service.close();
    startBoth(Map.of("kerberos.service-names", "keytab"));
    refusedAs(send("Negotiate", init(shop(), MechType.KERBEROS)), Reason.WRONG_SPN);
  }

  private byte[] shop() {
    return ticket(Enctype.AES256_CTS_HMAC_SHA1_96, KEY)
        .service("HTTP/shop.example.com", REALM)
        .issue()
        .request(InstantSource.system().instant())
        .token();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("an AP-REQ without the frame of GSS-API, bare or in SPNEGO: answered as it came")
  void apReqAlone(boolean spnego) throws Exception {
    startBoth(Map.of());
    byte[] token =
        ticket(Enctype.AES256_CTS_HMAC_SHA1_96, KEY)
            .issue()
            .request(InstantSource.system().instant())
            .mutual()
            .apReq();
    assertThat(token[0]).isEqualTo((byte) 0x6E);
    Authenticated user =
        (Authenticated) send("Negotiate", spnego ? init(token, MechType.KERBEROS) : token);
    byte[] answer = token(user.fields());
    byte[] reply = spnego ? NegTokenResp.parse(answer).responseToken() : answer;
    assertThat(reply[0]).as("an AP-REP").isEqualTo((byte) 0x6F);
    service.engine().release(user);
  }

  @Test
  @DisplayName("a ticket for another version of the key: the audit names the versions")
  void unknownKvno() throws Exception {
    startBoth(Map.of());
    byte[] token =
        ticket(Enctype.AES256_CTS_HMAC_SHA1_96, new byte[32])
            .kvno(9)
            .issue()
            .request(InstantSource.system().instant())
            .token();
    Outcome outcome = send("Negotiate", init(token, MechType.KERBEROS));
    refusedAs(outcome, Reason.UNKNOWN_KVNO);
    assertThat(event(0).detail()).contains("9").contains("3");
    NegTokenResp reject =
        NegTokenResp.parse(Base64.getDecoder().decode(challenges(outcome).get(0).substring(10)));
    assertThat(reject.negState()).isEqualTo(NegState.REJECT);
  }

  private static TestNtlmClient client(String password) {
    return new TestNtlmClient("", "alice", password);
  }

  @Test
  @DisplayName("NTLM bare in Negotiate: two legs, then the connection is known, until it fails")
  void bareNtlm() throws Exception {
    startBoth(Map.of());
    TestNtlmClient client = client("secret");
    Outcome first = send("Negotiate", client.negotiate());
    assertThat(challenges(first)).hasSize(1);
    byte[] challenge = Base64.getDecoder().decode(challenges(first).get(0).substring(10));
    Authenticated user = loggedOn(send("Negotiate", client.authenticate(challenge)), "alice");
    assertThat(user.fields()).containsExactly(new HeaderField("Persistent-Auth", "true"));
    assertThat(user.context().identity().roles()).containsExactly("staff");
    loggedOn(send(TestExchange.get("/x")), "alice");
    assertThat(service.counters().snapshot().resumed()).isEqualTo(1);
    assertThat(service.contexts().list(10)).hasSize(1);
    assertThat(send(TestExchange.get("/x").on("2", "http/1.1")))
        .isInstanceOf(Outcome.Challenged.class);

    TestNtlmClient wrong = client("wrong");
    byte[] again =
        Base64.getDecoder()
            .decode(challenges(send("Negotiate", wrong.negotiate())).get(0).substring(10));
    refusedAs(send("Negotiate", wrong.authenticate(again)), Reason.WRONG_RESPONSE);
    assertThat(send(TestExchange.get("/x"))).isInstanceOf(Outcome.Challenged.class);
  }

  @Test
  @DisplayName("NTLM inside SPNEGO")
  void ntlmInSpnego() throws Exception {
    startBoth(Map.of());
    TestNtlmClient client = client("secret");
    Outcome first = send("Negotiate", init(client.negotiate(), MechType.NTLMSSP));
    NegTokenResp answer =
        NegTokenResp.parse(Base64.getDecoder().decode(challenges(first).get(0).substring(10)));
    assertThat(answer.negState()).isEqualTo(NegState.ACCEPT_INCOMPLETE);
    byte[] authenticate = client.authenticate(answer.responseToken());
    Outcome last = send("Negotiate", new NegTokenResp(null, null, authenticate, null).encode());
    Authenticated user = loggedOn(last, "alice");
    assertThat(NegTokenResp.parse(token(user.fields())).negState())
        .isEqualTo(NegState.ACCEPT_COMPLETED);
  }

  @Test
  @DisplayName("NTLM inside SPNEGO that was not the first choice: mechListMIC both ways")
  void ntlmWithMechListMic() throws Exception {
    start(Map.of("negotiate.mechanisms", "ntlm"));
    TestNtlmClient client = client("secret").asking(TestNtlmClient.PROTECTING_FLAGS);
    MechTypeList list = MechTypeList.of(List.of(MechType.KERBEROS, MechType.NTLMSSP));
    Outcome first = send("Negotiate", new NegTokenInit(list, new byte[] {1}, null).encode());
    NegTokenResp named =
        NegTokenResp.parse(Base64.getDecoder().decode(challenges(first).get(0).substring(10)));
    assertThat(named.negState()).isEqualTo(NegState.REQUEST_MIC);
    Outcome second =
        send("Negotiate", new NegTokenResp(null, null, client.negotiate(), null).encode());
    NegTokenResp answer =
        NegTokenResp.parse(Base64.getDecoder().decode(challenges(second).get(0).substring(10)));
    byte[] authenticate = client.authenticate(answer.responseToken());
    byte[] mic = client.toServer().signMechList(list.der());
    Outcome last = send("Negotiate", new NegTokenResp(null, null, authenticate, mic).encode());
    Authenticated user = loggedOn(last, "alice");
    assertThat(NegTokenResp.parse(token(user.fields())).mechListMic()).hasSize(16);
  }

  @Test
  @DisplayName("the scheme NTLM beside Negotiate: both offered, each in its own name")
  void schemeNtlm() throws Exception {
    startBoth(Map.of("negotiate.schemes", "negotiate, ntlm"));
    assertThat(challenges(send(TestExchange.get("/x")))).containsExactly("Negotiate", "NTLM");
    TestNtlmClient client = client("secret");
    Outcome first = send("NTLM", client.negotiate());
    assertThat(challenges(first)).hasSize(1).allMatch(each -> each.startsWith("NTLM "));
    byte[] challenge = Base64.getDecoder().decode(challenges(first).get(0).substring(5));
    loggedOn(send("NTLM", client.authenticate(challenge)), "alice");
    loggedOn(send(TestExchange.get("/x")), "alice");
    Authenticated other = loggedOn(send("Negotiate", apReq()), "alice");
    service.engine().release(other);
    assertThat(send(TestExchange.get("/x")))
        .as("credentials of another package end it")
        .isInstanceOf(Outcome.Challenged.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Negotiate", "NTLM"})
  @DisplayName("a connection proved as alice with bob's session is alice's, and his session ends")
  void connectionBeforeSession(String scheme) throws Exception {
    startBoth(Map.of("negotiate.schemes", "negotiate, ntlm", "negotiate.keep", "session"));
    Instant now = InstantSource.system().instant();
    TestTicket bob = ticket(Enctype.AES256_CTS_HMAC_SHA1_96, KEY).client("bob", REALM);
    String token = Base64.getEncoder().encodeToString(bob.issue().request(now).token());
    Map<String, String> bobs = new HashMap<>();
    TestExchange his = TestExchange.get("/x", "Negotiate " + token).on("2", "http/1.1").in(bobs);
    loggedOn(send(his), "bob");
    TestNtlmClient client = client("secret");
    String leg = challenges(send(scheme, client.negotiate())).get(0);
    byte[] challenge = Base64.getDecoder().decode(leg.substring(scheme.length() + 1));
    loggedOn(send(scheme, client.authenticate(challenge)), "alice");

    loggedOn(send(TestExchange.get("/x").in(bobs)), "alice");
    assertThat(bobs).isEmpty();
    AuditEvent ended = event(events().size() - 1);
    assertThat(ended.reason()).isEqualTo(Reason.SESSION_OF_ANOTHER);
    assertThat(ended.account()).isEqualTo("bob");
    assertThat(service.contexts().list(10)).extracting(ContextView::user).containsExactly("alice");
    assertThat(send(TestExchange.get("/x").on("3", "http/1.1").in(bobs)))
        .isInstanceOf(Outcome.Challenged.class);
  }

  @Test
  @DisplayName("HTTP/2: NTLM is not offered, and who sends it is led to Negotiate without it")
  void http2() throws Exception {
    startBoth(Map.of("negotiate.schemes", "ntlm, negotiate"));
    assertThat(challenges(send(TestExchange.get("/x").on("7", "h2")))).containsExactly("Negotiate");
    String ntlm = Base64.getEncoder().encodeToString(client("secret").negotiate());
    Outcome outcome = send(TestExchange.get("/x", "NTLM " + ntlm).on("7", "h2"));
    refusedAs(outcome, Reason.NOT_ON_THIS_CONNECTION);
    assertThat(challenges(outcome)).containsExactly("Negotiate");
    assertThat(event(0).reason()).isEqualTo(Reason.NOT_ON_THIS_CONNECTION);
  }

  @Test
  @DisplayName("the number one complaint: NTLM where only Kerberos is on is named so")
  void ntlmWhereOnlyKerberos() throws Exception {
    start(Map.of("kerberos.keytab", "http.keytab"));
    refusedAs(send("Negotiate", client("secret").negotiate()), Reason.NTLM_NOT_OFFERED);
  }

  @Test
  @DisplayName("a token of 60,000 octets is looked at, one beyond the limit is malformed")
  void longTokens() throws Exception {
    startBoth(Map.of());
    byte[] padded = init(new byte[60_000], MechType.KERBEROS);
    assertThat(Answer.to(send("Negotiate", padded)).status()).isIn(400, 401);
    assertThat(event(0).scheme()).isEqualTo("Negotiate");
    assertThat(Answer.to(send("Negotiate", new byte[70_000])).status()).isEqualTo(400);
  }

  @Test
  @DisplayName("what is missing or can not be used refuses to start, with the key and a mend")
  void refusals() {
    assertThatThrownBy(
            () -> start(Map.of("kerberos.keytab", "nowhere.keytab", "packages", "negotiate")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("kerberos.keytab = nowhere.keytab");
    assertThatThrownBy(
            () ->
                start(
                    Map.of(
                        "kerberos.keytab", "http.keytab",
                        "negotiate.certificates", "users.json")))
        .hasMessageContaining("negotiate.certificates = users.json");
    Map<String, Object> without =
        Map.of("realm", "r", "packages", "negotiate", "negotiate.schemes", "ntlm");
    assertThatThrownBy(
            () ->
                AuthenticationService.of(
                    Configuration.read(
                        Map.of(), without, PackageProviders.available(List.of()), false),
                    new AuthenticationService.Parts(
                        null,
                        List.of(),
                        InstantSource.system(),
                        new SecureRandom(),
                        (setting, path) -> path)))
        .hasMessageContaining("users-file = (not set)")
        .hasMessageContaining("NtlmAuthority");
  }

  @Test
  @DisplayName("a Kerberos client may not go where its roles do not lead, and gets its AP-REP")
  void forbidden() throws Exception {
    startBoth(Map.of());
    PathRule admin = new PathRule(PathRule.Access.PROTECTED, List.of(Set.of("admin")), null);
    String authorization = "Negotiate " + Base64.getEncoder().encodeToString(apReq());
    Outcome outcome = service.engine().authenticate(TestExchange.get("/x", authorization), admin);
    Answer answer = Answer.to(outcome);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.fields().get(0).value()).startsWith("Negotiate YI");
  }

  @Test
  @DisplayName("a ticket without a PAC is refused, and the audit names the setting and the realm")
  void withoutPac() throws Exception {
    startBoth(Map.of("kerberos.realms-without-pac", "OTHER.ORG"));
    refusedAs(send("Negotiate", apReq()), Reason.PAC_MISSING);
    assertThat(event(0).detail())
        .isEqualTo("no PAC, and EXAMPLE.COM is not in kerberos.realms-without-pac");
    assertThat(event(0).reason().mend()).contains("kerberos.realms-without-pac");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName("kerberos.require-pac is gone: it does not start, and says what to write instead")
  void requirePacIsGone(boolean value) {
    Problem problem =
        refusedToStart(Map.of("kerberos.keytab", "http.keytab", "kerberos.require-pac", value));
    assertThat(problem.key()).isEqualTo("kerberos.require-pac");
    assertThat(problem.mend()).contains("kerberos.realms-without-pac");
  }

  private Problem refusedToStart(Map<String, ?> settings) {
    Map<String, Object> given = new HashMap<>(settings);
    ConfigurationException refused =
        catchThrowableOfType(ConfigurationException.class, () -> start(given));
    assertThat(refused.problems()).hasSize(1);
    assertThat(refused.isLasting()).isTrue();
    return refused.problems().get(0);
  }

  @Test
  @DisplayName("known accounts only, and nobody who knows any: it does not start")
  void knownAccountsWithoutDirectory() throws Exception {
    withoutUsersFile = true;
    Map<String, Object> given =
        Map.of("kerberos.keytab", "http.keytab", "negotiate.known-accounts-only", true);
    Problem problem = refusedToStart(given);
    assertThat(problem.key()).isEqualTo("negotiate.known-accounts-only");
    assertThat(problem.value()).isEqualTo("true");
    assertThat(problem.allowed()).contains("nobody knows any account");
    assertThat(problem.mend()).contains("users-file").contains("AccountDirectory");
    withoutUsersFile = false;
    start(given);
  }

  @Test
  @DisplayName("NTLM with an htdigest file alone, which has no NT hashes: it does not start")
  void ntlmWithHtdigest() throws Exception {
    withoutUsersFile = true;
    Files.writeString(
        directory.resolve("htdigest"), "alice:Example:" + "0123456789abcdef".repeat(2) + "\n");
    Problem problem =
        refusedToStart(Map.of("htdigest-file", "htdigest", "negotiate.schemes", "ntlm"));
    assertThat(problem.key()).isEqualTo("htdigest-file");
    assertThat(problem.value()).isEqualTo("htdigest");
    assertThat(problem.allowed()).contains("no NT hashes");
    assertThat(problem.mend()).contains("users-file").contains("NtlmAuthority");
    assertThat(refusedToStart(Map.of("negotiate.schemes", "ntlm")).key()).isEqualTo("users-file");
    start(Map.of("htdigest-file", "htdigest", "kerberos.keytab", "http.keytab"));
  }
}
