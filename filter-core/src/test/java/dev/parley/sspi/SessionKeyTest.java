package dev.parley.sspi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A session key")
class SessionKeyTest {
  private final SessionKey key = SessionKey.ofHex("00ff10a5");

  @Test
  @DisplayName("writes itself as octets and as lower-case hexadecimal")
  void writes() {
    byte[] octets = new byte[5];
    assertThat(key.writeTo(octets, 1)).isTrue();
    assertThat(octets).containsExactly(0, 0, 0xff, 0x10, 0xa5);
    byte[] hex = new byte[8];
    assertThat(key.writeHexTo(hex, 0)).isTrue();
    assertThat(new String(hex, StandardCharsets.US_ASCII)).isEqualTo("00ff10a5");
    assertThat(key.length()).isEqualTo(4);
  }

  @Test
  @DisplayName("has no text, no hash of its own, and is equal by its octets")
  void tellsNothing() {
    SessionKey same = SessionKey.copyOf(new byte[] {0, -1, 0x10, (byte) 0xa5});
    SessionKey other = SessionKey.ofHex("00ff10a6");
    assertThat(key).hasToString("[secret]").isEqualTo(same).isNotEqualTo(other);
    assertThat(key.hashCode()).isEqualTo(other.hashCode());
  }

  @Test
  @DisplayName("is wiped by destroy: then it is no key, also no key of zeros, and equals none")
  void destroyed() {
    SessionKey copy = key.copy();
    SessionKey zeros = SessionKey.copyOf(new byte[4]);
    key.destroy();
    key.destroy();
    assertThat(key.isDestroyed()).isTrue();
    assertThat(key.length()).isZero();
    assertThat(key.writeTo(new byte[8], 0)).isFalse();
    assertThat(key.writeHexTo(new byte[8], 0)).isFalse();
    assertThat(key.copy().isDestroyed()).isTrue();
    assertThat(key.equals(zeros)).isFalse();
    assertThat(key.equals(key)).isFalse();
    assertThat(copy.length()).as("its copy lives on").isEqualTo(4);
  }

  @Test
  @DisplayName("keeps a copy of what it is made of")
  void copies() {
    byte[] octets = {1, 2};
    SessionKey made = SessionKey.copyOf(octets);
    octets[0] = 9;
    assertThat(made).isEqualTo(SessionKey.ofHex("0102"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "geheim", "0x12"})
  @DisplayName("is made of hexadecimal text only, which no error repeats")
  void malformed(String text) {
    assertThatThrownBy(() -> SessionKey.ofHex(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining(text)
        .hasNoCause();
  }

  @Test
  @DisplayName("has at least one octet")
  void empty() {
    assertThatThrownBy(() -> SessionKey.ofHex("")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SessionKey.copyOf(new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
