package dev.parley.negotiate.spnego;

import static dev.parley.negotiate.spnego.MechType.KERBEROS;
import static dev.parley.negotiate.spnego.MechType.KERBEROS_LEGACY;
import static dev.parley.negotiate.spnego.MechType.NEGOEX;
import static dev.parley.negotiate.spnego.MechType.NTLMSSP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.http.MalformedTokenException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("RFC 4178 section 4.2: the tokens")
class TokensTest {
  private static final JsonNode VECTORS = read();

  private static JsonNode read() {
    InputStream in = TokensTest.class.getResourceAsStream("/vectors/spnego_kerberos.json");
    return JsonMapper.shared().readTree(in);
  }

  static byte[] vector(String name) {
    return hex(VECTORS.get("ap_req_synthetic").get(name).asString());
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  @Test
  @DisplayName("a NegTokenInit of Windows is read: both Kerberos, NegoEx, NTLM, and the token")
  void windowsInit() throws MalformedTokenException {
    NegTokenInit init = NegTokenInit.parse(vector("neg_token_init"));
    assertThat(init.mechTypes().types())
        .containsExactly(KERBEROS_LEGACY, KERBEROS, NEGOEX, NTLMSSP);
    assertThat(init.mechTypes().der()).isEqualTo(vector("mech_list_der"));
    assertThat(init.mechToken()).isEqualTo(vector("gss_ap_req"));
    assertThat(init.mechListMic()).isNull();
    assertThat(init.encode()).isEqualTo(vector("neg_token_init"));
  }

  @Test
  @DisplayName(
      "MS-SPNG 2.2.1: a SEQUENCE at the tag 3 is negHints, an OCTET STRING the mechListMIC")
  void hints() throws MalformedTokenException {
    NegTokenInit hinted = NegTokenInit.parse(vector("neg_token_init2_hint"));
    assertThat(hinted.mechTypes().types()).containsExactly(KERBEROS_LEGACY, KERBEROS, NTLMSSP);
    assertThat(hinted.mechListMic()).isNull();
    byte[] mic = {1, 2, 3};
    NegTokenInit signed = new NegTokenInit(MechTypeList.of(List.of(NTLMSSP)), null, mic);
    assertThat(NegTokenInit.parse(signed.encode()).mechListMic()).isEqualTo(mic);
  }

  @Test
  @DisplayName("what a server keeps from leg to leg is bounded: long identifiers are refused")
  void longIdentifiers() throws MalformedTokenException {
    assertThat(NegTokenInit.parse(init(1800)).mechTypes().types())
        .containsExactly(NTLMSSP, MechType.OTHER);
    byte[] tooLong = init(2100);
    assertThatThrownBy(() -> NegTokenInit.parse(tooLong))
        .isInstanceOf(MalformedTokenException.class)
        .hasMessageContaining("2048");
  }

  /** Lists NTLM and an identifier of this length. */
  private static byte[] init(int length) {
    StringBuilder arcs = new StringBuilder("1.3");
    for (int i = 1; i < length; i++) {
      arcs.append(".1");
    }
    ASN1EncodableVector types = new ASN1EncodableVector();
    types.add(NTLMSSP.identifier());
    types.add(new ASN1ObjectIdentifier(arcs.toString()));
    MechTypeList list = new MechTypeList(Der.encode(new DERSequence(types)), List.of(NTLMSSP));
    return new NegTokenInit(list, null, null).encode();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "resp_accept_completed, ACCEPT_COMPLETED, KERBEROS_LEGACY, 0, 0",
    "resp_accept_incomplete_ntlm, ACCEPT_INCOMPLETE, NTLMSSP, 12, 0",
    "resp_reject, REJECT, , 0, 0",
    "resp_request_mic, REQUEST_MIC, NTLMSSP, 0, 0",
    "resp_with_mic, ACCEPT_COMPLETED, , 0, 28",
    "resp_accept_completed_with_ap_rep, ACCEPT_COMPLETED, KERBEROS_LEGACY, 108, 0",
  })
  @DisplayName("every shape of a NegTokenResp is read and written")
  void responses(String name, NegState state, MechType mech, int token, int mic)
      throws MalformedTokenException {
    NegTokenResp response = NegTokenResp.parse(vector(name));
    assertThat(response.negState()).isEqualTo(state);
    assertThat(response.supportedMech()).isEqualTo(mech);
    assertThat(length(response.responseToken())).isEqualTo(token);
    assertThat(length(response.mechListMic())).isEqualTo(mic);
    assertThat(response.encode()).isEqualTo(vector(name));
  }

  private static int length(byte[] octets) {
    return octets == null ? 0 : octets.length;
  }

  @Test
  @DisplayName("the octets of the MechTypeList stay those of the client, even if they are not DER")
  void exactOctets() throws MalformedTokenException {
    byte[] full =
        hex(
            "602106062b0601050502a0173015a013"
                + "3082000f"
                + "060a2b06010401823702020a"
                + "060130");
    NegTokenInit init = NegTokenInit.parse(full);
    assertThat(init.mechTypes().types()).containsExactly(NTLMSSP, MechType.OTHER);
    assertThat(init.mechTypes().der()).isEqualTo(hex("3082000f060a2b06010401823702020a060130"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "60",
        "6000",
        "608006062b06010505020000",
        "60847fffffff06062b0601050502",
        "6085000000000806062b0601050502",
        "600806062b0601050502",
        "600c06062b0601050502a0023000",
        "601006062b0601050502a0063004a0023000",
        "601006062b0601050502a0063004a002300000",
        "1f8100",
      })
  @DisplayName("what breaks the grammar is refused")
  void malformed(String token) {
    assertThatThrownBy(() -> NegTokenInit.parse(hex(token)))
        .isInstanceOf(MalformedTokenException.class);
  }

  @Test
  @DisplayName("a list of more than 32 mechanisms is refused")
  void tooManyMechanisms() {
    MechType[] many = new MechType[33];
    Arrays.fill(many, NTLMSSP);
    byte[] token = new NegTokenInit(MechTypeList.of(List.of(many)), null, null).encode();
    assertThatThrownBy(() -> NegTokenInit.parse(token)).isInstanceOf(MalformedTokenException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"neg_token_init", "neg_token_init2_hint", "resp_with_mic"})
  @DisplayName("a token cut short anywhere is refused")
  void truncated(String name) {
    byte[] token = vector(name);
    for (int length = 0; length < token.length; length++) {
      byte[] cut = Arrays.copyOf(token, length);
      assertThatThrownBy(() -> parse(cut)).isInstanceOf(MalformedTokenException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"neg_token_init2_hint", "resp_with_mic", "resp_request_mic"})
  @DisplayName("CVE-2023-25563 class: changed octets give a value or the one exception")
  void mutated(String name) {
    byte[] token = vector(name);
    Random random = new Random(4178);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] changed = token.clone();
      for (int j = random.nextInt(3); j >= 0; j--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      try {
        parse(changed);
      } catch (MalformedTokenException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(1, 19_999);
  }

  static void parse(byte[] token) throws MalformedTokenException {
    if (token.length > 0 && token[0] == (byte) 0xA1) {
      NegTokenResp.parse(token);
    } else {
      NegTokenInit.parse(token);
    }
  }
}
