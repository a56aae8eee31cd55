package dev.parley.digest.calculation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class A2HashesTest {
  private static final int DIGITS = 32;

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] hash(int seed) {
    byte[] hash = new byte[DIGITS];
    new Random(seed).nextBytes(hash);
    return hash;
  }

  @Test
  @DisplayName("a hash is found for the very text that it was kept for, and for no other")
  void onlyItsOwn() {
    A2Hashes hashes = new A2Hashes(DIGITS);
    byte[] text = ascii("GET:/a/b?c=d");
    byte[] target = new byte[DIGITS];
    assertThat(hashes.find(text, text.length, target)).isFalse();
    hashes.keep(text, text.length, hash(1));
    assertThat(hashes.find(text, text.length, target)).isTrue();
    assertThat(target).isEqualTo(hash(1));
    for (int i = 0; i < text.length; i++) {
      byte[] other = text.clone();
      other[i]++;
      assertThat(hashes.find(other, other.length, target)).isFalse();
      assertThat(hashes.find(text, i, target)).isFalse();
    }
  }

  @Test
  @DisplayName("many texts of all lengths push each other out and are never taken for each other")
  void manyTexts() {
    A2Hashes hashes = new A2Hashes(DIGITS);
    Random random = new Random(2);
    Map<String, Integer> seeds = new HashMap<>();
    byte[] target = new byte[DIGITS];
    int found = 0;
    for (int i = 0; i < 50_000; i++) {
      String uri = "/" + "x".repeat(random.nextInt(150)) + random.nextInt(60);
      byte[] text = ascii((random.nextBoolean() ? "GET:" : ":") + uri);
      String key = new String(text, StandardCharsets.US_ASCII);
      int seed = seeds.computeIfAbsent(key, absent -> seeds.size());
      if (hashes.find(text, text.length, target)) {
        found++;
        assertThat(text.length).isLessThanOrEqualTo(A2Hashes.MAX_TEXT);
        assertThat(target).isEqualTo(hash(seed));
      } else {
        hashes.keep(text, text.length, hash(seed));
      }
    }
    assertThat(found).isPositive();
  }

  @Test
  @DisplayName("an empty cache knows nothing, not even the empty text")
  void empty() {
    assertThat(new A2Hashes(DIGITS).find(new byte[8], 0, new byte[DIGITS])).isFalse();
  }
}
