package dev.parley.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The canonical form of an account name")
class AccountNamesTest {
  private static final List<String> BEFORE = List.of("", "x", "α");
  private static final List<String> BEHIND = List.of("", "x", "\u0301", "\u0307", "\u0308\u0301");

  @ParameterizedTest
  @CsvSource({
    "ALICE, alice",
    "EXAMPLE\\Alice, alice",
    "alice@example.com, alice",
    "ａｌｉｃｅ, alice",
    "STRASSE, straße",
    "ΣΊΣΥΦΟΣ, σίσυφος",
    "alıce, alice",
  })
  @DisplayName("has no case, no domain, no width")
  void oneForm(String name, String other) {
    assertThat(AccountNames.canonical(name)).isEqualTo(AccountNames.canonical(other));
  }

  @Test
  @DisplayName("one spelling: no case, no width, but the domain of each")
  void oneSpelling() {
    assertThat(AccountNames.oneSpelling("ＡLICE@Example.COM"))
        .isEqualTo(AccountNames.oneSpelling("alice@EXAMPLE.com"))
        .isNotEqualTo(AccountNames.oneSpelling("alice@other.org"))
        .isNotEqualTo(AccountNames.oneSpelling("alice"));
  }

  @Test
  @DisplayName("MS-NLMP 3.3.2: is one for all names that NTLM takes for one, whatever the letters")
  void asNtlm() {
    forEachLetter(
        name ->
            assertThat(AccountNames.canonical(name))
                .isEqualTo(AccountNames.canonical(AccountNames.upperCase(name))));
  }

  @Test
  @DisplayName("is one for letters with marks, however they are composed")
  void asComposed() {
    forEachLetter(
        name -> {
          for (Normalizer.Form form : Normalizer.Form.values()) {
            assertThat(AccountNames.canonical(Normalizer.normalize(name, form)))
                .isEqualTo(AccountNames.canonical(name));
          }
        });
  }

  private static void forEachLetter(Consumer<String> check) {
    for (char letter = 1; letter < Character.MAX_VALUE; letter++) {
      if (Character.isLetter(letter) && Character.toUpperCase(letter) != letter) {
        for (String before : BEFORE) {
          for (String behind : BEHIND) {
            check.accept(before + letter + behind);
          }
        }
      }
    }
  }
}
