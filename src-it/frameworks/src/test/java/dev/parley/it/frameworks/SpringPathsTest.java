package dev.parley.it.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.config.Problem;
import dev.parley.config.SettingsTable;
import dev.parley.engine.PathRule;
import dev.parley.engine.PathRules;
import dev.parley.engine.RequestTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.server.RequestPath;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.AntPathMatcher;
import org.springframework.web.util.UrlPathHelper;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Parley's rules beside Spring's own matchers, on targets that no container has seen. */
class SpringPathsTest {
  private static final long SEED = 20261129;
  private static final int ROUNDS = 3_000;
  private static final int LEAST_MATCHED = 100;
  private static final String[] TOKENS = {
    "/",
    "/",
    "/",
    "//",
    "\\",
    "%2f",
    "%2F",
    "%5c",
    "%252f",
    ".",
    "..",
    "%2e",
    "%2E%2e",
    "%252e",
    "..;",
    ";",
    ";a=b",
    ";.css",
    "%3b",
    "admin2",
    "admin2",
    "/admin2/",
    "open",
    "Admin2",
    ".css",
    ".do",
    "x",
    "%61dmin2",
    "%00",
    "%c3%a9",
    "%"
  };
  private static final String ADMIN = "/admin2/**";

  private final PathPattern pattern = PathPatternParser.defaultInstance.parse(ADMIN);
  private final AntPathMatcher matcher = new AntPathMatcher();

  private static PathRules rules(String openPaths) {
    List<Problem> problems = new ArrayList<>();
    PathRules rules =
        PathRules.of(
            SettingsTable.of(List.of())
                .read(
                    Map.of(
                        "open-paths", openPaths,
                        "required-roles", "/admin2/* = admin",
                        "ambiguous-paths", "read"),
                    problems));
    assertThat(problems).isEmpty();
    return rules;
  }

  private static String target(Random random) {
    StringBuilder text = new StringBuilder("/");
    for (int i = random.nextInt(8); i >= 0; i--) {
      text.append(TOKENS[random.nextInt(TOKENS.length)]);
    }
    return text.toString();
  }

  @ParameterizedTest
  @CsvSource({"'', /*", "/app, /*", "'', /open", "/app, '/open, *.css, *.do'"})
  @DisplayName("what Spring matches with the pattern of administrators asks for their role")
  void asksForTheRole(String context, String openPaths) {
    PathRules rules = rules(openPaths);
    Random random = new Random(SEED);
    int matched = 0;
    for (int round = 0; round < ROUNDS; round++) {
      String uri = context + target(random);
      boolean byPattern = byPattern(uri, context);
      boolean byAnt = byAnt(uri, context);
      if (byPattern || byAnt) {
        matched++;
        PathRule rule = rules.find(new RequestTarget(uri, context, "/open"));
        assertThat(rule.access())
            .as("seed %d, %s, pattern %s, ant %s", SEED, uri, byPattern, byAnt)
            .isEqualTo(PathRule.Access.PROTECTED);
        assertThat(rule.roles()).as("seed %d, %s", SEED, uri).contains(Set.of("admin"));
      }
    }
    assertThat(matched).isGreaterThan(LEAST_MATCHED);
  }

  private boolean byPattern(String uri, String context) {
    try {
      return pattern.matches(RequestPath.parse(uri, context).pathWithinApplication());
    } catch (IllegalArgumentException e) {
      return false; // Spring answers 400
    }
  }

  private boolean byAnt(String uri, String context) {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", uri);
    request.setContextPath(context);
    request.setServletPath("/open");
    UrlPathHelper helper = new UrlPathHelper();
    helper.setAlwaysUseFullPath(true);
    try {
      return matcher.match(ADMIN, helper.resolveAndCacheLookupPath(request));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
