package dev.parley.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The canonical form of an account name")
class AccountNamesTest {
  private static final List<String> BEFORE = List.of("", "α");
  private static final List<String> BEHIND = List.of("", "x", "\u0307", "\u0345\u0301", "Σ");

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

  @ParameterizedTest
  @CsvSource({
    "EXAMPLE\\alice, .\\alice",
    "alice@EXAMPLE.COM, EXAMPLE\\ alice ",
    "José, jose",
    "jose\u0301, JOSÉ",
    "カナ, かな",
    "ｶﾅ, かな",
    "ali\u00ADce, alice",
    "α\u0345\u0301, ΑΙ\u0301",
    "ẞ, ss",
    "alice, ＡＬＩＣＥ＠example",
  })
  @DisplayName("has no marks, no kind of kana, nothing invisible, whatever stands for the domain")
  void asActiveDirectory(String name, String other) {
    assertThat(AccountNames.canonical(name)).isEqualTo(AccountNames.canonical(other));
  }

  @Test
  @DisplayName("is one for every spelling that an authority takes for one, whatever the character")
  void everyCharacter() {
    for (int character = 1; character <= Character.MAX_CODE_POINT; character++) {
      boolean pair = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
      if (Character.isDefined(character) && !pair) {
        String text = Character.toString(character);
        for (String before : BEFORE) {
          for (String behind : BEHIND) {
            everySpelling(before + text + behind);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"alice, alicia", "DOMAIN\\alice, DOMAIN\\bob", "ａlice, αlice"})
  @DisplayName("differs for names that no authority takes for one")
  void others(String name, String other) {
    assertThat(AccountNames.canonical(name)).isNotEqualTo(AccountNames.canonical(other));
  }

  @ParameterizedTest
  @CsvSource({
    "ALICE@Example, alice@example, true",
    "EXAMPLE\\José, ｅxample\\jose, true",
    "alice@example.com, alice, false",
    "DOMAIN\\alice, alice, false",
  })
  @DisplayName("has a loose one beside it, in which the domain stays")
  void loose(String name, String other, boolean one) {
    assertThat(AccountNames.loose(name).equals(AccountNames.loose(other))).isEqualTo(one);
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

  private static void everySpelling(String name) {
    String form = AccountNames.canonical(name);
    List<String> spellings =
        new ArrayList<>(
            List.of(
                form,
                AccountNames.upperCase(name),
                name.toUpperCase(Locale.ROOT),
                name.toLowerCase(Locale.ROOT)));
    for (Normalizer.Form each : Normalizer.Form.values()) {
      String normal = Normalizer.normalize(name, each);
      spellings.add(normal);
      spellings.add(AccountNames.upperCase(normal)); // as NTLM, of what a users file has
    }
    String folded = AccountNames.folded(name);
    if (!AccountNames.folded(AccountNames.upperCase(name)).equals(folded)) {
      assertThat(AccountNames.folded(AccountNames.upperCase(name))).as(name).isEqualTo(folded);
    }
    for (String each : spellings) {
      if (!AccountNames.canonical(each).equals(form)) {
        assertThat(AccountNames.canonical(each)).as("%s and %s", name, each).isEqualTo(form);
      }
    }
  }

  @Test
  @DisplayName("puts no heaps of marks in order, which takes the square of their number")
  void heapsOfMarks() {
    String heap = "\u0316\u0301".repeat(3000);
    assertThat(AccountNames.canonical("A" + heap)).isEqualTo("a" + heap);
    assertThat(AccountNames.canonical("DOMAIN\\É" + "x".repeat(300)))
        .isEqualTo("é" + "x".repeat(300));
  }

  @Test
  @DisplayName("is made of short names only, and of letters that carry no more marks than text has")
  void orderly() {
    String marks = "\u0301\u0316".repeat(15);
    assertThat(AccountNames.isOrderly("a" + marks + "b" + marks)).isTrue();
    assertThat(AccountNames.isOrderly("a" + marks + "\u0316")).isFalse();
    String pair = "\uD834\uDD67";
    assertThat(AccountNames.isOrderly("a" + pair.repeat(30))).as("surrogate pairs").isTrue();
    assertThat(AccountNames.isOrderly("a" + pair.repeat(31))).as("surrogate pairs").isFalse();
    assertThat(AccountNames.isOrderly("नमस्ते विश्व, สวัสดี, ভারত")).isTrue();
    assertThat(AccountNames.isOrderly("x".repeat(AccountNames.LONGEST))).isTrue();
    assertThat(AccountNames.isOrderly("x".repeat(AccountNames.LONGEST + 1))).isFalse();
  }
}
