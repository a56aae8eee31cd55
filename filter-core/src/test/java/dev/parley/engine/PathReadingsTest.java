package dev.parley.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.config.Problem;
import dev.parley.config.Settings;
import dev.parley.config.SettingsTable;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathReadingsTest {
  private static final long SEED = 20261129;
  private static final String[] TOKENS = {
    "/", "/", "/", "//", "\\", "%2f", "%2F", "%5c", "%252f", ".", "..", "%2e", "%2E%2e", "%252e",
    "..;", ";", ";a=b", ";.css", "%3b", "admin", "open", "Admin", ".css", ".do", "x", "%61dmin", "%"
  };

  // What frameworks do to a request URI, each in its own order; written apart from the code that is
  // tested.
  private static final List<UnaryOperator<String>> STEPS =
      List.of(
          path -> path.replaceAll(";[^/]*", ""),
          path -> path.replace('\\', '/'),
          path -> path.replaceAll("/+", "/"),
          PathReadingsTest::normalised,
          UnaryOperator.identity());

  private static String normalised(String path) {
    String before;
    String after = path;
    do {
      before = after;
      after = after.replaceAll("/\\.(?=/)", "").replaceFirst("/\\.$", "/");
      after = after.replaceFirst("/(?!\\.\\.?(/|$))[^/]*/\\.\\.(?=/|$)", "");
      after = after.replaceFirst("^/\\.\\.(?=/|$)", "");
    } while (!after.equals(before));
    return after;
  }

  private static String decoded(String path) {
    try {
      return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return path;
    }
  }

  private static String target(Random random) {
    StringBuilder text = new StringBuilder("/");
    for (int i = random.nextInt(9); i >= 0; i--) {
      text.append(TOKENS[random.nextInt(TOKENS.length)]);
    }
    return text.toString();
  }

  @Test
  @DisplayName("Every order of decoding, stripping, merging and replacing is among the readings")
  void everyOrder() {
    Random random = new Random(SEED);
    for (int round = 0; round < 10_000; round++) {
      String uri = target(random);
      PathReadings readings = PathReadings.of(RequestTarget.of(uri));
      if (EscapeForm.isBroken(uri) || !readings.complete()) {
        continue;
      }
      String read = uri;
      int decodings = 0;
      for (int i = 0; i < 6; i++) {
        int step = random.nextInt(STEPS.size() + 1);
        if (step == STEPS.size()) {
          if (decodings++ < 1) {
            read = decoded(read);
          }
        } else {
          read = STEPS.get(step).apply(read);
        }
      }
      String rooted = read.startsWith("/") ? read : "/" + read;
      // A slash at the end is kept or not; the rules take both for one path.
      if (!readings.paths().contains(rooted) && !readings.paths().contains(rooted + "/")) {
        fail("seed %d: %s of %s is not in %s", SEED, rooted, uri, readings.paths());
      }
    }
  }

  @Test
  @Timeout(120)
  @DisplayName("Blanks at the ends of segments are found in one pass, however many there are")
  void blanks() {
    String many = " ".repeat(2_000_000);
    assertThat(CarelessPath.of("/a" + many + "x")).containsExactly("/a" + many + "x");
    assertThat(CarelessPath.of("/" + many + "a b" + many + "/" + many + "/c" + many))
        .containsExactly("/a b//c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"+", "%20", "%252F", "%255C", ";", "%253B", "..", "%C3%A9", "/.;%2F+", "\\"})
  @DisplayName("All readings of a target together are not much longer than the target")
  void boundedLength(String token) {
    for (String end : List.of("", "x", "x;%25C3%25A9/%C3%A9")) {
      String uri = "/protected/a" + token.repeat(8000 / token.length()) + end;
      PathReadings readings = PathReadings.of(new RequestTarget(uri, "", "/protected/a"));
      long length =
          Stream.concat(readings.paths().stream(), readings.guesses().stream())
              .mapToLong(String::length)
              .sum();
      assertThat(length).isLessThan(50L * uri.length());
    }
  }

  @Test
  @DisplayName("A long target as people have them is read to the end")
  void longAndHonest() {
    String name = "/Stra%C3%9Fe%20nach%20M%C3%BCnchen;jsessionid=0a";
    assertThat(PathReadings.of(RequestTarget.of(name.repeat(160))).complete()).isTrue();
    String form = "/a+b%20c";
    assertThat(PathReadings.of(RequestTarget.of(form.repeat(900))).complete()).isTrue();
  }

  @Test
  @DisplayName("No reading that reaches a protected or role-bound pattern gets less than it asks")
  void noReadingGetsLess() {
    List<String> texts =
        List.of(
            "open-paths=/open/*, *.css|required-roles=/admin/* = admin",
            "open-paths=/*|protected-paths=/admin",
            "open-paths=/*|required-roles=/open/admin/* = admin");
    Random random = new Random(SEED);
    for (String text : texts) {
      PathRules rules = rules(text + "|ambiguous-paths=read");
      for (int round = 0; round < 3_000; round++) {
        String uri = target(random);
        RequestTarget target = new RequestTarget(uri, "", "/open");
        PathRule rule = rules.find(target);
        String read = decoded(uri);
        for (UnaryOperator<String> step : STEPS) {
          read = step.apply(read);
        }
        PathRule its = rules.find(RequestTarget.of(read.startsWith("/") ? read : "/" + read));
        assertThat(rule.access())
            .as("seed %d, %s, %s", SEED, text, uri)
            .isGreaterThanOrEqualTo(its.access());
        assertThat(rule.roles()).as("seed %d, %s, %s", SEED, text, uri).containsAll(its.roles());
      }
    }
  }

  private static PathRules rules(String text) {
    Map<String, String> values = new HashMap<>();
    for (String each : text.split("\\|")) {
      values.put(each.substring(0, each.indexOf('=')), each.substring(each.indexOf('=') + 1));
    }
    List<Problem> problems = new ArrayList<>();
    Settings settings = SettingsTable.of(List.of()).read(values, problems);
    assertThat(problems).isEmpty();
    return PathRules.of(settings);
  }

  @Test
  @DisplayName("A path made to have many readings costs no more than a bound, and is refused")
  void bounded() {
    String nasty = "/a%252f..;%255c//".repeat(500);
    PathReadings readings = PathReadings.of(RequestTarget.of(nasty));
    assertThat(readings.ambiguous()).isTrue();
    assertThat(readings.paths()).hasSizeLessThan(1000);
  }

  @FuzzTest(maxDuration = "30s")
  @DisplayName("Any target has readings, the container's among them, and no exception")
  void readings(FuzzedDataProvider data) {
    String uri = data.consumeString(200);
    String path = data.consumeString(200);
    RequestTarget target = new RequestTarget(uri, data.consumeBoolean() ? "/app" : "", path);
    PathReadings readings = PathReadings.of(target);
    assertThat(readings.paths()).contains(target.path());
  }
}
