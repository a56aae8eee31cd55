package dev.parley.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.config.ConfigurationException;
import dev.parley.config.Problem;
import dev.parley.config.Settings;
import dev.parley.config.SettingsTable;
import dev.parley.sspi.SecurityPackage;
import dev.parley.testing.TestExchange;
import dev.parley.testing.TokenPackage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Which schemes are offered to which client")
class OfferRulesTest {
  private static final List<Offer> ALL = List.of(offer("A"), offer("B"), offer("C"));

  private static Offer offer(String scheme) {
    TokenPackage token = new TokenPackage(scheme);
    return new Offer(token, token, 100);
  }

  private static Settings settings(Map<String, String> values) {
    List<Problem> problems = new ArrayList<>();
    Settings settings = SettingsTable.of(List.of()).read(values, problems);
    assertThat(problems).isEmpty();
    return settings;
  }

  @ParameterizedTest(name = "{0} at {1}: {2}")
  @DisplayName("by path, by User-Agent, or by both")
  @CsvSource({
    "Firefox, /x, A B C",
    "Old/1.0, /x, B A",
    "Firefox, /files/x, C B",
    "Old/1.0, /files/x, B",
    "Older, /files/x, C B",
    ", /files, C B",
  })
  void select(String userAgent, String path, String expected) {
    Settings settings =
        settings(
            Map.of(
                "schemes-by-user-agent", "Old/* = B, a; Older = A",
                "schemes-by-path", "/files/* = C, B"));
    PathRule rule = PathRules.of(settings).find(RequestTarget.of(path));
    TestExchange exchange = TestExchange.get(path).header("User-Agent", userAgent);
    assertThat(OfferRules.of(settings).select(ALL, rule, exchange))
        .extracting(each -> each.securityPackage().scheme())
        .containsExactly(expected.split(" "));
  }

  @Test
  @DisplayName("a path that can be read in two ways gets only what both readings allow")
  void doubtfulPath() {
    Settings settings = settings(Map.of("schemes-by-path", "/files/* = C, B; /* = A, B"));
    assertThat(PathRules.of(settings).find(RequestTarget.of("/x/..;/files/y")).schemes())
        .containsExactly("b");
  }

  @Test
  @DisplayName("a scheme that no package has is refused at the start")
  void unknownScheme() {
    List<SecurityPackage> packages = List.of(new TokenPackage("A"));
    assertThatCode(() -> OfferRules.check(settings(Map.of("schemes-by-path", "/* = a")), packages))
        .doesNotThrowAnyException();
    assertThatThrownBy(
            () ->
                OfferRules.check(
                    settings(Map.of("schemes-by-user-agent", "x = A, Nego")), packages))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("schemes-by-user-agent = x = A, Nego: allowed is schemes")
        .hasMessageContaining("[A]");
  }
}
