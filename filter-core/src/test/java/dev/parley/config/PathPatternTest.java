package dev.parley.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPatternTest {
  @ParameterizedTest(name = "{0} matches {1}: {2}")
  @DisplayName("Servlet specification 12.2: exact, prefix, extension, everything")
  @CsvSource({
    "/a, /a, true",
    "/a, /a/, false",
    "/a, /A, false",
    "/a/*, /a, true",
    "/a/*, /a/, true",
    "/a/*, /a/b/c, true",
    "/a/*, /ab, false",
    "*.css, /x/y.css, true",
    "*.css, /x.css/y, false",
    "*.css, /x.cssx, false",
    "/*, /, true",
    "/*, /a/b, true",
    "/, /, true",
    "/, /a, false"
  })
  void matches(String pattern, String path, boolean matches) {
    assertThat(PathPattern.parse(pattern).matches(path)).isEqualTo(matches);
  }

  @ParameterizedTest
  @DisplayName("What is no decoded, normalised path pattern is refused")
  @ValueSource(
      strings = {
        "",
        "a",
        "a/*",
        "*",
        "/a*",
        "/*/a",
        "/a/*/b",
        "*.",
        "*.a/b",
        "*.tar.gz",
        "//a",
        "/a/../b",
        "/a/./b",
        "/a;x",
        "/%61",
        "/a?b",
        "/a\\b",
        "/a#b",
        "/a\u0000"
      })
  void refused(String text) {
    assertThatThrownBy(() -> PathPattern.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
