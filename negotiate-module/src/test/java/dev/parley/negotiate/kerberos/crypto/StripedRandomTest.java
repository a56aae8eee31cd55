package dev.parley.negotiate.kerberos.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A secure generator for many threads")
class StripedRandomTest {
  private final StripedRandom random = new StripedRandom();

  private String next(int length) {
    byte[] octets = new byte[length];
    random.nextBytes(octets);
    return HexFormat.of().formatHex(octets);
  }

  @Test
  @DisplayName("no octets are given out twice, whatever is left of the supply")
  void neverTwice() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 5000; i++) {
      assertThat(seen.add(next(16 + i % 33).substring(0, 32))).isTrue();
    }
  }

  @Test
  @DisplayName("more than the supply comes at once, all of it random")
  void longerThanTheSupply() {
    for (int length : new int[] {511, 512, 513, 5000}) {
      String octets = next(length);
      assertThat(octets).hasSize(2 * length).doesNotContain("00".repeat(12));
    }
  }

  @Test
  @DisplayName("every octet takes every value")
  void everyValue() {
    Set<Byte> first = new HashSet<>();
    Set<Byte> last = new HashSet<>();
    for (int i = 0; i < 20_000; i++) {
      byte[] octets = new byte[7];
      random.nextBytes(octets);
      first.add(octets[0]);
      last.add(octets[6]);
    }
    assertThat(first).hasSize(256);
    assertThat(last).hasSize(256);
  }

  @Test
  @DisplayName("threads get different octets")
  void threads() {
    Set<String> seen = Collections.newSetFromMap(new ConcurrentHashMap<>());
    boolean allNew =
        IntStream.range(0, 20_000).parallel().mapToObj(i -> next(16)).allMatch(seen::add);
    assertThat(allNew).isTrue();
  }
}
