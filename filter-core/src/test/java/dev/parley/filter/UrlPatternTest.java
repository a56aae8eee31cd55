package dev.parley.filter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlPatternTest {

  @ParameterizedTest(name = "{0} is on the way of {1}: {2}")
  @DisplayName("A filter's pattern covers another when it matches every request of the other")
  @CsvSource({
    "/*, /*, true",
    "/*, /, true",
    "/*, '', true",
    "/*, *.jsp, true",
    "/*, /a/b, true",
    "/a/*, /a/*, true",
    "/a/*, /a, true",
    "/a/*, /a/b, true",
    "/a/*, /a/b/*, true",
    "/a/*, /ab, false",
    "/a/*, /ab/*, false",
    "/a/*, /*, false",
    "/a/*, /, false",
    "/a/*, '', false",
    "/a/*, *.jsp, false",
    "/a/b/*, /a/*, false",
    "*.jsp, *.jsp, true",
    "*.jsp, /a.jsp, true",
    "*.jsp, /a/b.jsp, true",
    "*.jsp, /a.jsp/*, false",
    "*.jsp, *.jspx, false",
    "*.jsp, /*, false",
    "/a, /a, true",
    "/a, /a/*, false",
    "/a, /b, false",
    "/, '', true",
    "/, /a, false",
    "/, /, false",
  })
  void covers(String filter, String other, boolean covers) {
    assertThat(UrlPattern.covers(filter, other)).isEqualTo(covers);
  }
}
