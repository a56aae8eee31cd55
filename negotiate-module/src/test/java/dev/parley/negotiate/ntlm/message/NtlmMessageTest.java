package dev.parley.negotiate.ntlm.message;

import static dev.parley.negotiate.ntlm.NtlmVectors.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.authority.NtlmTarget;
import dev.parley.http.MalformedTokenException;
import dev.parley.negotiate.ntlm.NtlmVectors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("MS-NLMP section 2.2: the messages")
class NtlmMessageTest {
  private static final NegotiateFlags ALL = new NegotiateFlags(-1);

  private static byte[] negotiate(int length) {
    ByteBuffer message =
        ByteBuffer.allocate(Math.max(length, 16))
            .order(ByteOrder.LITTLE_ENDIAN)
            .put("NTLMSSP\0".getBytes(StandardCharsets.US_ASCII))
            .putInt(1)
            .putInt(NegotiateFlags.of(NegotiateFlag.UNICODE).bits());
    return Arrays.copyOf(message.array(), length);
  }

  private static byte[] with(byte[] message, int at, int value) {
    byte[] copy = message.clone();
    ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
    return copy;
  }

  private static void assertMalformed(byte[] token) {
    assertThatThrownBy(() -> AuthenticateMessage.parse(token, ALL))
        .isInstanceOf(MalformedTokenException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 32, 40, 60, 4096})
  @DisplayName("2.2.1.1: NEGOTIATE has 16, 32 (curl, JDK, browsers), 40 octets or more")
  void negotiateOfAllLengths(int length) throws Exception {
    assertThat(NegotiateMessage.parse(negotiate(length)).flags().has(NegotiateFlag.UNICODE))
        .isTrue();
    assertThat(NegotiateMessage.is(negotiate(length))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 8, 11, 12, 15, 4097})
  @DisplayName("A NEGOTIATE that is too short or too long is malformed")
  void negotiateOfWrongLength(int length) {
    assertThatThrownBy(() -> NegotiateMessage.parse(negotiate(length)))
        .isInstanceOf(MalformedTokenException.class);
  }

  @Test
  @DisplayName("2.2.1.1: descriptors of NEGOTIATE that point anywhere harm nobody")
  void negotiateWithWildDescriptors() throws Exception {
    byte[] wild = negotiate(40);
    Arrays.fill(wild, 16, 40, (byte) 0xFF);
    assertThat(NegotiateMessage.parse(wild).flags()).isEqualTo(new NegotiateFlags(1));
  }

  @Test
  @DisplayName("3.2.5.1.1: neither UNICODE nor OEM is malformed")
  void noCharset() {
    assertThatThrownBy(() -> NegotiateMessage.parse(with(negotiate(32), 12, 0x200)))
        .isInstanceOf(MalformedTokenException.class);
  }

  @Test
  @DisplayName("A wrong signature or message type is malformed")
  void wrongStart() {
    byte[] good = hex("/ms_nlmp_4_2/ntlmv2/authenticate_message");
    assertMalformed(with(good, 0, 0x4D4C544F));
    assertMalformed(with(good, 8, 1));
    assertMalformed(with(good, 8, 2));
    assertMalformed(Arrays.copyOf(good, 63));
    assertMalformed(new byte[0]);
    assertThat(AuthenticateMessage.is(new byte[11])).isFalse();
    assertThat(AuthenticateMessage.is(good)).isTrue();
    assertThat(NegotiateMessage.is(good)).isFalse();
  }

  @Test
  @DisplayName("4.2.4.3: the sample AUTHENTICATE, with Version and without MIC")
  void sample() throws Exception {
    AuthenticateMessage message =
        AuthenticateMessage.parse(hex("/ms_nlmp_4_2/ntlmv2/authenticate_message"), ALL);
    assertThat(message.userName()).isEqualTo("User");
    assertThat(message.domainName()).isEqualTo("Domain");
    assertThat(message.workstation()).isEqualTo("COMPUTER");
    assertThat(message.hasMic()).isFalse();
    assertThat(message.encryptedRandomSessionKey())
        .isEqualTo(hex("/ms_nlmp_4_2/ntlmv2/encrypted_session_key"));
    assertThat(message.lmResponse()).isEqualTo(hex("/ms_nlmp_4_2/ntlmv2/lm_response"));
    Ntlmv2Response response = Ntlmv2Response.parse(message.ntResponse());
    assertThat(response.ntProofStr()).isEqualTo(hex("/ms_nlmp_4_2/ntlmv2/nt_proof_str"));
    assertThat(response.temp()).isEqualTo(hex("/ms_nlmp_4_2/ntlmv2/temp"));
    assertThat(response.timeStamp()).isZero();
    assertThatThrownBy(message::mic).isInstanceOf(IllegalStateException.class);
    assertThat(message.withoutMic()).isEqualTo(hex("/ms_nlmp_4_2/ntlmv2/authenticate_message"));
  }

  @Test
  @DisplayName("A message of curl: payload at 64, neither Version nor MIC, whatever its flags say")
  void curl() throws Exception {
    byte[] token = hex("/handshake_curl/type3");
    AuthenticateMessage message = AuthenticateMessage.parse(token, ALL);
    assertThat(message.hasMic()).isFalse();
    assertThat(message.userName()).isEqualTo("User");
    assertThat(message.workstation()).isEqualTo("WORKSTATION");
    assertThat(NegotiateMessage.parse(hex("/handshake_curl/type1")).flags().has(NegotiateFlag.OEM))
        .isTrue();
  }

  @Test
  @DisplayName("A message with MIC: payload at 88, all AV pairs")
  void withMic() throws Exception {
    AuthenticateMessage message = AuthenticateMessage.parse(hex("/handshake_with_mic/type3"), ALL);
    assertThat(message.hasMic()).isTrue();
    assertThat(message.mic()).isEqualTo(hex("/handshake_with_mic/mic"));
    assertThat(Arrays.copyOfRange(message.withoutMic(), 72, 88)).isEqualTo(new byte[16]);
    AvPairs pairs = Ntlmv2Response.parse(message.ntResponse()).avPairs();
    NtlmVectors.node("/handshake_with_mic/av_pairs")
        .forEach(
            pair -> {
              int id = pair.get(0).asInt();
              if (id != 0) {
                assertThat(pairs.value(AvId.values()[id]))
                    .isEqualTo(HexFormat.of().parseHex(pair.get(1).asString()));
              }
            });
    assertThat(pairs.flags()).isEqualTo(2);
    assertThat(pairs.targetName()).isEqualTo(NtlmVectors.text("/handshake_with_mic/target"));
  }

  @ParameterizedTest(name = "descriptor at {0}: length {1}, offset {2}")
  @DisplayName("CVE-2023-25563 to 25567: fields that lie outside of the message are malformed")
  @CsvSource({
    "20, ffff, 00000058", "20, 0001, ffffffff", "20, ffff, ffff0001", "36, 0002, 7fffffff",
    "36, 0002, 80000000", "44, 0002, 0000003e", "28, 0004, 00000000", "52, 0010, fffffff0",
    "12, 0018, 000001ca", "36, 0003, 00000048"
  })
  void fieldsOutside(int descriptor, String length, String offset) {
    byte[] message = hex("/handshake_with_mic/type3");
    int octets = Integer.parseInt(length, 16);
    byte[] wrong = with(message, descriptor, octets | octets << 16);
    assertMalformed(with(wrong, descriptor + 4, Integer.parseUnsignedInt(offset, 16)));
  }

  @Test
  @DisplayName("Empty fields may point anywhere, and MaxLen may be anything")
  void emptyFields() throws Exception {
    byte[] message = hex("/handshake_with_mic/type3");
    byte[] noStation = with(with(message, 44, 0x7FFF_0000), 48, -1);
    assertThat(AuthenticateMessage.parse(noStation, ALL).workstation()).isEmpty();
    assertThat(AuthenticateMessage.parse(noStation, ALL).hasMic()).isTrue();
  }

  @Test
  @DisplayName("A field that starts inside the 88 octets takes the room of the MIC")
  void payloadInsideTheMic() throws Exception {
    byte[] message = hex("/handshake_with_mic/type3");
    byte[] early = with(with(message, 12, 0x0010_0010), 16, 72);
    assertThat(AuthenticateMessage.parse(early, ALL).hasMic()).isFalse();
  }

  @Test
  @DisplayName("2.2.2.5: the final flags are those of message 3 that the server offered")
  void finalFlags() throws Exception {
    NegotiateFlags offered = new NegotiateFlags(0xE28A8233);
    NegotiateFlags flags =
        AuthenticateMessage.parse(hex("/ms_nlmp_4_2/ntlmv2/authenticate_message"), offered).flags();
    assertThat(flags).isEqualTo(new NegotiateFlags(0xE2888231));
    assertThat(flags).hasToString("0xe2888231");
    assertThat(flags.without(NegotiateFlag.KEY_56).has(NegotiateFlag.KEY_56)).isFalse();
  }

  @Test
  @DisplayName("Names are in the charset that message 3 names, else in the offered one")
  void charsets() throws Exception {
    byte[] oem = oemMessage(NegotiateFlag.OEM.bit());
    assertThat(AuthenticateMessage.parse(oem, ALL).userName()).isEqualTo("J\u00fcrgen");
    byte[] silent = oemMessage(0);
    NegotiateFlags offered = NegotiateFlags.of(NegotiateFlag.OEM);
    assertThat(AuthenticateMessage.parse(silent, offered).userName()).isEqualTo("J\u00fcrgen");
    byte[] wget = oemMessage(NegotiateFlag.UNICODE.bit());
    assertThat(AuthenticateMessage.parse(wget, offered).userName()).isEqualTo("J\u00fcrgen");
    assertMalformed(oemMessage(0, (byte) 0x81));
    assertMalformed(oemMessage(NegotiateFlag.OEM.bit(), (byte) 0x00));
    assertMalformed(oemMessage(NegotiateFlag.UNICODE.bit(), (byte) 'x'));
    byte[] longName = new byte[257];
    Arrays.fill(longName, (byte) 'x');
    assertMalformed(oemMessage(NegotiateFlag.OEM.bit(), longName));
    assertMalformed(oemMessage(NegotiateFlag.OEM.bit(), new byte[600]));
  }

  private static byte[] oemMessage(int flags) {
    return oemMessage(flags, "J\u00fcrgen".getBytes(Text.OEM));
  }

  private static byte[] oemMessage(int flags, byte... name) {
    return ByteBuffer.allocate(64 + name.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(0, Arrays.copyOf(hex("/handshake_curl/type3"), 12))
        .putShort(36, (short) name.length)
        .putInt(40, 64)
        .putInt(60, flags)
        .put(64, name)
        .array();
  }

  @Test
  @DisplayName("2.2.2.1: AV pairs without EOL, too long, twice or of a wrong length are malformed")
  void wrongPairs() throws Exception {
    for (String wrong :
        new String[] {
          "",
          "0000",
          "0100",
          "01000400 6100",
          "0100ffff 610062000000",
          "01000200 6100",
          "01000200 6100 01000200 6200 00000000",
          "0a001000 " + "00".repeat(16) + " 0a001000 " + "11".repeat(16) + " 00000000",
          "06000200 0200 00000000",
          "07000400 00000000 00000000",
          "0a000000 00000000",
        }) {
      byte[] octets = HexFormat.of().parseHex(wrong.replace(" ", ""));
      assertThatThrownBy(() -> AvPairs.parse(octets))
          .as(wrong)
          .isInstanceOf(MalformedTokenException.class);
    }
    assertThat(AvPairs.parse(new byte[] {0, 0, 0, 0, 9, 9, 9}).flags()).isZero();
    ByteBuffer many = ByteBuffer.allocate(65 * 4 + 4).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 65; i++) {
      many.putShort((short) (100 + i)).putShort((short) 0);
    }
    assertThatThrownBy(() -> AvPairs.parse(many.array()))
        .isInstanceOf(MalformedTokenException.class);
    assertThatThrownBy(
            () -> AvPairs.parse(HexFormat.of().parseHex("0900010041" + "00000000")).targetName())
        .isInstanceOf(MalformedTokenException.class);
  }

  @Test
  @DisplayName("3.1.5.1.2: the client hands back the server's pairs and adds only its own")
  void answers() throws Exception {
    AvPairs sent = pairs("02000200 4400 01000200 5300 07000800 0102030405060708");
    assertThat(sent.answers(sent)).isTrue();
    String mine = "06000400 02000000 09000200 4800 08000000 0a001000" + "11".repeat(16);
    assertThat(pairs("07000800 0102030405060708 01000200 5300 02000200 4400" + mine).answers(sent))
        .isTrue();
    for (String wrong :
        new String[] {
          "02000200 4400 01000200 5300",
          "02000200 4400 01000200 5300 07000800 0102030405060709",
          "02000200 4400 01000200 5400 07000800 0102030405060708",
          "02000200 4400 01000200 5300 07000800 0102030405060708 03000200 5300",
          "",
        }) {
      assertThat(pairs(wrong).answers(sent)).as(wrong).isFalse();
    }
    assertThat(pairs("07000800 0102030405060708").answers(pairs(""))).isFalse();
  }

  private static AvPairs pairs(String hex) throws MalformedTokenException {
    return AvPairs.parse(HexFormat.of().parseHex(hex.replace(" ", "") + "00000000"));
  }

  @Test
  @DisplayName("2.2.1.2: the CHALLENGE of the recorded handshake, octet for octet")
  void challenge() {
    byte[] recorded = hex("/handshake_with_mic/type2");
    ByteBuffer fields = ByteBuffer.wrap(recorded).order(ByteOrder.LITTLE_ENDIAN);
    NtlmTarget target =
        new NtlmTarget(true, "SERVER", "DOMAIN", "server.domain.example", "domain.example", "");
    ChallengeMessage ours =
        ChallengeMessage.of(
            new NegotiateFlags(fields.getInt(20)),
            hex("/ms_nlmp_4_2/common/server_challenge"),
            target,
            0x01da498aed83c000L);
    fields.putLong(48, 0x0F00_0000_0000_0106L);
    assertThat(ours.octets()).isEqualTo(recorded);
    assertThat(ours.serverChallenge()).isEqualTo(hex("/ms_nlmp_4_2/common/server_challenge"));
    assertThat(ours.targetInfo().value(AvId.DNS_TREE_NAME)).isNull();
  }

  @Test
  @DisplayName("2.2.1.2: TargetName is the server's when it is in no domain, in the OEM charset")
  void challengeOfStandaloneServer() {
    NtlmTarget target = new NtlmTarget(false, "WEB", "WORKGROUP", "", "", "");
    byte[] octets =
        ChallengeMessage.of(NegotiateFlags.of(NegotiateFlag.OEM), new byte[8], target, 0).octets();
    assertThat(Arrays.copyOfRange(octets, 56, 59)).isEqualTo("WEB".getBytes(Text.OEM));
    assertThat(ByteBuffer.wrap(octets).getLong(48)).isZero();
  }

  @Test
  @DisplayName("Cut or changed anywhere, a message is another message or malformed, nothing else")
  void mutations() {
    RandomGenerator random = new Random(20261121);
    for (String each :
        new String[] {
          "/handshake_with_mic/type3", "/handshake_curl/type3", "/handshake_with_mic/type1"
        }) {
      byte[] good = hex(each);
      for (int length = 0; length < good.length; length++) {
        parseAll(Arrays.copyOf(good, length));
      }
      for (int i = 0; i < 20_000; i++) {
        byte[] changed = good.clone();
        for (int n = random.nextInt(1, 5); n > 0; n--) {
          int limit = random.nextBoolean() ? Math.min(64, changed.length) : changed.length;
          changed[random.nextInt(limit)] = (byte) random.nextInt();
        }
        parseAll(changed);
      }
    }
  }

  /** Reads octets as everything they may be; anything but the one exception fails the test. */
  static void parseAll(byte[] octets) {
    try {
      AuthenticateMessage message = AuthenticateMessage.parse(octets, ALL);
      assertThat(message.withoutMic()).hasSameSizeAs(octets);
      assertThat(message.userName().length()).isLessThanOrEqualTo(256);
      Ntlmv2Response.parse(message.ntResponse()).avPairs().targetName();
    } catch (MalformedTokenException e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
    try {
      NegotiateMessage.parse(octets);
    } catch (MalformedTokenException e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
  }
}
