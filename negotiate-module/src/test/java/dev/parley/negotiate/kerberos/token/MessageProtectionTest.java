package dev.parley.negotiate.kerberos.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.negotiate.kerberos.TestTicket;
import dev.parley.negotiate.kerberos.Vectors;
import dev.parley.negotiate.kerberos.crypto.Enctype;
import dev.parley.negotiate.kerberos.crypto.KerberosKey;
import dev.parley.negotiate.kerberos.crypto.KeyUsage;
import dev.parley.sspi.SecurityStatusException;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@DisplayName("RFC 4121 section 4.2: tokens of messages")
class MessageProtectionTest {
  private static final byte[] KEY = new byte[32];
  private static final byte[] MESSAGE = {1, 2, 3, 4, 5};

  private static KerberosKey key() {
    return KerberosKey.copyOf(Enctype.AES256_CTS_HMAC_SHA1_96, KEY);
  }

  private static MessageProtection server() {
    return new MessageProtection(key(), false, 9, 7, true, TestTicket.RANDOM);
  }

  private static byte[] joined(byte[] head, byte[] tail) {
    byte[] joined = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, joined, head.length, tail.length);
    return joined;
  }

  /** A sealed token as a client makes it, with filler and rotation. */
  private static byte[] sealed(int filler, int rotation) {
    byte[] inner = TokenHeader.wrap(TokenHeader.SEALED, filler, 7).octets();
    byte[] plain = joined(joined(MESSAGE, new byte[filler]), inner);
    byte[] cipher = key().encrypt(KeyUsage.INITIATOR_SEAL, plain, TestTicket.RANDOM);
    return joined(
        new TokenHeader(TokenHeader.WRAP, TokenHeader.SEALED, filler, rotation, 7).octets(),
        turned(cipher, rotation));
  }

  private static byte[] signed(int rotation) {
    byte[] covered = TokenHeader.wrap(0, 0, 7).octets();
    byte[] checksum = key().checksum(KeyUsage.INITIATOR_SEAL, MESSAGE, covered);
    return joined(
        new TokenHeader(TokenHeader.WRAP, 0, checksum.length, rotation, 7).octets(),
        turned(joined(MESSAGE, checksum), rotation));
  }

  private static byte[] turned(byte[] body, int rotation) {
    byte[] turned = new byte[body.length];
    for (int i = 0; i < body.length; i++) {
      turned[(i + rotation) % body.length] = body[i];
    }
    return turned;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 12, 16, 28, 1000, 65535})
  @DisplayName("4.2.5: what the client rotates, as Windows does by 28, is rotated back")
  void rotation(int rotation) throws Exception {
    assertThat(server().unwrap(sealed(0, rotation), true)).isEqualTo(MESSAGE);
    assertThat(server().unwrap(sealed(16, rotation), true)).isEqualTo(MESSAGE);
    assertThat(server().unwrap(signed(rotation), false)).isEqualTo(MESSAGE);
  }

  @Test
  @DisplayName("4.2.4: EC and RRC are protected, EC by the encrypted header")
  void extraCount() {
    byte[] token = sealed(16, 0);
    token[5] = 15;
    assertThatThrownBy(() -> server().unwrap(token, true))
        .isInstanceOf(SecurityStatusException.class);
    token[4] = (byte) 0xFF;
    assertThatThrownBy(() -> server().unwrap(token, true))
        .isInstanceOf(SecurityStatusException.class);
    byte[] signed = signed(0);
    signed[5] = 11;
    assertThatThrownBy(() -> server().unwrap(signed, false))
        .isInstanceOf(SecurityStatusException.class);
  }

  @Test
  @DisplayName("what is only signed is unwrapped when that is allowed, and changes are found")
  void signedOnly() throws Exception {
    byte[] token = signed(12);
    assertThat(server().unwrap(token, false)).isEqualTo(MESSAGE);
    for (int bit = 0; bit < token.length * 8; bit++) {
      byte[] other = token.clone();
      other[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThatThrownBy(() -> server().unwrap(other, false))
          .as("bit " + bit)
          .isInstanceOf(SecurityStatusException.class);
    }
  }

  @Test
  @DisplayName("a wrapped token of the server names its own direction, number and checksum")
  void wrapped() throws Exception {
    byte[] token = server().wrap(MESSAGE, false);
    TokenHeader header = TokenHeader.parse(token, TokenHeader.WRAP);
    assertThat(header).isEqualTo(new TokenHeader(TokenHeader.WRAP, 1, 12, 0, 9));
    assertThat(Arrays.copyOfRange(token, 16, 21)).isEqualTo(MESSAGE);
    byte[] checksum = Arrays.copyOfRange(token, 21, token.length);
    assertThat(
            key()
                .verifyChecksum(KeyUsage.ACCEPTOR_SEAL, checksum, MESSAGE, header.plain().octets()))
        .isTrue();
  }

  @Test
  @DisplayName("the published MIC tokens of both sides")
  void published() throws Exception {
    JsonNode vector = Vectors.read("spnego_kerberos.json").get("ap_req_synthetic");
    KerberosKey subkey =
        KerberosKey.copyOf(Enctype.AES256_CTS_HMAC_SHA1_96, Vectors.octets(vector, "subkey"));
    byte[] list = Vectors.octets(vector, "mech_list_der");
    try (MessageProtection server =
        new MessageProtection(subkey, false, 0x5566_7788L, 0x1122_3344L, true, TestTicket.RANDOM)) {
      server.verify(list, Vectors.octets(vector, "initiator_mech_list_mic"));
      assertThat(server.sign(list)).isEqualTo(Vectors.octets(vector, "acceptor_mech_list_mic"));
    }
  }

  @Test
  @DisplayName("RFC 2743 1.2.3: the window takes each number once, up to 64 behind")
  void window() {
    SequenceWindow window = new SequenceWindow(0xFFFF_FFFFL, false);
    assertThat(window.take(0xFFFF_FFFFL)).isTrue();
    assertThat(window.take(0x1_0000_0000L + 100)).isTrue();
    assertThat(window.take(0x1_0000_0000L + 100)).isFalse();
    assertThat(window.take(0x1_0000_0000L + 37)).isTrue();
    assertThat(window.take(0x1_0000_0000L + 37)).isFalse();
    assertThat(window.take(0x1_0000_0000L + 36)).isFalse();
    assertThat(window.take(0xFFFF_FFFEL)).isFalse();
    assertThat(window.take(0x1_0000_0000L + 101)).isTrue();
    assertThat(window.take(0x1_0000_0000L + 37)).isFalse();
    assertThat(window.take(0x1_0000_0000L + 99)).isTrue();
  }

  @FuzzTest(maxDuration = "20s")
  @DisplayName("fuzzing: a token of the client is read or refused, and nothing else happens")
  void tokens(FuzzedDataProvider data) {
    byte[] token = data.consumeRemainingAsBytes();
    for (boolean sealed : new boolean[] {true, false}) {
      try {
        assertThat(server().unwrap(token, sealed)).isNotNull();
      } catch (SecurityStatusException expected) {
        assertThat(expected.status().isError()).isTrue();
      }
    }
    try {
      server().verify(MESSAGE, token);
    } catch (SecurityStatusException expected) {
      assertThat(expected.status().isError()).isTrue();
    }
  }
}
