package dev.parley.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.config.Problem;
import dev.parley.config.Settings;
import dev.parley.config.SettingsTable;
import dev.parley.engine.PathRule.Access;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathRulesTest {
  private static PathRules rules(Map<String, String> values) {
    List<Problem> problems = new ArrayList<>();
    Settings settings = SettingsTable.of(List.of()).read(values, problems);
    assertThat(problems).isEmpty();
    return PathRules.of(settings);
  }

  private static PathRules mixed() {
    return rules(
        Map.of(
            "open-paths", "/open, /public/*, *.css, /admin/help",
            "optional-paths", "/",
            "protected-paths", "/*, /public/private/*",
            "required-roles", "/admin/* = admin, root; /admin/deep/* = root"));
  }

  @ParameterizedTest(name = "{0} is {1}")
  @DisplayName(
      "The most specific pattern wins: exact, then the longest prefix, then extension, then /*")
  @CsvSource({
    "/open, OPEN",
    "/open/, PROTECTED",
    "/openx, PROTECTED",
    "/public, OPEN",
    "/public/a/b, OPEN",
    "/publicx, PROTECTED",
    "/public/private/a, PROTECTED",
    "/a/b.css, OPEN",
    "/a.css/b, PROTECTED",
    "/, OPTIONAL",
    "'', OPTIONAL",
    "/anything, PROTECTED",
    "/admin/x.css, PROTECTED",
    "/admin/help, OPEN"
  })
  void mostSpecific(String path, Access access) {
    assertThat(mixed().find(path, null).access()).isEqualTo(access);
  }

  @Test
  @DisplayName("Servlet path and path info are one path")
  void pathInfo() {
    assertThat(mixed().find("/public", "/x").access()).isEqualTo(Access.OPEN);
    assertThat(mixed().find("/admin", "/x").roles()).containsExactly(Set.of("admin", "root"));
    assertThat(mixed().find("/admin", "/deep/x").roles()).containsExactly(Set.of("root"));
  }

  @ParameterizedTest
  @DisplayName("What another reader may take for /admin needs the roles of /admin")
  @ValueSource(
      strings = {
        "//admin/x", "/./admin/x", "/public/../admin/x", "/public/..;/admin/x",
            "/public/;/../../admin/x",
        "/admin;a=b/x", "/%61dmin/x", "/public/%2e%2e/admin/x", "\\admin\\x", "/public/..\\admin/x",
        "/public//../admin/x", "/admin%2fx", "/public/..%2fadmin/x"
      })
  void evasion(String path) {
    PathRule rule = mixed().find(path, null);
    assertThat(rule.access()).isEqualTo(Access.PROTECTED);
    assertThat(rule.roles()).contains(Set.of("admin", "root"));
  }

  @ParameterizedTest
  @DisplayName("A slash at the end, which frameworks pass over, leads around no exact pattern")
  @ValueSource(strings = {"/report/", "/report//", "/report;a=b/", "/report/."})
  void slashAtTheEnd(String path) {
    Map<String, String> exact = Map.of("required-roles", "/report = admin");
    assertThat(rules(exact).find(path, null).roles()).containsExactly(Set.of("admin"));
    PathRules some = rules(Map.of("protected-paths", "/report"));
    assertThat(some.find(path, null)).isEqualTo(PathRule.PROTECTED);
    PathRules named = rules(Map.of("open-paths", "/report/", "required-roles", "/report = admin"));
    assertThat(named.find("/report/", null)).isEqualTo(PathRule.OPEN);
  }

  @ParameterizedTest
  @DisplayName("A doubtful path is open only if all its readings are")
  @ValueSource(strings = {"/public/../secret", "/secret;/x.css/../y", "/public/%2e%2e/secret"})
  void doubt(String path) {
    assertThat(mixed().find(path, null).access()).isEqualTo(Access.PROTECTED);
  }

  @Test
  @DisplayName("With no setting everything is protected; with protected-paths only those are")
  void defaults() {
    assertThat(rules(Map.of()).find("/x", null)).isEqualTo(PathRule.PROTECTED);
    PathRules some = rules(Map.of("protected-paths", "/private/*"));
    assertThat(some.find("/private/x", null)).isEqualTo(PathRule.PROTECTED);
    assertThat(some.find("/other", null)).isEqualTo(PathRule.OPEN);
    assertThat(some.find("//private/x", null)).isEqualTo(PathRule.PROTECTED);
  }

  @Test
  @DisplayName("open-paths=/* leaves only what is protected by name")
  void openAll() {
    PathRules some = rules(Map.of("open-paths", "/*", "required-roles", "/admin/* = admin"));
    assertThat(some.find("/x", null)).isEqualTo(PathRule.OPEN);
    assertThat(some.find("/admin", null).access()).isEqualTo(Access.PROTECTED);
  }
}
