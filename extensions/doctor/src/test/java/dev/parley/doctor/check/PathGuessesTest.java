package dev.parley.doctor.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What a proxy may have made of a path")
class PathGuessesTest {
  @Test
  @DisplayName("without its first segments, tidied, behind another prefix, without its query")
  void guesses() {
    assertThat(PathGuesses.of("/shop/a%7Eb?q=1", Set.of("/app")))
        .containsExactly(
            "/shop/a~b?q=1",
            "/a%7Eb?q=1",
            "/?q=1",
            "/app/shop/a%7Eb?q=1",
            "/app/a%7Eb?q=1",
            "/app/?q=1",
            "/app?q=1",
            "/shop/a%7Eb");
    assertThat(PathGuesses.of("/", Set.of())).isEmpty();
    assertThat(PathGuesses.of("//a//b", Set.of())).contains("/a/b");
  }

  @ParameterizedTest
  @DisplayName("the setting that undoes it names whole segments")
  @CsvSource({
    "/shop/a, /a, /shop/ = /",
    "/a, /protected/a, / = /protected/",
    "/shop/x/a, /app/x/a, /shop/ = /app/",
    "/shop/, /, /shop/ = /",
    "/shopping/a, /ping/a, /shopping/ = /ping/",
    "/old, /new, /old = /new"
  })
  void prefixes(String seen, String here, String setting) {
    assertThat(DigestPathCheck.prefixes(seen, here)).isEqualTo(setting);
  }

  @Test
  @DisplayName("a tidied spelling is undone by no prefix")
  void spelling() {
    assertThat(DigestPathCheck.prefixes("/a%7Eb", "/a~b")).isEmpty();
  }

  @ParameterizedTest
  @DisplayName("the other spelling of a page escapes a letter that is in no escape")
  @CsvSource({
    "/protected/x, /protected/%78",
    "/a/, /%61/",
    "/, /",
    "/a%7E, /a%7E",
    "/a%7Eb1, /a%7Eb%31"
  })
  void escaped(String path, String other) {
    assertThat(DigestPathCheck.escaped(path)).isEqualTo(other);
  }
}
