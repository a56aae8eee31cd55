package dev.parley.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContextReferenceTest {

  @Test
  @DisplayName("The text form is the base64url of the 16 octets and reads back")
  void roundTrip() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 1000; i++) {
      ContextReference reference = ContextReference.random(random);
      String text = reference.text();
      assertThat(text)
          .isEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(reference.octets()));
      assertThat(
              ContextReference.parse(
                  ("\"" + text + "\"").getBytes(StandardCharsets.US_ASCII), 1, 23))
          .isEqualTo(reference);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "AAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAAB",
        "AAAAAAAAAAAAAAAAAAAA+A",
        "AAAAAAAAAAAAAAAAAAAA=A",
        "AAAAAAAAAAAAAAAAAAAA\u00c4A"
      })
  @DisplayName("No second spelling, no other alphabet, no other length")
  void refuses(String text) {
    assertThat(ContextReference.parse(text)).isNull();
  }

  @Test
  @DisplayName("The id names a context without showing its reference")
  void id() {
    ContextReference reference = new ContextReference(1, 2);
    assertThat(reference.id()).hasSize(12).isEqualTo(new ContextReference(1, 2).id());
    assertThat(reference.toString()).isEqualTo(reference.id()).doesNotContain(reference.text());
  }
}
