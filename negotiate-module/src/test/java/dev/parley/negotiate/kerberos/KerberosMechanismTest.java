package dev.parley.negotiate.kerberos;

import static dev.parley.negotiate.kerberos.TestSite.AES;
import static dev.parley.negotiate.kerberos.TestSite.REALM;
import static dev.parley.negotiate.kerberos.TestSite.WEB;
import static dev.parley.negotiate.kerberos.TestTicket.RANDOM;
import static dev.parley.negotiate.kerberos.Vectors.octets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.authority.guard.AccountLookups;
import dev.parley.negotiate.identity.AccountRules;
import dev.parley.negotiate.identity.PrincipalMapping;
import dev.parley.negotiate.identity.RoleMapping;
import dev.parley.negotiate.kerberos.crypto.Enctype;
import dev.parley.negotiate.kerberos.crypto.KerberosKey;
import dev.parley.negotiate.kerberos.crypto.KeyUsage;
import dev.parley.negotiate.kerberos.keytab.KeySet;
import dev.parley.negotiate.kerberos.keytab.ServiceKey;
import dev.parley.negotiate.kerberos.message.ApRep;
import dev.parley.negotiate.kerberos.message.ApReq;
import dev.parley.negotiate.kerberos.message.AuthorizationData;
import dev.parley.negotiate.kerberos.message.AuthorizationElement;
import dev.parley.negotiate.kerberos.message.EncApRepPart;
import dev.parley.negotiate.kerberos.message.EncTicketPart;
import dev.parley.negotiate.kerberos.message.GssChecksum;
import dev.parley.negotiate.kerberos.message.GssToken;
import dev.parley.negotiate.kerberos.message.HostAddress;
import dev.parley.negotiate.kerberos.message.KrbError;
import dev.parley.negotiate.kerberos.pac.PacClientMapper;
import dev.parley.negotiate.mechanism.BindingPolicy;
import dev.parley.negotiate.mechanism.EstablishedContext;
import dev.parley.negotiate.mechanism.Mechanism;
import dev.parley.negotiate.mechanism.Peer;
import dev.parley.negotiate.mechanism.Step;
import dev.parley.sspi.BindingState;
import dev.parley.sspi.ContextFlag;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SecurityStatus;
import dev.parley.sspi.SecurityStatusException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@DisplayName("The acceptor of Kerberos")
class KerberosMechanismTest {
  private final TestSite site = new TestSite();

  private EstablishedContext accepted(byte[] token) {
    Step step = site.accept(token);
    assertThat(step).isInstanceOf(Step.Established.class);
    return ((Step.Established) step).context();
  }

  private Step.Refused refused(byte[] token, Reason reason) {
    Step step = site.accept(token);
    assertThat(step).isInstanceOf(Step.Refused.class);
    Step.Refused refused = (Step.Refused) step;
    assertThat(refused.reason()).as(refused.detail()).isEqualTo(reason);
    assertThat(refused.status().isError()).isTrue();
    return refused;
  }

  private static int errorCode(Step.Refused refused) throws Exception {
    GssToken token = GssToken.parse(refused.token());
    assertThat(token.tokId()).isEqualTo(GssToken.KRB_ERROR);
    return KrbError.parse(token.message()).errorCode();
  }

  @Nested
  @DisplayName("Who the client is")
  class Client {
    @ParameterizedTest
    @EnumSource(value = Enctype.class, mode = EnumSource.Mode.EXCLUDE, names = "RC4_HMAC")
    @DisplayName("each encryption type of AES is accepted")
    void enctypes(Enctype enctype) {
      TestSite other = new TestSite(enctype);
      Step.Established step = (Step.Established) other.accept(other.request().token());
      assertThat(step.context().nativeName()).isEqualTo("alice@EXAMPLE.COM");
      assertThat(step.context().target()).isEqualTo("HTTP/web.example.com@EXAMPLE.COM");
      assertThat(step.context().keyInfo()).isEqualTo(enctype.krbName());
      assertThat(step.token()).as("no mutual authentication was asked for").isNull();
      assertThat(step.context().flags()).doesNotContain(ContextFlag.MUTUAL_AUTH);
    }

    @Test
    @DisplayName("the mapper sees principal, realm, key, address and flattened authorization data")
    void mapper() {
      byte[] inner =
          AuthorizationData.encode(List.of(new AuthorizationElement(128, new byte[] {7})));
      List<AuthorizationElement> data =
          List.of(new AuthorizationElement(1, inner), new AuthorizationElement(141, new byte[2]));
      TestTicket ticket = site.ticket().client("bob/admin", "OTHER.ORG").data(data);
      EstablishedContext context = accepted(ticket.issue().request(site.now).token());
      KerberosClient client = site.seen.get(0);
      assertThat(client.components()).containsExactly("bob", "admin");
      assertThat(client.realm()).isEqualTo("OTHER.ORG");
      assertThat(client.authTime()).isEqualTo("2026-11-21T09:59:00Z");
      assertThat(client.authorizationData())
          .extracting(AuthorizationElement::adType)
          .containsExactly(128, 141);
      assertThat(client.serviceKey()).isSameAs(site.key);
      assertThat(client.address()).isEqualTo("192.0.2.7");
      assertThat(context.identity().name()).isEqualTo("bob/admin@OTHER.ORG");
      assertThat(Instant.ofEpochMilli(context.expiresMillis())).isEqualTo("2026-11-21T20:04:00Z");
    }

    @Test
    @DisplayName("a PAC in the authenticator, which nobody vouches for, never reaches the mapper")
    void pacOfTheClient() {
      List<AuthorizationElement> data =
          List.of(
              new AuthorizationElement(
                  1,
                  AuthorizationData.encode(
                      List.of(new AuthorizationElement(128, new byte[] {7})))));
      accepted(site.request().data(data).token());
      assertThat(site.seen.get(0).authorizationData()).isEmpty();
    }

    @Test
    @DisplayName("what the mapper refuses is refused, with its reason and the client's name")
    void mapperRefuses() {
      site.mapper = client -> Mapped.Refused.of(Reason.PRINCIPAL_NOT_MAPPED, "no rule");
      Step.Refused refused = refused(site.request().token(), Reason.PRINCIPAL_NOT_MAPPED);
      assertThat(refused.detail()).isEqualTo("no rule");
      assertThat(refused.account()).isEqualTo("alice@EXAMPLE.COM");
    }

    private TestTicket cameBy(String way, int moreFlags) {
      site.decides(
          new PacClientMapper(
              PrincipalMapping.of(List.of("full")),
              new RoleMapping(Map.of(), false),
              new AccountRules(AccountLookups.NONE, false),
              Set.of("CS.OTHER.ORG", REALM)));
      return site.ticket()
          .client("alice", "CS.OTHER.ORG")
          .transited(way)
          .flags(EncTicketPart.PRE_AUTHENT | moreFlags);
    }

    @Test
    @DisplayName("RFC 4120 2.7: through other realms only with TRANSITED-POLICY-CHECKED")
    void transited() throws Exception {
      accepted(cameBy("", 0).issue().request(site.now).token());
      accepted(
          cameBy("OTHER.ORG", EncTicketPart.TRANSITED_POLICY_CHECKED)
              .issue()
              .request(site.now)
              .token());
      Step.Refused refused =
          refused(
              cameBy("OTHER.ORG", 0).issue().request(site.now).token(), Reason.TRANSIT_NOT_TRUSTED);
      assertThat(refused.detail()).isEqualTo("from CS.OTHER.ORG by way of OTHER.ORG");
      assertThat(errorCode(refused)).isEqualTo(KrbError.PATH_NOT_ACCEPTED);
      TestTicket local = cameBy("OTHER.ORG", 0).client("alice", REALM);
      refused(local.issue().request(site.now).token(), Reason.TRANSIT_NOT_TRUSTED);
    }

    @Test
    @DisplayName("RFC 4120 2.7: or through realms that the settings name, all of them")
    void trustedTransit() {
      site.trustedTransit = Set.of("OTHER.ORG", "ORG");
      accepted(cameBy("OTHER.ORG,ORG", 0).issue().request(site.now).token());
      accepted(cameBy(",ORG", 0).issue().request(site.now).token());
      for (String way : List.of("OTHER.ORG,EVIL.", "OTHER.ORG,COM", "other.org", "ORG\\")) {
        refused(cameBy(way, 0).issue().request(site.now).token(), Reason.TRANSIT_NOT_TRUSTED);
      }
    }

    @Test
    @DisplayName("RFC 4120 3.2.3: the authenticator names the ticket's client and realm")
    void sameClient() throws Exception {
      Step.Refused name =
          refused(site.request().client("mallory", REALM).token(), Reason.AUTHENTICATOR_INTEGRITY);
      assertThat(errorCode(name)).isEqualTo(KrbError.BADMATCH);
      refused(site.request().client("alice", "OTHER.ORG").token(), Reason.AUTHENTICATOR_INTEGRITY);
      refused(site.request().client("alice/admin", REALM).token(), Reason.AUTHENTICATOR_INTEGRITY);
    }
  }

  @Nested
  @DisplayName("Which key: every cause has its own reason")
  class Keys {
    @Test
    @DisplayName("an error does not repeat a long service name")
    void longName() {
      TestTicket ticket = site.ticket().service("cifs/" + "x".repeat(1000), REALM);
      Step.Refused refused = refused(ticket.issue().request(site.now).token(), Reason.WRONG_SPN);
      assertThat(refused.token()).isNull();
    }

    @Test
    @DisplayName("a service that is not in the keytab: WRONG_SPN")
    void wrongSpn() throws Exception {
      site.otherNames = false;
      TestTicket ticket = site.ticket().service("HTTP/other.example.com", REALM);
      Step.Refused refused = refused(ticket.issue().request(site.now).token(), Reason.WRONG_SPN);
      assertThat(refused.detail()).isEqualTo("HTTP/other.example.com@EXAMPLE.COM");
      assertThat(errorCode(refused)).isEqualTo(KrbError.NOT_US);
      refused(
          site.ticket()
              .service("HTTP/web.example.com", "OTHER.ORG")
              .issue()
              .request(site.now)
              .token(),
          Reason.WRONG_SPN);
    }

    @Test
    @DisplayName("the host in other letters, as Windows clients write it, is the same service")
    void letters() {
      accepted(
          site.ticket().service("http/WEB.Example.com", REALM).issue().request(site.now).token());
    }

    @Test
    @DisplayName("a version that is not in the keytab: UNKNOWN_KVNO, and which ones are")
    void unknownKvno() throws Exception {
      site.keys =
          new KeySet(List.of(TestSite.key(WEB, REALM, 1, AES), TestSite.key(WEB, REALM, 2, AES)));
      Step.Refused refused =
          refused(site.ticket().kvno(3).issue().request(site.now).token(), Reason.UNKNOWN_KVNO);
      assertThat(refused.detail())
          .isEqualTo(
              "HTTP/web.example.com@EXAMPLE.COM kvno 3, keytab has 1, 2, of which none opens it");
      assertThat(errorCode(refused)).isEqualTo(KrbError.BADKEYVER);
    }

    @Test
    @DisplayName("a type that is not in the keytab: ENCTYPE_NOT_PERMITTED, and which ones are")
    void typeNotInKeytab() {
      site.keys = new KeySet(List.of(TestSite.key(WEB, REALM, 2, Enctype.AES128_CTS_HMAC_SHA1_96)));
      Step.Refused refused = refused(site.request().token(), Reason.ENCTYPE_NOT_PERMITTED);
      assertThat(refused.detail())
          .contains("aes256-cts-hmac-sha1-96", "keytab has aes128-cts-hmac-sha1-96");
    }

    @Test
    @DisplayName("another key of the same version: TICKET_INTEGRITY")
    void integrity() throws Exception {
      site.keys = new KeySet(List.of(TestSite.key(WEB, REALM, 2, AES)));
      Step.Refused refused = refused(site.request().token(), Reason.TICKET_INTEGRITY);
      assertThat(refused.detail()).contains("kvno 2");
      assertThat(refused.account()).as("nothing is known of the client").isNull();
      assertThat(errorCode(refused)).isEqualTo(KrbError.MODIFIED);
    }

    @Test
    @DisplayName("a ticket without version is tried with every version, newest first")
    void withoutVersion() {
      site.keys = new KeySet(List.of(site.key, TestSite.key(WEB, REALM, 3, AES)));
      accepted(site.ticket().kvno(null).issue().request(site.now).token());
      assertThat(site.seen.get(0).serviceKey().kvno()).isEqualTo(2);
    }

    @Test
    @DisplayName("defect class 10, kvno ignored: the key of the ticket's version is tried first")
    void kvnoCounts() {
      ServiceKey twin = new ServiceKey(WEB, REALM, 3, site.key.key());
      site.keys = new KeySet(List.of(twin, site.key));
      assertThat(accepted(site.request().token()).remark()).isNull();
      assertThat(site.seen.get(0).serviceKey()).isSameAs(site.key);
    }

    @Test
    @DisplayName("CVE-2022-37966: RC4 is refused for ticket, session key and subkey by default")
    void rc4() {
      TestSite weak = new TestSite(Enctype.RC4_HMAC);
      Step.Refused ticket = (Step.Refused) weak.accept(weak.request().token());
      assertThat(ticket.reason()).isEqualTo(Reason.ENCTYPE_NOT_PERMITTED);
      assertThat(ticket.detail()).isEqualTo("the ticket has rc4-hmac");
      Step.Refused session =
          refused(
              site.ticket().sessionType(Enctype.RC4_HMAC).issue().request(site.now).token(),
              Reason.ENCTYPE_NOT_PERMITTED);
      assertThat(session.detail()).isEqualTo("the session key has rc4-hmac");
      assertThat(session.account()).isEqualTo("alice@EXAMPLE.COM");
      Step.Refused subkey =
          refused(
              site.request().subkey(KerberosKey.random(Enctype.RC4_HMAC, RANDOM)).token(),
              Reason.ENCTYPE_NOT_PERMITTED);
      assertThat(subkey.detail()).isEqualTo("the subkey has rc4-hmac");
    }

    @Test
    @DisplayName("RC4 by setting: the logon works, protection of messages is not offered")
    void rc4ByName() {
      TestSite weak = new TestSite(Enctype.RC4_HMAC);
      weak.enctypes = EnumSet.allOf(Enctype.class);
      byte[] token = weak.request().gssFlags(GssChecksum.CONF).mutual().token();
      Step.Established step = (Step.Established) weak.accept(token);
      assertThat(step.token()).isNotNull();
      assertThat(step.context().hasIntegrity()).isFalse();
      assertThat(step.context().sizes().maxSignature()).isZero();
      assertThatThrownBy(() -> step.context().makeSignature(new byte[3]))
          .isInstanceOfSatisfying(
              SecurityStatusException.class,
              e -> assertThat(e.status()).isEqualTo(SecurityStatus.SEC_E_UNSUPPORTED_FUNCTION));
    }
  }

  @Nested
  @DisplayName("RFC 4120 section 3.2.3: times, to the millisecond")
  class Times {
    @ParameterizedTest
    @ValueSource(longs = {-300, 0, 300})
    @DisplayName("a client within five minutes is in")
    void within(long seconds) {
      accepted(site.request().time(site.now.getEpochSecond() + seconds, 250_000).token());
    }

    @ParameterizedTest
    @ValueSource(longs = {-301, 301, 3600, -3600})
    @DisplayName("a client beyond: CLOCK_SKEW with the seconds, and a KRB-ERROR with our time")
    void beyond(long seconds) throws Exception {
      Step.Refused refused =
          refused(
              site.request().time(site.now.getEpochSecond() + seconds, 250_000).token(),
              Reason.CLOCK_SKEW);
      assertThat(refused.status()).isEqualTo(SecurityStatus.SEC_E_TIME_SKEW);
      assertThat(refused.detail())
          .isEqualTo(
              "the client's clock is "
                  + Math.abs(seconds)
                  + (seconds > 0 ? " s ahead" : " s behind"));
      assertThat(errorCode(refused)).isEqualTo(KrbError.SKEW);
      KrbError error = KrbError.parse(GssToken.parse(refused.token()).message());
      assertThat(error.stime()).isEqualTo(site.now.getEpochSecond());
    }

    @Test
    @DisplayName("one millisecond decides")
    void millisecond() {
      accepted(site.request().time(site.now.getEpochSecond() + 300, 250_999).token());
      refused(
          site.request().time(site.now.getEpochSecond() + 300, 251_000).token(), Reason.CLOCK_SKEW);
    }

    @Test
    @DisplayName("a ticket that starts after now and skew, or ended before: its own reasons")
    void ticketTimes() throws Exception {
      long now = site.now.getEpochSecond();
      accepted(site.ticket().times(now, now + 300, now + 900).issue().request(site.now).token());
      accepted(site.ticket().times(now, now, now - 299).issue().request(site.now).token());
      Step.Refused early =
          refused(
              site.ticket().times(now, now + 302, now + 900).issue().request(site.now).token(),
              Reason.TICKET_NOT_YET_VALID);
      assertThat(early.detail()).isEqualTo("it starts in 301 s");
      assertThat(errorCode(early)).isEqualTo(KrbError.TKT_NYV);
      Step.Refused late =
          refused(
              site.ticket().times(now, now, now - 300).issue().request(site.now).token(),
              Reason.TICKET_EXPIRED);
      assertThat(late.detail()).isEqualTo("it ended 300 s ago");
      assertThat(errorCode(late)).isEqualTo(KrbError.TKT_EXPIRED);
    }

    @Test
    @DisplayName("the flag invalid: TICKET_INVALID")
    void invalid() {
      refused(
          site.ticket().flags(EncTicketPart.INVALID).issue().request(site.now).token(),
          Reason.TICKET_INVALID);
    }
  }

  @Nested
  @DisplayName("Addresses, options, checksum")
  class Others {
    private final List<HostAddress> other =
        List.of(
            new HostAddress(20, "NETBIOS         ".getBytes()),
            new HostAddress(HostAddress.IPV4, new byte[] {(byte) 192, 0, 2, 8}));

    @Test
    @DisplayName("RFC 4120 3.2.3: a ticket with addresses serves from these only, if checked")
    void addresses() {
      List<HostAddress> right =
          List.of(other.get(0), new HostAddress(2, new byte[] {(byte) 192, 0, 2, 7}));
      accepted(site.ticket().addresses(right).issue().request(site.now).token());
      Step.Refused refused =
          refused(
              site.ticket().addresses(other).issue().request(site.now).token(),
              Reason.TICKET_ADDRESS);
      assertThat(refused.detail()).isEqualTo("the client is 192.0.2.7");
      TestSite lenient = new TestSite();
      lenient.checkAddresses = false;
      byte[] token = lenient.ticket().addresses(other).issue().request(lenient.now).token();
      assertThat(lenient.accept(token)).isInstanceOf(Step.Established.class);
    }

    @Test
    @DisplayName("user to user, DCE style: refused as malformed")
    void options() {
      refused(site.request().apOptions(ApReq.USE_SESSION_KEY).token(), Reason.MALFORMED);
      refused(site.request().gssFlags(GssChecksum.DCE_STYLE).token(), Reason.MALFORMED);
    }

    @Test
    @DisplayName("an AP-REP, a KRB-ERROR or rubbish from a client is malformed, never an exception")
    void otherTokens() {
      byte[] reply = new GssToken(GssToken.AP_REP, site.request().apReq()).encode();
      refused(reply, Reason.MALFORMED);
      refused(new byte[0], Reason.MALFORMED);
      refused(new byte[70_000], Reason.MALFORMED);
    }

    @Test
    @DisplayName("defect class 14, the same token fed twice: an acceptor takes one token only")
    void oneLeg() {
      byte[] token = site.request().token();
      try (Mechanism.Acceptor acceptor = site.mechanism().newAcceptor()) {
        assertThat(acceptor.accept(token, site.peer)).isInstanceOf(Step.Established.class);
        assertThat(((Step.Refused) acceptor.accept(token, site.peer)).reason())
            .isEqualTo(Reason.MALFORMED);
      }
    }
  }

  @Nested
  @DisplayName("Channel bindings")
  class Bindings {
    private final byte[] right = new byte[16];
    private final byte[] other = new byte[16];
    private final byte[] zeros = new byte[16];

    Bindings() {
      right[3] = 1;
      other[3] = 2;
    }

    private void policy(BindingPolicy policy, boolean known) {
      site.bindings = policy;
      site.peer = new Peer("192.0.2.7", "h", known ? List.of(new byte[] {1}, right) : List.of());
    }

    private BindingState state(byte[] sent) {
      return accepted(site.request().bindings(sent).token()).bindings();
    }

    private List<AuthorizationElement> aware() {
      AuthorizationElement options = new AuthorizationElement(143, new byte[] {0, 0x40, 0, 0});
      byte[] inner = AuthorizationData.encode(List.of(options));
      return List.of(new AuthorizationElement(1, inner));
    }

    @Test
    @DisplayName("off: not looked at")
    void off() {
      policy(BindingPolicy.OFF, true);
      assertThat(state(other)).isEqualTo(BindingState.NOT_CHECKED);
    }

    @Test
    @DisplayName("when supported: right ones verify, wrong ones refuse, none passes")
    void whenSupported() {
      policy(BindingPolicy.WHEN_SUPPORTED, true);
      assertThat(state(right)).isEqualTo(BindingState.VERIFIED);
      assertThat(state(zeros)).isEqualTo(BindingState.ABSENT);
      Step.Refused refused = refused(site.request().bindings(other).token(), Reason.BINDINGS_WRONG);
      assertThat(refused.status()).isEqualTo(SecurityStatus.SEC_E_BAD_BINDINGS);
    }

    @Test
    @DisplayName("MS-KILE 3.4.5: none from a client that says it knows of bindings refuses")
    void aware143() {
      policy(BindingPolicy.WHEN_SUPPORTED, true);
      refused(site.request().data(aware()).token(), Reason.BINDINGS_MISSING);
      assertThat(accepted(site.request().data(aware()).bindings(right).token()).bindings())
          .isEqualTo(BindingState.VERIFIED);
    }

    @Test
    @DisplayName("required: only the right ones")
    void required() {
      policy(BindingPolicy.REQUIRED, true);
      assertThat(state(right)).isEqualTo(BindingState.VERIFIED);
      refused(site.request().bindings(zeros).token(), Reason.BINDINGS_MISSING);
      refused(site.request().bindings(other).token(), Reason.BINDINGS_WRONG);
    }

    @Test
    @DisplayName("where the server knows none: required refuses, when supported can not check")
    void unknown() {
      policy(BindingPolicy.WHEN_SUPPORTED, false);
      assertThat(state(other)).isEqualTo(BindingState.NOT_CHECKED);
      assertThat(accepted(site.request().data(aware()).token()).bindings())
          .isEqualTo(BindingState.NOT_CHECKED);
      TestSite strict = new TestSite();
      strict.bindings = BindingPolicy.REQUIRED;
      Step step = strict.accept(strict.request().bindings(right).token());
      assertThat(((Step.Refused) step).reason()).isEqualTo(Reason.BINDINGS_UNKNOWN);
    }
  }

  @Nested
  @DisplayName("Mutual authentication")
  class Mutual {
    @Test
    @DisplayName("defect class 11, mutual authentication faked: the AP-REP proves the session key")
    void apRep() throws Exception {
      TestTicket.Issued issued = site.ticket().issue();
      Step.Established step =
          (Step.Established)
              site.accept(issued.request(site.now).mutual().gssFlags(GssChecksum.CONF).token());
      GssToken token = GssToken.parse(step.token());
      assertThat(token.tokId()).isEqualTo(GssToken.AP_REP);
      byte[] plain =
          issued
              .sessionKey()
              .decrypt(KeyUsage.AP_REP, ApRep.parse(token.message()).encPart().cipher());
      EncApRepPart part = EncApRepPart.parse(plain);
      assertThat(part.ctime()).isEqualTo(site.now.getEpochSecond());
      assertThat(part.cusec()).isEqualTo(250_000);
      assertThat(part.subkey().keytype()).isEqualTo(AES.number());
      assertThat(part.seqNumber()).isNotNegative();
      assertThat(step.context().flags())
          .isEqualTo(
              Set.of(
                  ContextFlag.MUTUAL_AUTH,
                  ContextFlag.INTEGRITY,
                  ContextFlag.CONFIDENTIALITY,
                  ContextFlag.REPLAY_DETECT,
                  ContextFlag.SEQUENCE_DETECT));
    }

    @Test
    @DisplayName("closed, a context protects nothing any more")
    void closed() {
      EstablishedContext context = accepted(site.request().token());
      context.close();
      assertThatThrownBy(() -> context.makeSignature(new byte[1]))
          .isInstanceOfSatisfying(
              SecurityStatusException.class,
              e -> assertThat(e.status()).isEqualTo(SecurityStatus.SEC_E_CONTEXT_EXPIRED));
    }
  }

  @Nested
  @DisplayName("Published values")
  class Published {
    private final JsonNode vector = Vectors.read("spnego_kerberos.json").get("ap_req_synthetic");
    private final JsonNode windows = Vectors.read("pac.json").get("pacs").get(6);

    private void windowsKey() {
      KerberosKey key = KerberosKey.copyOf(AES, octets(windows, "server_key"));
      List<String> name = List.of("cifs", "w2022-118.w2022-l7.base");
      site.keys = new KeySet(List.of(new ServiceKey(name, "W2022-L7.BASE", 5, key)));
      site.now = Instant.parse("2022-11-23T17:00:10Z");
      site.bindings = BindingPolicy.REQUIRED;
      site.peer = new Peer("::1", "h", List.of(octets(vector, "channel_binding_md5")));
    }

    @Test
    @DisplayName("a ticket of Windows Server 2022 with bindings and a PAC is accepted")
    void windowsTicket() {
      windowsKey();
      EstablishedContext context = accepted(octets(vector, "gss_ap_req"));
      assertThat(context.nativeName()).isEqualTo("administrator@W2022-L7.BASE");
      assertThat(context.bindings()).isEqualTo(BindingState.VERIFIED);
      assertThat(site.seen.get(0).authorizationData().get(0).adData())
          .isEqualTo(octets(windows, "pac"));
    }
  }
}
