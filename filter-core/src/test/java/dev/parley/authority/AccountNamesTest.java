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

  @ParameterizedTest
  @CsvSource({
    "ALICE, alice, true",
    "EXAMPLE\\Alice, alice, true",
    "alice@example.com, EXAMPLE\\ALICE, true",
    "José, jose, true",
    "ＪＯＳＥ＠Example, josé, true",
    "alice, alicia, false",
    "DOMAIN\\alice, DOMAIN\\bob, false",
  })
  @DisplayName("for matching: has no case, no domain, no width, no marks")
  void matched(String name, String other, boolean one) {
    assertThat(AccountNames.matched(name).equals(AccountNames.matched(other))).isEqualTo(one);
  }

  @ParameterizedTest
  @CsvSource({
    "ALICE, alice, true",
    "STRASSE, straße, true",
    "alice@example.com, alice, false",
    "José, jose, false",
    "ΑΙ, α\u0345, true",
  })
  @DisplayName("folded: has no case, but a domain and marks")
  void folded(String name, String other, boolean one) {
    assertThat(AccountNames.folded(name).equals(AccountNames.folded(other))).isEqualTo(one);
  }

  @Test
  @DisplayName(
      "MS-NLMP 3.3.2: folded and for matching it is one for all names that NTLM takes for one")
  void foldedAsNtlm() {
    forEachLetter(
        name -> {
          String upper = AccountNames.upperCase(name);
          assertThat(AccountNames.folded(name)).isEqualTo(AccountNames.folded(upper));
          assertThat(AccountNames.matched(name)).isEqualTo(AccountNames.matched(upper));
        });
    String marks = "\u03b1\u0345\u0301";
    assertThat(AccountNames.folded(marks))
        .as("marks of another order, which NTLM does not put right")
        .isEqualTo(AccountNames.folded(AccountNames.upperCase(marks)));
  }

  @Test
  @DisplayName(
      "folded and for matching it is one for letters with marks, however they are composed")
  void foldedAsComposed() {
    forEachLetter(
        name -> {
          for (Normalizer.Form form : Normalizer.Form.values()) {
            String other = Normalizer.normalize(name, form);
            assertThat(AccountNames.folded(other)).isEqualTo(AccountNames.folded(name));
            assertThat(AccountNames.matched(other)).isEqualTo(AccountNames.matched(name));
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
