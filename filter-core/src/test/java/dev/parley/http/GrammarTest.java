package dev.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GrammarTest {
  private static boolean needsSecondLook(byte octet) {
    int c = octet & 0xFF;
    return c == '"' || c == '\\' || c == 0x7F || (c < ' ' && c != '\t');
  }

  private static int expectedEnd(byte[] octets, int from) {
    int at = from;
    while (at < octets.length && !needsSecondLook(octets[at])) {
      at++;
    }
    return Math.min(at, octets.length);
  }

  @Test
  @DisplayName(
      "RFC 9110 5.6.4: each of the 256 octets, at each place among others, is plain or not")
  void everyOctetAtEveryPlace() {
    for (byte around : new byte[] {'a', '\t', ' ', '!', '#', '[', ']', '~', (byte) 0x80, -1}) {
      for (int place = 0; place < 20; place++) {
        for (int octet = 0; octet < 256; octet++) {
          byte[] octets = new byte[20];
          Arrays.fill(octets, around);
          octets[place] = (byte) octet;
          assertThat(Grammar.plainQuotedEnd(octets, 1)).isEqualTo(expectedEnd(octets, 1));
        }
      }
    }
  }

  @Test
  @DisplayName("RFC 9110 5.6.4: random octets, and the ends of short ones")
  void randomOctets() {
    Random random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      byte[] octets = new byte[random.nextInt(40)];
      random.nextBytes(octets);
      int from = random.nextInt(octets.length + 2); // past the end too, after a last backslash
      assertThat(Grammar.plainQuotedEnd(octets, from)).isEqualTo(expectedEnd(octets, from));
    }
  }
}
