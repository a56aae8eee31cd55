package dev.parley.negotiate.kerberos;

import static dev.parley.negotiate.kerberos.TestSite.AES;
import static dev.parley.negotiate.kerberos.TestSite.REALM;
import static dev.parley.negotiate.kerberos.TestSite.WEB;
import static dev.parley.negotiate.kerberos.TestTicket.RANDOM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.negotiate.kerberos.crypto.Enctype;
import dev.parley.negotiate.kerberos.crypto.KerberosKey;
import dev.parley.negotiate.kerberos.crypto.KeyUsage;
import dev.parley.negotiate.kerberos.keytab.KeySet;
import dev.parley.negotiate.kerberos.keytab.ServiceKey;
import dev.parley.negotiate.kerberos.message.ApRep;
import dev.parley.negotiate.kerberos.message.ApReq;
import dev.parley.negotiate.kerberos.message.AuthorizationData;
import dev.parley.negotiate.kerberos.message.AuthorizationElement;
import dev.parley.negotiate.kerberos.message.Checksum;
import dev.parley.negotiate.kerberos.message.EncApRepPart;
import dev.parley.negotiate.kerberos.message.GssChecksum;
import dev.parley.negotiate.kerberos.message.GssToken;
import dev.parley.negotiate.kerberos.message.KrbError;
import dev.parley.negotiate.mechanism.BindingPolicy;
import dev.parley.negotiate.mechanism.EstablishedContext;
import dev.parley.negotiate.mechanism.Peer;
import dev.parley.negotiate.mechanism.Step;
import dev.parley.sspi.BindingState;
import dev.parley.sspi.ContextFlag;
import dev.parley.sspi.Reason;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What MIT and Windows take is taken, and no more than that")
class LenientAcceptanceTest {
  private final TestSite site = new TestSite();

  private EstablishedContext accepted(byte[] token) {
    Step step = site.accept(token);
    assertThat(step).isInstanceOf(Step.Established.class);
    return ((Step.Established) step).context();
  }

  private EstablishedContext accepted(TestTicket ticket) {
    return accepted(ticket.issue().request(site.now).token());
  }

  private Step.Refused refused(byte[] token, Reason reason) {
    Step step = site.accept(token);
    assertThat(step).isInstanceOf(Step.Refused.class);
    assertThat(((Step.Refused) step).reason()).isEqualTo(reason);
    return (Step.Refused) step;
  }

  private Step.Refused refused(TestTicket ticket, Reason reason) {
    return refused(ticket.issue().request(site.now).token(), reason);
  }

  @Nested
  @DisplayName("A checksum that is not that of GSS-API")
  class Checksums {
    private Checksum overNothing(TestTicket.Issued issued) {
      KerberosKey key = issued.sessionKey();
      return new Checksum(
          key.enctype().checksumType(), key.checksum(KeyUsage.AUTHENTICATOR_CHECKSUM));
    }

    private void requireBindings(BindingPolicy policy, byte[] right) {
      site.bindings = policy;
      site.peer = new Peer("192.0.2.7", "h", List.of(right));
    }

    @Test
    @DisplayName("MS-KILE 3.4.5: none at all: in, without flags and bindings")
    void none() {
      requireBindings(BindingPolicy.WHEN_SUPPORTED, HexFormat.of().parseHex("01".repeat(16)));
      EstablishedContext context = accepted(site.request().checksum(null).token());
      assertThat(context.flags()).isEmpty();
      assertThat(context.hasIntegrity()).isFalse();
      assertThat(context.bindings()).isEqualTo(BindingState.ABSENT);
    }

    @ParameterizedTest
    @EnumSource(Enctype.class)
    @DisplayName("of the session key, over nothing: in, with each type of key")
    void keyed(Enctype enctype) {
      site.enctypes = EnumSet.allOf(Enctype.class);
      TestTicket.Issued issued = site.ticket().sessionType(enctype).issue();
      TestRequest request = issued.request(site.now).checksum(overNothing(issued));
      assertThat(accepted(request.token()).flags()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
      "7,  d41d8cd98f00b204e9800998ecf8427e",
      "10, da39a3ee5e6b4b0d3255bfef95601890afd80709",
      "14, da39a3ee5e6b4b0d3255bfef95601890afd80709"
    })
    @DisplayName("MD5 or SHA-1 over nothing, as Heimdal takes beside RC4: in")
    void unkeyed(int type, String hex) {
      byte[] octets = HexFormat.of().parseHex(hex);
      accepted(site.request().checksum(new Checksum(type, octets)).token());
      octets[3] ^= 1;
      refused(
          site.request().checksum(new Checksum(type, octets)).token(),
          Reason.AUTHENTICATOR_INTEGRITY);
    }

    @Test
    @DisplayName("the flag for mutual authentication is then that of the AP-REQ")
    void mutual() throws Exception {
      TestTicket.Issued issued = site.ticket().issue();
      byte[] token =
          issued.request(site.now).apOptions(ApReq.MUTUAL_REQUIRED).checksum(null).token();
      Step.Established step = (Step.Established) site.accept(token);
      assertThat(step.context().flags()).isEqualTo(Set.of(ContextFlag.MUTUAL_AUTH));
      assertThat(GssToken.parse(step.token()).tokId()).isEqualTo(GssToken.AP_REP);
    }

    @Test
    @DisplayName("over something, as for another protocol's message: refused")
    void overSomething() throws Exception {
      TestTicket.Issued issued = site.ticket().issue();
      byte[] other =
          issued.sessionKey().checksum(KeyUsage.AUTHENTICATOR_CHECKSUM, new byte[] {1, 2, 3});
      Step.Refused refused =
          refused(
              issued.request(site.now).checksum(new Checksum(16, other)).token(),
              Reason.AUTHENTICATOR_INTEGRITY);
      assertThat(refused.detail()).contains("not one over nothing");
      refused(
          issued.request(site.now).checksum(new Checksum(16, new byte[0])).token(),
          Reason.AUTHENTICATOR_INTEGRITY);
    }

    @Test
    @DisplayName("of the subkey, of another usage, of another key's type: refused")
    void otherKeys() {
      TestTicket.Issued issued = site.ticket().issue();
      KerberosKey subkey = KerberosKey.random(AES, RANDOM);
      byte[] ofSubkey = subkey.checksum(KeyUsage.AUTHENTICATOR_CHECKSUM);
      byte[] otherUsage = issued.sessionKey().checksum(KeyUsage.AUTHENTICATOR);
      for (byte[] each : List.of(ofSubkey, otherUsage)) {
        refused(
            issued.request(site.now).subkey(subkey).checksum(new Checksum(16, each)).token(),
            Reason.AUTHENTICATOR_INTEGRITY);
      }
      for (int type : new int[] {0, 1, 12, 15, -138, 0x8004}) {
        refused(
            issued.request(site.now).checksum(new Checksum(type, new byte[12])).token(),
            Reason.MALFORMED);
      }
    }

    @Test
    @DisplayName("of GSS-API, but shorter than its fixed part: refused as malformed")
    void tooShort() {
      for (int length : new int[] {0, 4, 20, 23}) {
        byte[] octets = new byte[length];
        if (length > 0) {
          octets[0] = 16;
        }
        refused(
            site.request().checksum(new Checksum(GssChecksum.TYPE, octets)).token(),
            Reason.MALFORMED);
      }
    }

    @Test
    @DisplayName("required bindings: refused without them, whatever the checksum is")
    void bindingsRequired() {
      requireBindings(BindingPolicy.REQUIRED, HexFormat.of().parseHex("01".repeat(16)));
      TestTicket.Issued issued = site.ticket().issue();
      refused(issued.request(site.now).checksum(null).token(), Reason.BINDINGS_MISSING);
      refused(
          issued.request(site.now).checksum(overNothing(issued)).token(), Reason.BINDINGS_MISSING);
      site.peer = new Peer("192.0.2.7", "h", List.of());
      refused(issued.request(site.now).checksum(null).token(), Reason.BINDINGS_UNKNOWN);
    }

    @Test
    @DisplayName("MS-KILE 3.4.5: a client that knows of bindings cannot leave the checksum out")
    void aware() {
      requireBindings(BindingPolicy.WHEN_SUPPORTED, HexFormat.of().parseHex("01".repeat(16)));
      AuthorizationElement options = new AuthorizationElement(143, new byte[] {0, 0x40, 0, 0});
      refused(
          site.request().checksum(null).data(List.of(options)).token(), Reason.BINDINGS_MISSING);
    }

    @Test
    @DisplayName("GSS_C_DELEG_FLAG and 24 octets: in, with its bindings and flags, without DELEG")
    void delegationWithoutCredentials() {
      byte[] right = HexFormat.of().parseHex("01".repeat(16));
      requireBindings(BindingPolicy.REQUIRED, right);
      site.delegation = true;
      int flags = GssChecksum.DELEG | GssChecksum.INTEG;
      byte[] octets = new GssChecksum(right, flags, null).encode();
      assertThat(octets).hasSize(24);
      EstablishedContext context =
          accepted(site.request().checksum(new Checksum(GssChecksum.TYPE, octets)).token());
      assertThat(context.bindings()).isEqualTo(BindingState.VERIFIED);
      assertThat(context.flags()).contains(ContextFlag.INTEGRITY);
      assertThat(context.flags()).doesNotContain(ContextFlag.DELEGATE);
      assertThat(context.delegated()).isNull();
      byte[] cut = java.util.Arrays.copyOf(octets, 26);
      refused(
          site.request().checksum(new Checksum(GssChecksum.TYPE, cut)).token(), Reason.MALFORMED);
    }

    @Test
    @DisplayName("the same token twice: refused, as one of GSS-API is")
    void replayed() {
      byte[] token = site.request().checksum(null).token();
      accepted(token);
      refused(token, Reason.TOKEN_REPLAYED);
    }
  }

  @Nested
  @DisplayName("An AP-REQ without the frame of GSS-API (Samba)")
  class Bare {
    @Test
    @DisplayName("is in, and its answer has no frame either")
    void bare() throws Exception {
      TestTicket.Issued issued = site.ticket().issue();
      Step.Established step =
          (Step.Established) site.accept(issued.request(site.now).mutual().apReq());
      byte[] plain =
          issued
              .sessionKey()
              .decrypt(KeyUsage.AP_REP, ApRep.parse(step.token()).encPart().cipher());
      assertThat(EncApRepPart.parse(plain).ctime()).isEqualTo(site.now.getEpochSecond());
    }

    @Test
    @DisplayName("refused, gets a KRB-ERROR without the frame")
    void error() throws Exception {
      byte[] token = site.request().time(site.now.getEpochSecond() + 301, 250_000).apReq();
      Step.Refused refused = refused(token, Reason.CLOCK_SKEW);
      assertThat(KrbError.parse(refused.token()).errorCode()).isEqualTo(KrbError.SKEW);
    }

    @Test
    @DisplayName("is the same token with the frame and without: it serves once")
    void replayed() {
      TestRequest request = site.request();
      byte[] bare = request.apReq();
      accepted(bare);
      refused(new GssToken(GssToken.AP_REQ, bare).encode(), Reason.TOKEN_REPLAYED);
      refused(bare, Reason.TOKEN_REPLAYED);
    }

    @Test
    @DisplayName("with anything behind it, or cut: malformed")
    void malformed() {
      byte[] bare = site.request().apReq();
      refused(java.util.Arrays.copyOf(bare, bare.length + 1), Reason.MALFORMED);
      refused(java.util.Arrays.copyOf(bare, bare.length - 1), Reason.MALFORMED);
      refused(new byte[] {0x6E}, Reason.MALFORMED);
    }
  }

  @Nested
  @DisplayName("Key versions are hints")
  class Versions {
    @Test
    @DisplayName("version 260, entry 4, of which a keytab has kept eight bits: in, no remark")
    void eightBits() {
      site.keys =
          new KeySet(
              List.of(
                  TestSite.key(WEB, REALM, 259, AES),
                  new ServiceKey(WEB, REALM, 4, site.key.key())));
      assertThat(accepted(site.ticket().kvno(260)).remark()).isNull();
    }

    @Test
    @DisplayName("version 260 beside entries 4 and 260: the whole number is tried first")
    void wholeNumberFirst() {
      ServiceKey whole = new ServiceKey(WEB, REALM, 260, site.key.key());
      ServiceKey low = TestSite.key(WEB, REALM, 4, AES);
      KeySet keys = new KeySet(List.of(low, whole));
      assertThat(keys.find(REALM, WEB, AES, 260)).containsExactly(whole, low);
      assertThat(keys.find(REALM, WEB, AES, 4)).containsExactly(low);
    }

    @Test
    @DisplayName("a version that is not in the keytab, but the key is: in, and the audit says so")
    void importedAgain() {
      site.keys =
          new KeySet(
              List.of(
                  TestSite.key(WEB, REALM, 8, AES),
                  new ServiceKey(WEB, REALM, 1, site.key.key()),
                  TestSite.key(WEB, REALM, 7, AES)));
      assertThat(accepted(site.ticket().kvno(5)).remark())
          .isEqualTo("the ticket has kvno 5; the keytab's key of kvno 1 opens it");
    }

    @Test
    @DisplayName("a version that the keytab has with another key (account made anew): the same")
    void countedAnew() {
      site.keys =
          new KeySet(
              List.of(
                  TestSite.key(WEB, REALM, 2, AES), new ServiceKey(WEB, REALM, 3, site.key.key())));
      assertThat(accepted(site.request().token()).remark())
          .isEqualTo("the ticket has kvno 2; the keytab's key of kvno 3 opens it");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 258, -1})
    @DisplayName("a wrong key never opens, whatever version is written")
    void wrongKey(int kvno) {
      site.keys =
          new KeySet(List.of(TestSite.key(WEB, REALM, 2, AES), TestSite.key(WEB, REALM, 3, AES)));
      Step step = site.accept(site.ticket().kvno(kvno).issue().request(site.now).token());
      assertThat(((Step.Refused) step).reason()).isIn(Reason.TICKET_INTEGRITY, Reason.UNKNOWN_KVNO);
      assertThat(((Step.Refused) step).account()).isNull();
    }

    @Test
    @DisplayName("the key of another encryption type is not tried")
    void otherType() {
      byte[] octets = new byte[16];
      RANDOM.nextBytes(octets);
      Enctype sha1 = Enctype.AES128_CTS_HMAC_SHA1_96;
      ServiceKey other =
          new ServiceKey(
              WEB, REALM, 2, KerberosKey.copyOf(Enctype.AES128_CTS_HMAC_SHA256_128, octets));
      ServiceKey own = new ServiceKey(WEB, REALM, 2, KerberosKey.copyOf(sha1, octets));
      site.keys = new KeySet(List.of(other));
      refused(TestTicket.of(own, site.now), Reason.ENCTYPE_NOT_PERMITTED);
    }

    @Test
    @DisplayName("at most 16 keys are tried on a ticket")
    void bounded() {
      List<ServiceKey> keys = new ArrayList<>();
      for (int kvno = 100; kvno < 115; kvno++) {
        keys.add(TestSite.key(WEB, REALM, kvno, AES));
      }
      site.keys = new KeySet(with(keys, new ServiceKey(WEB, REALM, 1, site.key.key())));
      accepted(site.ticket().kvno(50));
      keys.add(TestSite.key(WEB, REALM, 115, AES));
      site.keys = new KeySet(with(keys, new ServiceKey(WEB, REALM, 1, site.key.key())));
      refused(site.ticket().kvno(50), Reason.UNKNOWN_KVNO);
      assertThat(site.keys.candidates(REALM, WEB, AES, 50, true)).hasSize(16);
    }

    private List<ServiceKey> with(List<ServiceKey> keys, ServiceKey last) {
      List<ServiceKey> all = new ArrayList<>(keys);
      all.add(last);
      return all;
    }

    @Test
    @DisplayName("one ticket with several versions written on it serves each authenticator once")
    void replayed() {
      site.keys = new KeySet(List.of(new ServiceKey(WEB, REALM, 9, site.key.key())));
      KerberosKey session = KerberosKey.random(AES, RANDOM);
      TestTicket.Issued issued = site.ticket().kvno(5).issue(session);
      byte[] token = issued.request(site.now).token();
      accepted(token);
      refused(token, Reason.TOKEN_REPLAYED);
    }
  }

  @Nested
  @DisplayName("Several names on one account, and a keytab with one of them")
  class Names {
    @Test
    @DisplayName("a name of the same class whose ticket the key opens: in, and the audit says so")
    void alias() {
      EstablishedContext context =
          accepted(site.ticket().service("HTTP/shop.example.com:8443", REALM));
      assertThat(context.remark())
          .isEqualTo(
              "the ticket is for HTTP/shop.example.com:8443@EXAMPLE.COM;"
                  + " the keytab's key of HTTP/web.example.com@EXAMPLE.COM opens it");
      assertThat(context.target()).isEqualTo("HTTP/shop.example.com:8443@EXAMPLE.COM");
    }

    @Test
    @DisplayName("the class in other letters is the same")
    void letters() {
      accepted(site.ticket().service("http/shop.example.com", REALM));
    }

    @Test
    @DisplayName("a name of the keytab whose ticket another name's key opens: in too")
    void otherNamesKey() {
      List<String> shop = List.of("HTTP", "shop.example.com");
      site.keys =
          new KeySet(
              List.of(
                  TestSite.key(WEB, REALM, 2, AES),
                  new ServiceKey(shop, REALM, 2, site.key.key())));
      accepted(site.request().token());
    }

    @ParameterizedTest
    @CsvSource({
      "cifs/web.example.com,   EXAMPLE.COM",
      "host/shop.example.com,  EXAMPLE.COM",
      "WEB$,                   EXAMPLE.COM",
      "HTTP,                   EXAMPLE.COM",
      "HTTP/shop.example.com,  OTHER.ORG",
      "HTTP/shop.example.com,  example.com"
    })
    @DisplayName("another class, no class, another realm: WRONG_SPN, though the key would open it")
    void otherClass(String service, String realm) {
      refused(site.ticket().service(service, realm), Reason.WRONG_SPN);
    }

    @Test
    @DisplayName("a wrong key opens no alias: WRONG_SPN")
    void wrongKey() {
      site.keys = new KeySet(List.of(TestSite.key(WEB, REALM, 2, AES)));
      Step.Refused refused =
          refused(site.ticket().service("HTTP/shop.example.com", REALM), Reason.WRONG_SPN);
      assertThat(refused.detail())
          .isEqualTo("HTTP/shop.example.com@EXAMPLE.COM, and no key of another name opens it");
    }

    @Test
    @DisplayName("kerberos.service-names = keytab: the names of the keytab alone")
    void narrowed() {
      site.otherNames = false;
      refused(site.ticket().service("HTTP/shop.example.com", REALM), Reason.WRONG_SPN);
      accepted(site.request().token());
      // a ticket that is kept opened leads there neither
      TestTicket.Issued issued = site.ticket().issue();
      accepted(issued.request(site.now.plusMillis(1)).token());
      accepted(issued.request(site.now.plusMillis(2)).token());
      TestTicket.Issued renamed =
          new TestTicket.Issued(
              new dev.parley.negotiate.kerberos.message.Ticket(
                  REALM,
                  new dev.parley.negotiate.kerberos.message.PrincipalName(
                      2, List.of("HTTP", "shop.example.com")),
                  issued.ticket().encPart()),
              issued.sessionKey(),
              issued.client(),
              issued.clientRealm(),
              issued.starttime(),
              issued.endtime());
      refused(renamed.request(site.now.plusMillis(3)).token(), Reason.WRONG_SPN);
    }

    @Test
    @DisplayName("a key that many names have is tried once, and at most 16 keys are")
    void bounded() {
      List<ServiceKey> keys = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        keys.add(new ServiceKey(List.of("HTTP", "a" + i), REALM, 2, site.key.key()));
      }
      List<String> shop = List.of("HTTP", "shop.example.com");
      assertThat(new KeySet(keys).candidates(REALM, shop, AES, 2, true)).hasSize(1);
      for (int i = 0; i < 100; i++) {
        keys.add(TestSite.key(List.of("HTTP", "b" + i), REALM, 2, AES));
      }
      assertThat(new KeySet(keys).candidates(REALM, shop, AES, 2, true)).hasSize(16);
      assertThat(new KeySet(keys).candidates(REALM, shop, AES, 2, false)).isEmpty();
    }

    @Test
    @DisplayName("of many keys those of the ticket's version are tried first")
    void versionFirst() {
      List<ServiceKey> keys = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        keys.add(TestSite.key(List.of("HTTP", "b" + i), REALM, 50 + i, AES));
      }
      keys.add(site.key);
      site.keys = new KeySet(keys);
      accepted(site.ticket().service("HTTP/shop.example.com", REALM));
    }

    @Test
    @DisplayName("one authenticator under two names serves once")
    void replayed() {
      TestTicket.Issued issued = site.ticket().issue();
      byte[] apReq = issued.request(site.now).apReq();
      accepted(apReq);
      String text = new String(apReq, java.nio.charset.StandardCharsets.ISO_8859_1);
      byte[] renamed =
          text.replace("web.example.com", "wob.example.com")
              .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
      refused(renamed, Reason.TOKEN_REPLAYED);
    }
  }

  @Nested
  @DisplayName("RFC 4120 5.2.6, MS-KILE 3.1.5.5: authorization data that is not known")
  class Data {
    private List<AuthorizationElement> element(int type) {
      return List.of(new AuthorizationElement(type, new byte[] {1}));
    }

    private List<AuthorizationElement> optional(int type) {
      return List.of(new AuthorizationElement(1, AuthorizationData.encode(element(type))));
    }

    @ParameterizedTest
    @ValueSource(ints = {-17, 64, 65, 72, 96, 97, 512, 70_000})
    @DisplayName("bare, of a type that no document makes a restriction: in, and the audit says so")
    void passedOver(int type) {
      assertThat(accepted(site.ticket().data(element(type))).remark())
          .isEqualTo(
              "authorization data in the ticket was passed over, its type is not known: ["
                  + type
                  + "]");
      assertThat(accepted(site.request().data(element(type)).token()).remark())
          .startsWith("authorization data in the authenticator was passed over");
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 9, 71})
    @DisplayName(
        "AD-AND-OR, AD-INITIAL-VERIFIED-CAS, AD-fx-fast-armor, bare: a reason of their own")
    void critical(int type) {
      Step.Refused ofTicket =
          refused(site.ticket().data(element(type)), Reason.AUTHORIZATION_DATA_CRITICAL);
      assertThat(ofTicket.detail()).isEqualTo("type " + type + " in the ticket");
      Step.Refused ofClient =
          refused(site.request().data(element(type)).token(), Reason.AUTHORIZATION_DATA_CRITICAL);
      assertThat(ofClient.detail()).isEqualTo("type " + type + " in the authenticator");
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 9, 71, 72, 4711})
    @DisplayName("5.2.6.1: all of it in AD-IF-RELEVANT: in, without a remark")
    void ifRelevant(int type) {
      assertThat(accepted(site.ticket().data(optional(type))).remark()).isNull();
      assertThat(accepted(site.request().data(optional(type)).token()).remark()).isNull();
    }

    @Test
    @DisplayName("5.2.6.4: AD-MANDATORY-FOR-KDC is for KDCs to know, whatever is inside")
    void mandatoryForKdc() {
      List<AuthorizationElement> inside =
          List.of(new AuthorizationElement(8, AuthorizationData.encode(element(5))));
      assertThat(accepted(site.ticket().data(inside)).remark()).isNull();
    }

    @Test
    @DisplayName("a critical element among others counts, and a remark names eight types at most")
    void several() {
      List<AuthorizationElement> many = new ArrayList<>();
      for (int type = 1000; type < 1100; type++) {
        many.addAll(element(type));
      }
      assertThat(accepted(site.ticket().data(many)).remark())
          .endsWith("[1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007]");
      many.addAll(element(5));
      refused(site.ticket().data(many), Reason.AUTHORIZATION_DATA_CRITICAL);
    }
  }
}
