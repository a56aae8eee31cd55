package dev.parley.negotiate.ntlm.calculation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.negotiate.ntlm.message.NegotiateFlags;
import dev.parley.sspi.SecurityStatus;
import dev.parley.sspi.SecurityStatusException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("MS-NLMP sections 3.4.3 and 3.4.4: numbered messages")
class MessageStreamTest {
  private static final int KEY_EXCH = 0x62080235;
  private static final byte[] KEY = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LIST = octets("mechanisms");

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static MessageStream stream(int flags) {
    return new MessageStream(Direction.CLIENT_TO_SERVER, KEY, new NegotiateFlags(flags));
  }

  private static void assertStatus(SecurityStatus status, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SecurityStatusException.class, e -> assertThat(e.status()).isEqualTo(status));
  }

  @ParameterizedTest
  @ValueSource(ints = {KEY_EXCH, 0xA2080235, 0x82080235, 0x02080235})
  @DisplayName("Signed and sealed messages of all lengths arrive in their order")
  void roundTrip(int flags) throws Exception {
    MessageStream client = stream(flags);
    MessageStream server = stream(flags);
    Random random = new Random(1);
    for (int length : new int[] {0, 1, 16, 1000, 3, 65_536}) {
      byte[] message = new byte[length];
      random.nextBytes(message);
      server.verify(message, client.sign(message));
      byte[] token = client.seal(message);
      assertThat(token).hasSize(length + MessageStream.SIGNATURE_LENGTH);
      assertThat(server.unseal(token)).isEqualTo(message);
    }
  }

  @Test
  @DisplayName("Replayed, skipped and swapped messages are out of sequence")
  void sequence() throws Exception {
    MessageStream client = stream(KEY_EXCH);
    MessageStream server = stream(KEY_EXCH);
    byte[] first = client.sign(octets("one"));
    byte[] second = client.sign(octets("two"));
    assertStatus(SecurityStatus.SEC_E_OUT_OF_SEQUENCE, () -> server.verify(octets("two"), second));
    server.verify(octets("one"), first);
    assertStatus(SecurityStatus.SEC_E_OUT_OF_SEQUENCE, () -> server.verify(octets("one"), first));
    server.verify(octets("two"), second);
    byte[] third = client.seal(octets("three"));
    assertThat(server.unseal(third)).isEqualTo(octets("three"));
    assertStatus(SecurityStatus.SEC_E_OUT_OF_SEQUENCE, () -> server.unseal(third));
  }

  @Test
  @DisplayName("A changed message is refused, and the right one may still come")
  void altered() throws Exception {
    MessageStream server = stream(KEY_EXCH);
    byte[] token = stream(KEY_EXCH).seal(octets("pay 10"));
    for (int i = 16; i < token.length; i++) {
      byte[] changed = token.clone();
      changed[i] ^= 1;
      assertStatus(SecurityStatus.SEC_E_MESSAGE_ALTERED, () -> server.unseal(changed));
    }
    byte[] wrongSum = token.clone();
    wrongSum[4] ^= 1;
    assertStatus(SecurityStatus.SEC_E_MESSAGE_ALTERED, () -> server.unseal(wrongSum));
    byte[] longer = Arrays.copyOf(token, 100_000);
    assertStatus(SecurityStatus.SEC_E_MESSAGE_ALTERED, () -> server.unseal(longer));
    assertThat(server.unseal(token)).isEqualTo(octets("pay 10"));
  }

  @Test
  @DisplayName("Signatures that are none are invalid tokens")
  void noSignature() {
    MessageStream server = stream(KEY_EXCH);
    for (int length : new int[] {0, 4, 15}) {
      assertStatus(SecurityStatus.SEC_E_INVALID_TOKEN, () -> server.unseal(new byte[length]));
    }
    assertStatus(SecurityStatus.SEC_E_INVALID_TOKEN, () -> server.verify(LIST, new byte[16]));
    assertStatus(SecurityStatus.SEC_E_INVALID_TOKEN, () -> server.verify(LIST, new byte[17]));
  }

  @Test
  @DisplayName("MS-SPNG 3.3.5.1: after the mechListMIC RC4 starts again, and the numbers go on")
  void mechListMic() throws Exception {
    MessageStream client = stream(KEY_EXCH);
    MessageStream server = stream(KEY_EXCH);
    byte[] mic = client.signMechList(LIST);
    assertThat(mic).isEqualTo(stream(KEY_EXCH).sign(LIST));
    assertStatus(
        SecurityStatus.SEC_E_MESSAGE_ALTERED, () -> server.verifyMechList(octets("less"), mic));
    server.verifyMechList(LIST, mic);
    byte[] token = client.seal(octets("first"));
    assertThat(server.unseal(token)).isEqualTo(octets("first"));
    assertThat(Arrays.copyOfRange(token, 16, 21))
        .isEqualTo(Arrays.copyOfRange(stream(KEY_EXCH).seal(octets("first")), 16, 21));
    assertThat(token[12]).isEqualTo((byte) 1);
  }

  @Test
  @DisplayName("The directions have different keys")
  void directions() {
    MessageStream other =
        new MessageStream(Direction.SERVER_TO_CLIENT, KEY, new NegotiateFlags(KEY_EXCH));
    byte[] token = stream(KEY_EXCH).seal(octets("reflected"));
    assertStatus(SecurityStatus.SEC_E_MESSAGE_ALTERED, () -> other.unseal(token));
  }
}
