package dev.parley.negotiate.kerberos.message;

import static dev.parley.negotiate.kerberos.Vectors.octets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.http.MalformedTokenException;
import dev.parley.negotiate.kerberos.Vectors;
import dev.parley.negotiate.kerberos.crypto.Enctype;
import dev.parley.negotiate.kerberos.crypto.KerberosKey;
import dev.parley.negotiate.kerberos.crypto.KeyUsage;
import dev.parley.negotiate.kerberos.message.KrbCredInfo.Times;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@DisplayName("Messages of Kerberos, RFC 4120 section 5 and RFC 4121 section 4.1")
class MessageTest {
  private static final JsonNode AP = Vectors.read("spnego_kerberos.json").get("ap_req_synthetic");
  private static final JsonNode WINDOWS = Vectors.read("pac.json").get("pacs").get(6);
  private static final Enctype AES = Enctype.AES256_CTS_HMAC_SHA1_96;
  private static final PrincipalName ALICE = new PrincipalName(1, List.of("alice"));

  @FunctionalInterface
  interface Parser {
    Object parse(byte[] octets) throws MalformedTokenException;
  }

  private static EncryptionKey key() {
    return EncryptionKey.of(KerberosKey.copyOf(AES, new byte[32]));
  }

  private static byte[] krbCred() throws MalformedTokenException {
    Ticket ticket = Ticket.parse(octets(WINDOWS, "ticket"));
    return new KrbCred(List.of(ticket, ticket), new EncryptedData(18, null, new byte[40])).encode();
  }

  private static byte[] encKrbCredPart() {
    KrbCredInfo info =
        new KrbCredInfo(
            key(),
            "EXAMPLE.COM",
            ALICE,
            EncTicketPart.FORWARDABLE,
            new Times(1L, 2L, 3L, null),
            "EXAMPLE.COM",
            new PrincipalName(2, List.of("krbtgt", "EXAMPLE.COM")),
            List.of(new HostAddress(HostAddress.IPV4, new byte[] {127, 0, 0, 1})));
    return new EncKrbCredPart(List.of(info)).encode();
  }

  static Stream<Arguments> messages() throws MalformedTokenException {
    return Stream.of(
        message("GssToken", octets(AP, "gss_ap_req"), t -> GssToken.parse(t).tokId()),
        message("ApReq", octets(AP, "ap_req"), ApReq::parse),
        message("Ticket", octets(WINDOWS, "ticket"), Ticket::parse),
        message("EncTicketPart", octets(WINDOWS, "enc_ticket_part"), EncTicketPart::parse),
        message("Authenticator", octets(AP, "authenticator_plain"), Authenticator::parse),
        message("EncApRepPart", octets(AP, "enc_ap_rep_part_plain"), EncApRepPart::parse),
        message("ApRep", GssToken.parse(octets(AP, "gss_ap_rep")).message(), ApRep::parse),
        message("GssChecksum", octets(AP, "authenticator_checksum_8003"), GssChecksum::parse),
        message("KrbCred", krbCred(), KrbCred::parse),
        message("EncKrbCredPart", encKrbCredPart(), EncKrbCredPart::parse),
        message("KrbError", new KrbError(9, 8, 37, "R", ALICE).encode(), KrbError::parse));
  }

  private static Arguments message(String name, byte[] octets, Parser parser) {
    return Arguments.of(Named.of(name, octets), parser);
  }

  @Test
  @DisplayName("RFC 4120 section 5.3: the service of a ticket, which contexts keep, is bounded")
  void longService() throws Exception {
    Ticket ticket = Ticket.parse(octets(WINDOWS, "ticket"));
    int rest = 1_024 - ticket.realm().length() - "HTTP".length() - 2;
    assertThat(Ticket.parse(forHost(ticket, "h".repeat(rest))).service()).hasSize(1_024);
    byte[] longer = forHost(ticket, "h".repeat(rest + 1));
    assertThatThrownBy(() -> Ticket.parse(longer)).isInstanceOf(MalformedTokenException.class);
  }

  private static byte[] forHost(Ticket ticket, String host) {
    PrincipalName service = new PrincipalName(PrincipalName.NT_SRV_INST, List.of("HTTP", host));
    return new Ticket(ticket.realm(), service, ticket.encPart()).encode();
  }

  @ParameterizedTest
  @MethodSource("messages")
  @DisplayName("one changed bit: another value or MalformedTokenException, nothing else")
  void bitFlips(byte[] octets, Parser parser) throws Exception {
    assertThat(parser.parse(octets)).isNotNull();
    for (int bit = 0; bit < octets.length * 8; bit++) {
      byte[] other = octets.clone();
      other[bit / 8] ^= (byte) (1 << (bit % 8));
      valueOrMalformed(parser, other);
    }
  }

  @ParameterizedTest
  @MethodSource("messages")
  @DisplayName("cut short at any place, or with an octet behind it, it is malformed")
  void truncated(byte[] octets, Parser parser) throws Exception {
    for (int length = 0; length < octets.length; length++) {
      byte[] cut = Arrays.copyOf(octets, length);
      assertThatThrownBy(() -> parser.parse(cut)).isInstanceOf(MalformedTokenException.class);
    }
    if (octets.length != 24) { // the checksum allows extensions
      byte[] longer = Arrays.copyOf(octets, octets.length + 1);
      assertThatThrownBy(() -> parser.parse(longer)).isInstanceOf(MalformedTokenException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("messages")
  @DisplayName("random octets in random places: a value or MalformedTokenException")
  void mutated(byte[] octets, Parser parser) throws Exception {
    SecureRandom random = new SecureRandom();
    for (int round = 0; round < 2000; round++) {
      byte[] other = octets.clone();
      for (int i = 0; i <= round % 5; i++) {
        int at = random.nextInt(Math.min(other.length, 120));
        other[at] = (byte) (random.nextBoolean() ? 0xFF : random.nextInt(256));
      }
      valueOrMalformed(parser, other);
    }
  }

  private static void valueOrMalformed(Parser parser, byte[] octets) {
    try {
      assertThat(parser.parse(octets)).isNotNull();
    } catch (MalformedTokenException expected) {
      assertThat(expected).hasMessageNotContaining("null");
    }
  }

  @Test
  @DisplayName("RFC 4120 5.5.1: an AP-REQ with a ticket of Windows Server 2022, read and written")
  void apReq() throws Exception {
    GssToken token = GssToken.parse(octets(AP, "gss_ap_req"));
    assertThat(token.tokId()).isEqualTo(GssToken.AP_REQ);
    assertThat(token.encode()).isEqualTo(octets(AP, "gss_ap_req"));
    ApReq request = ApReq.parse(token.message());
    assertThat(request.apOptions()).isEqualTo(ApReq.MUTUAL_REQUIRED);
    assertThat(request.ticket().service()).isEqualTo("cifs/w2022-118.w2022-l7.base@W2022-L7.BASE");
    assertThat(request.ticket().encPart().kvno()).isEqualTo(5);
    assertThat(request.encode()).isEqualTo(token.message());
  }

  @ParameterizedTest
  @ValueSource(ints = {0x82, 0x83})
  @DisplayName("RFC 4121 4.1: another OID in the frame, even Microsoft's second one, is refused")
  void otherOid(int octet) {
    byte[] token = octets(AP, "gss_ap_req");
    token[9] = (byte) octet;
    assertThatThrownBy(() -> GssToken.parse(token)).isInstanceOf(MalformedTokenException.class);
  }

  @Test
  @DisplayName("RFC 4120 5.3: the encrypted part of a Windows ticket, with its PAC")
  void encTicketPart() throws Exception {
    KerberosKey service = KerberosKey.copyOf(AES, octets(WINDOWS, "server_key"));
    Ticket ticket = Ticket.parse(octets(WINDOWS, "ticket"));
    byte[] plain = service.decrypt(KeyUsage.TICKET, ticket.encPart().cipher());
    assertThat(plain).isEqualTo(octets(WINDOWS, "enc_ticket_part"));
    EncTicketPart part = EncTicketPart.parse(plain);
    assertThat(part.cname().text() + "@" + part.crealm())
        .isEqualTo(WINDOWS.get("client").asString());
    assertThat(Instant.ofEpochSecond(part.authtime())).isEqualTo("2022-11-23T16:01:59Z");
    assertThat(Instant.ofEpochSecond(part.starttime())).isEqualTo("2022-11-23T16:02:15Z");
    assertThat(Instant.ofEpochSecond(part.endtime())).isEqualTo("2022-11-24T02:01:59Z");
    assertThat(part.flags() & EncTicketPart.PRE_AUTHENT).isNotZero();
    assertThat(part.key().copyOfOctets()).isEqualTo(octets(WINDOWS, "session_key"));
    List<AuthorizationElement> flat = AuthorizationData.flatten(part.authorizationData());
    assertThat(flat).extracting(AuthorizationElement::adType).contains(128);
    assertThat(flat.get(0).adData()).isEqualTo(octets(WINDOWS, "pac"));
    assertThat(part.encode()).isEqualTo(plain);
  }

  @Test
  @DisplayName("RFC 4120 5.5.1: an authenticator with subkey, sequence number and checksum")
  void authenticator() throws Exception {
    Authenticator read = Authenticator.parse(octets(AP, "authenticator_plain"));
    assertThat(read.seqNumber()).isEqualTo(AP.get("seq").asInt());
    assertThat(read.subkey().copyOfOctets()).isEqualTo(octets(AP, "subkey"));
    assertThat(read.cksum().cksumtype()).isEqualTo(GssChecksum.TYPE);
    GssChecksum checksum = GssChecksum.parse(read.cksum().checksum());
    assertThat(checksum.bindings()).isEqualTo(octets(AP, "channel_binding_md5"));
    assertThat(checksum.has(GssChecksum.MUTUAL | GssChecksum.INTEG)).isTrue();
    assertThat(checksum.has(GssChecksum.CONF)).isFalse();
    assertThat(checksum.encode()).isEqualTo(octets(AP, "authenticator_checksum_8003"));
    assertThat(read.encode()).isEqualTo(octets(AP, "authenticator_plain"));
  }

  @Test
  @DisplayName("RFC 4120 5.5.2: an AP-REP, read and written")
  void apRep() throws Exception {
    GssToken token = GssToken.parse(octets(AP, "gss_ap_rep"));
    ApRep reply = ApRep.parse(token.message());
    assertThat(token.tokId()).isEqualTo(GssToken.AP_REP);
    assertThat(reply.encode()).isEqualTo(token.message());
    KerberosKey session = KerberosKey.copyOf(AES, octets(AP, "session_key"));
    byte[] plain = session.decrypt(KeyUsage.AP_REP, reply.encPart().cipher());
    assertThat(plain).isEqualTo(octets(AP, "enc_ap_rep_part_plain"));
    EncApRepPart part = EncApRepPart.parse(plain);
    assertThat(part.seqNumber()).isEqualTo(0x5566_7788);
    assertThat(part.encode()).isEqualTo(plain);
  }

  @Test
  @DisplayName("RFC 4120 5.8.1: KRB-CRED, and what a client leaves out of it")
  void krbCredRoundTrip() throws Exception {
    assertThat(KrbCred.parse(krbCred()).tickets()).hasSize(2);
    KrbCredInfo info = EncKrbCredPart.parse(encKrbCredPart()).ticketInfo().get(0);
    assertThat(info.pname()).isEqualTo(ALICE);
    assertThat(info.times()).isEqualTo(new Times(1L, 2L, 3L, null));
    assertThat(info.sname().text()).isEqualTo("krbtgt/EXAMPLE.COM");
    assertThat(info.caddr().get(0).toInetAddress().orElseThrow().getHostAddress())
        .isEqualTo("127.0.0.1");
    KrbCredInfo bare = EncKrbCredPart.parse(leastPart()).ticketInfo().get(0);
    assertThat(bare.pname()).isNull();
    assertThat(bare.flags()).isZero();
  }

  private static byte[] leastPart() {
    Der info = new Der().add(0, new Der().int32(0, 23).octets(1, new byte[16]).sequence());
    return new Der().sequence(0, List.of(info.sequence())).message(29).encode();
  }

  @Test
  @DisplayName("RFC 4120 5.9.1: KRB-ERROR")
  void krbError() throws Exception {
    KrbError error = new KrbError(1_700_000_000, 999_999, KrbError.SKEW, "EXAMPLE.COM", ALICE);
    assertThat(KrbError.parse(error.encode())).isEqualTo(error);
  }

  @Test
  @DisplayName("RFC 4120 5.2.6.1: AD-IF-RELEVANT is opened, but not without end")
  void ifRelevant() throws Exception {
    List<AuthorizationElement> inner = List.of(new AuthorizationElement(143, new byte[] {1}));
    for (int depth = 0; depth < 4; depth++) {
      inner = List.of(new AuthorizationElement(1, AuthorizationData.encode(inner)));
    }
    assertThat(AuthorizationData.flatten(inner))
        .extracting(AuthorizationElement::adType)
        .containsExactly(143);
    for (int depth = 0; depth < 100; depth++) {
      inner = List.of(new AuthorizationElement(1, AuthorizationData.encode(inner)));
    }
    assertThat(AuthorizationData.flatten(inner))
        .extracting(AuthorizationElement::adType)
        .containsExactly(1);
    List<AuthorizationElement> broken = List.of(new AuthorizationElement(1, new byte[] {4}));
    assertThatThrownBy(() -> AuthorizationData.flatten(broken))
        .isInstanceOf(MalformedTokenException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {11, 12, 13, 15})
  @DisplayName("RFC 4120 5.5.1: another msg-type than 14 is no AP-REQ")
  void msgType(int type) {
    byte[] request = octets(AP, "ap_req");
    int at = HexFormat.of().formatHex(request).indexOf("a10302010e") / 2 + 4;
    request[at] = (byte) type;
    assertThatThrownBy(() -> ApReq.parse(request))
        .isInstanceOf(MalformedTokenException.class)
        .hasMessageContaining("msg-type 14");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "18102032303232313132333137303030305a", // a blank in front, one octet too long
        "180f32303232313332333137303030305a2b", // month 13, no Z at the end
        "180f32303232313332333137303030305a", // month 13
        "180f32303232303233303137303030305a", // 30 February
        "180d323032323131323331373030305a", // no seconds
        "180f3230323231313233313730303a305a", // no digit
      })
  @DisplayName("RFC 4120 5.2.3: a time that is none is malformed")
  void times(String hex) {
    byte[] der = HexFormat.of().parseHex(hex);
    assertThatThrownBy(() -> DerReader.of(der).onlyTime())
        .isInstanceOf(MalformedTokenException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0200", "02020001", "0202ff80", "0206000000000001", "02820001"})
  @DisplayName("X.690 8.3: an integer that is not in its shortest form is malformed")
  void integers(String hex) {
    byte[] der = HexFormat.of().parseHex(hex);
    assertThatThrownBy(() -> DerReader.of(der).onlyInt32())
        .isInstanceOf(MalformedTokenException.class);
  }

  @Test
  @DisplayName("RFC 4120 5.2.4: a sequence number above 2^31 is read, as is a negative one")
  void uint32() throws Exception {
    assertThat(DerReader.of(HexFormat.of().parseHex("020500ffffffff")).onlyUint32()).isEqualTo(-1);
    assertThat(DerReader.of(HexFormat.of().parseHex("0201ff")).onlyUint32()).isEqualTo(-1);
    assertThatThrownBy(() -> DerReader.of(HexFormat.of().parseHex("020500ffffffff")).onlyInt32())
        .isInstanceOf(MalformedTokenException.class);
    assertThatThrownBy(() -> DerReader.of(HexFormat.of().parseHex("02050100000000")).onlyUint32())
        .isInstanceOf(MalformedTokenException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1b02c3bc", "1b03616263"})
  @DisplayName("RFC 4120 5.2.1: names in ASCII, and in UTF-8 as Windows sends them")
  void strings(String hex) throws Exception {
    assertThat(DerReader.of(HexFormat.of().parseHex(hex)).string()).isIn("ü", "abc");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1b01fc", "1b03610062", "1b017f", "0c0161"})
  @DisplayName("a name with a NUL or another control character, or not in UTF-8, is malformed")
  void wrongStrings(String hex) {
    assertThatThrownBy(() -> DerReader.of(HexFormat.of().parseHex(hex)).string())
        .isInstanceOf(MalformedTokenException.class);
  }

  @Test
  @DisplayName("RFC 4120 5.2.8: flags of other lengths than 32 bits; the first 32 count")
  void flags() throws Exception {
    assertThat(flags("a006030400400000")).isEqualTo(0x40000000);
    assertThat(flags("a00403020640")).isEqualTo(0x40000000);
    assertThat(flags("a0080306004000000180")).isEqualTo(0x40000001);
    assertThat(flags("a003030100")).isZero();
    for (String wrong : List.of("a0020300", "a003030101", "a0040302ff40")) {
      assertThatThrownBy(() -> flags(wrong)).isInstanceOf(MalformedTokenException.class);
    }
  }

  private static int flags(String hex) throws MalformedTokenException {
    return DerReader.of(HexFormat.of().parseHex(hex)).flags(0);
  }

  @Test
  @DisplayName("RFC 4121 4.1.1.1: a delegation option that says more than there is, is malformed")
  void delegationLength() {
    byte[] checksum = new GssChecksum(new byte[16], GssChecksum.DELEG, new byte[20]).encode();
    byte[] cut = Arrays.copyOf(checksum, checksum.length - 1);
    assertThatThrownBy(() -> GssChecksum.parse(cut)).isInstanceOf(MalformedTokenException.class);
    byte[] half = Arrays.copyOf(checksum, 26);
    assertThatThrownBy(() -> GssChecksum.parse(half)).isInstanceOf(MalformedTokenException.class);
    byte[] other = checksum.clone();
    other[24] = 2;
    assertThatThrownBy(() -> GssChecksum.parse(other)).isInstanceOf(MalformedTokenException.class);
  }

  @Test
  @DisplayName("RFC 4121 4.1.1.1: without any delegation option there is nothing delegated")
  void delegationAbsent() throws Exception {
    byte[] none = new GssChecksum(new byte[16], GssChecksum.DELEG | 2, null).encode();
    GssChecksum read = GssChecksum.parse(none);
    assertThat(read.flags()).isEqualTo(2);
    assertThat(read.krbCred()).isNull();
  }

  @Test
  @DisplayName("a key of a message tells nothing, is wiped, and must have the length of its type")
  void keys() throws Exception {
    EncryptionKey key = EncryptionKey.of(KerberosKey.copyOf(Enctype.RC4_HMAC, new byte[16]));
    assertThat(key).hasToString("[secret rc4-hmac]");
    assertThat(key.toKerberosKey()).isPresent();
    key.destroy();
    assertThat(key.isDestroyed()).isTrue();
    assertThatThrownBy(key::toKerberosKey).isInstanceOf(MalformedTokenException.class);
    byte[] shorter = new Der().int32(0, 18).octets(1, new byte[16]).sequence().encode();
    assertThatThrownBy(() -> EncryptionKey.read(DerReader.of(shorter)).toKerberosKey())
        .isInstanceOf(MalformedTokenException.class);
    byte[] des = new Der().int32(0, 3).octets(1, new byte[8]).sequence().encode();
    assertThat(EncryptionKey.read(DerReader.of(des)).toKerberosKey()).isEmpty();
  }
}
