package dev.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Hexadecimal digits, held against the JDK's HexFormat. */
class HexTest {
  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  @DisplayName("Octets of any length are written as HexFormat writes them, and nothing beside")
  void written() {
    Random random = new Random(1);
    for (int length = 0; length < 70; length++) {
      byte[] octets = new byte[length];
      random.nextBytes(octets);
      byte[] target = new byte[2 * length + 5];
      assertThat(Hex.write(octets, target, 3)).isEqualTo(3 + 2 * length);
      String expected = "\0\0\0" + HexFormat.of().formatHex(octets) + "\0\0";
      assertThat(target).isEqualTo(ascii(expected));
    }
  }

  @Test
  @DisplayName("What was written is read, in either case")
  void read() {
    Random random = new Random(2);
    for (int length = 0; length < 70; length++) {
      byte[] octets = new byte[length];
      random.nextBytes(octets);
      String digits = HexFormat.of().formatHex(octets);
      for (String each : new String[] {digits, digits.toUpperCase(Locale.ROOT)}) {
        byte[] target = new byte[length];
        assertThat(Hex.read(ascii("=" + each), 1, target)).isTrue();
        assertThat(target).isEqualTo(octets);
      }
    }
  }

  @Test
  @DisplayName("Each of the 256 octets, at each place, is a digit exactly if HexFormat takes it")
  void noOtherDigits() {
    for (int length : new int[] {1, 3, 4, 7, 16}) {
      byte[] digits = new byte[2 * length];
      for (int place = 0; place < digits.length; place++) {
        for (int octet = 0; octet < 256; octet++) {
          Arrays.fill(digits, (byte) '7');
          digits[place] = (byte) octet;
          byte[] target = new byte[length];
          assertThat(Hex.read(digits, 0, target)).isEqualTo(HexFormat.isHexDigit(octet));
        }
      }
    }
  }
}
