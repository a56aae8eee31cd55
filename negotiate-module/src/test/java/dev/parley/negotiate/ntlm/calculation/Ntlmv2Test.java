package dev.parley.negotiate.ntlm.calculation;

import static dev.parley.negotiate.ntlm.NtlmVectors.hex;
import static dev.parley.negotiate.ntlm.NtlmVectors.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.negotiate.ntlm.message.AuthenticateMessage;
import dev.parley.negotiate.ntlm.message.NegotiateFlags;
import dev.parley.negotiate.ntlm.message.Ntlmv2Response;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("MS-NLMP section 4.2: the published values, and two recorded handshakes")
class Ntlmv2Test {
  private static final String V1 = "/ms_nlmp_4_2/ntlmv1";
  private static final String V1_ESS = "/ms_nlmp_4_2/ntlmv1_client_challenge";
  private static final String V2 = "/ms_nlmp_4_2/ntlmv2";
  private static final byte[] SERVER_CHALLENGE = hex("/ms_nlmp_4_2/common/server_challenge");
  private static final byte[] CLIENT_CHALLENGE = hex("/ms_nlmp_4_2/common/client_challenge");
  private static final byte[] RANDOM_KEY = hex("/ms_nlmp_4_2/common/random_session_key");
  private static final String PASSWORD = text("/ms_nlmp_4_2/common/password");
  private static final byte[] NT_HASH = Ntlmv1.ntHash(PASSWORD);

  @Test
  @DisplayName("RFC 1320 and MS-NRPC 4.2: MD4")
  void md4() {
    for (int i = 0; i < 3; i++) {
      String input = text("/md4/" + i + "/input");
      assertThat(Ntlmv1.md4(input.getBytes(StandardCharsets.US_ASCII)))
          .isEqualTo(hex("/md4/" + i + "/md4"));
    }
    assertThat(Ntlmv1.ntHash(text("/md4/3/input_utf16le"))).isEqualTo(hex("/md4/3/md4"));
  }

  @Test
  @DisplayName("4.2.4.1: NTOWFv2, NTProofStr, LMv2, session base key, key exchange")
  void version2() {
    byte[] key = Ntlmv2.ntowfv2(NT_HASH, "User", "Domain");
    assertThat(key).isEqualTo(hex(V2 + "/ntowfv2"));
    byte[] proof = Ntlmv2.ntProofStr(key, SERVER_CHALLENGE, hex(V2 + "/temp"));
    assertThat(proof).isEqualTo(hex(V2 + "/nt_proof_str"));
    assertThat(
            Ntlmv1.concat(
                Ntlmv2.ntProofStr(key, SERVER_CHALLENGE, CLIENT_CHALLENGE), CLIENT_CHALLENGE))
        .isEqualTo(hex(V2 + "/lm_response"));
    byte[] base = Ntlmv2.sessionBaseKey(key, proof);
    assertThat(base).isEqualTo(hex(V2 + "/session_base_key"));
    assertThat(Ntlmv2.exportedSessionKey(base, hex(V2 + "/encrypted_session_key")))
        .isEqualTo(RANDOM_KEY);
  }

  @Test
  @DisplayName("3.3.2: the user is taken in upper case unit by unit, the domain as it is")
  void upperCase() {
    assertThat(Ntlmv2.ntowfv2(NT_HASH, "uSER", "Domain")).isEqualTo(hex(V2 + "/ntowfv2"));
    assertThat(Ntlmv2.ntowfv2(NT_HASH, "User", "DOMAIN")).isNotEqualTo(hex(V2 + "/ntowfv2"));
    assertThat(Ntlmv2.ntowfv2(NT_HASH, "stra\u00dfe", ""))
        .isEqualTo(Ntlmv2.ntowfv2(NT_HASH, "STRA\u00dfE", ""))
        .isNotEqualTo(Ntlmv2.ntowfv2(NT_HASH, "STRASSE", ""));
  }

  @Test
  @DisplayName("4.2.4.4: keys of both directions, sealing and signing")
  void protection() throws Exception {
    NegotiateFlags flags = new NegotiateFlags(0xE28A8233);
    assertThat(Direction.CLIENT_TO_SERVER.signKey(RANDOM_KEY))
        .isEqualTo(hex(V2 + "/client_signing_key"));
    assertThat(Direction.CLIENT_TO_SERVER.sealKey(RANDOM_KEY, flags))
        .isEqualTo(hex(V2 + "/client_sealing_key"));
    assertThat(Direction.SERVER_TO_CLIENT.signKey(RANDOM_KEY))
        .isEqualTo(hex(V2 + "/server_signing_key"));
    assertThat(Direction.SERVER_TO_CLIENT.sealKey(RANDOM_KEY, flags))
        .isEqualTo(hex(V2 + "/server_sealing_key"));
    byte[] message = "Plaintext".getBytes(StandardCharsets.UTF_16LE);
    byte[] token = Ntlmv1.concat(hex(V2 + "/seal/signature"), hex(V2 + "/seal/data"));
    assertThat(new MessageStream(Direction.CLIENT_TO_SERVER, RANDOM_KEY, flags).seal(message))
        .isEqualTo(token);
    assertThat(new MessageStream(Direction.CLIENT_TO_SERVER, RANDOM_KEY, flags).unseal(token))
        .isEqualTo(message);
    byte[] number = new byte[4];
    assertThat(
            Arrays.copyOf(Primitives.hmacMd5(hex(V2 + "/client_signing_key"), number, message), 8))
        .isEqualTo(hex(V2 + "/seal/checksum_plain"));
  }

  @Test
  @DisplayName("4.2.3: keys of 56 bits, a checksum that is not encrypted; NTLMv1 with ESS")
  void clientChallenge() {
    assertThat(Ntlmv1.responseWithClientChallenge(NT_HASH, SERVER_CHALLENGE, CLIENT_CHALLENGE))
        .isEqualTo(hex(V1_ESS + "/nt_response"));
    assertThat(NT_HASH).isEqualTo(hex(V1_ESS + "/ntowfv1"));
    assertThat(Arrays.copyOf(CLIENT_CHALLENGE, 24)).isEqualTo(hex(V1_ESS + "/lm_response"));
    byte[] key = Primitives.hmacMd5(Ntlmv1.md4(NT_HASH), SERVER_CHALLENGE, CLIENT_CHALLENGE);
    assertThat(key).isEqualTo(hex(V1_ESS + "/kxkey"));
    NegotiateFlags flags = new NegotiateFlags(0x820A8233);
    assertThat(Direction.CLIENT_TO_SERVER.signKey(key))
        .isEqualTo(hex(V1_ESS + "/client_signing_key"));
    assertThat(Direction.CLIENT_TO_SERVER.sealKey(key, flags))
        .isEqualTo(hex(V1_ESS + "/client_sealing_key"));
    byte[] message = "Plaintext".getBytes(StandardCharsets.UTF_16LE);
    assertThat(new MessageStream(Direction.CLIENT_TO_SERVER, key, flags).seal(message))
        .isEqualTo(Ntlmv1.concat(hex(V1_ESS + "/seal/signature"), hex(V1_ESS + "/seal/data")));
  }

  @Test
  @DisplayName("3.4.5.3: without 128 and 56 the sealing key has 40 bits")
  void fortyBits() {
    byte[] alike = RANDOM_KEY.clone();
    alike[5] = 0;
    NegotiateFlags none = new NegotiateFlags(0);
    assertThat(Direction.CLIENT_TO_SERVER.sealKey(alike, none))
        .isEqualTo(Direction.CLIENT_TO_SERVER.sealKey(RANDOM_KEY, none));
    assertThat(Direction.CLIENT_TO_SERVER.sealKey(alike, new NegotiateFlags(0x80000000)))
        .isNotEqualTo(Direction.CLIENT_TO_SERVER.sealKey(RANDOM_KEY, new NegotiateFlags(1 << 31)));
  }

  @Test
  @DisplayName("4.2.2: LM and NTLMv1, which the tests send in order to be refused")
  void version1() {
    byte[] lmHash = Ntlmv1.lmHash(PASSWORD);
    assertThat(lmHash).isEqualTo(hex(V1 + "/lmowfv1"));
    assertThat(NT_HASH).isEqualTo(hex(V1 + "/ntowfv1"));
    byte[] lmResponse = Ntlmv1.response(lmHash, SERVER_CHALLENGE);
    assertThat(lmResponse).isEqualTo(hex(V1 + "/lm_response"));
    assertThat(Ntlmv1.response(NT_HASH, SERVER_CHALLENGE)).isEqualTo(hex(V1 + "/nt_response"));
    byte[] base = Ntlmv1.md4(NT_HASH);
    assertThat(base).isEqualTo(hex(V1 + "/session_base_key"));
    assertThat(Ntlmv2.exportedSessionKey(base, RANDOM_KEY))
        .isEqualTo(hex(V1 + "/encrypted_session_key"));
    byte[] nonNt = Arrays.copyOf(Arrays.copyOf(lmHash, 8), 16);
    assertThat(Ntlmv2.exportedSessionKey(nonNt, RANDOM_KEY))
        .isEqualTo(hex(V1 + "/encrypted_session_key_non_nt"));
    byte[] start = Arrays.copyOf(lmResponse, 8);
    byte[] second = new byte[7];
    Arrays.fill(second, (byte) 0xBD);
    second[0] = lmHash[7];
    byte[] lmKey =
        Ntlmv1.concat(Ntlmv1.des(Arrays.copyOf(lmHash, 7), start), Ntlmv1.des(second, start));
    assertThat(lmKey).isEqualTo(hex(V1 + "/kxkey_lm_key"));
    assertThat(Ntlmv2.exportedSessionKey(lmKey, RANDOM_KEY))
        .isEqualTo(hex(V1 + "/encrypted_session_key_lm_key"));
    assertThat(Ntlmv1.sealWithCrc(RANDOM_KEY, "Plaintext".getBytes(StandardCharsets.UTF_16LE)))
        .isEqualTo(Ntlmv1.concat(hex(V1 + "/seal/data"), hex(V1 + "/seal/signature")));
  }

  @Test
  @DisplayName("A recorded handshake: proof, session key, MIC and signature verify")
  void recordedWithMic() throws Exception {
    String all = "/handshake_with_mic";
    AuthenticateMessage message = parse(all);
    byte[] key = key(all, message);
    assertThat(key).isEqualTo(hex(all + "/ntowfv2"));
    Ntlmv2Response response = Ntlmv2Response.parse(message.ntResponse());
    assertThat(Ntlmv2.ntProofStr(key, SERVER_CHALLENGE, response.temp()))
        .isEqualTo(response.ntProofStr());
    byte[] base = Ntlmv2.sessionBaseKey(key, response.ntProofStr());
    assertThat(base).isEqualTo(hex(all + "/session_base_key"));
    byte[] exported = Ntlmv2.exportedSessionKey(base, message.encryptedRandomSessionKey());
    assertThat(exported).isEqualTo(hex(all + "/exported_session_key"));
    assertThat(Ntlmv2.mic(exported, hex(all + "/type1"), hex(all + "/type2"), message.withoutMic()))
        .isEqualTo(hex(all + "/mic"));
    assertThat(Direction.CLIENT_TO_SERVER.signKey(exported))
        .isEqualTo(hex(all + "/client_signing_key"));
    assertThat(Direction.CLIENT_TO_SERVER.sealKey(exported, message.flags()))
        .isEqualTo(hex(all + "/client_sealing_key"));
    byte[] hello = text(all + "/mac_input_ascii").getBytes(StandardCharsets.US_ASCII);
    assertThat(new MessageStream(Direction.CLIENT_TO_SERVER, exported, message.flags()).sign(hello))
        .isEqualTo(hex(all + "/mac_hello"));
  }

  @Test
  @DisplayName("A recorded handshake of curl: the proof verifies")
  void recordedOfCurl() throws Exception {
    AuthenticateMessage message = parse("/handshake_curl");
    byte[] key = key("/handshake_curl", message);
    Ntlmv2Response response = Ntlmv2Response.parse(message.ntResponse());
    assertThat(Ntlmv2.ntProofStr(key, SERVER_CHALLENGE, response.temp()))
        .isEqualTo(response.ntProofStr());
  }

  private static AuthenticateMessage parse(String pointer) throws Exception {
    return AuthenticateMessage.parse(hex(pointer + "/type3"), new NegotiateFlags(-1));
  }

  private static byte[] key(String pointer, AuthenticateMessage message) {
    return Ntlmv2.ntowfv2(
        Ntlmv1.ntHash(text(pointer + "/password")), message.userName(), message.domainName());
  }
}
