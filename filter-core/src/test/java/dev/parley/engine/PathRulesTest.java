package dev.parley.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.config.Problem;
import dev.parley.config.Settings;
import dev.parley.config.SettingsTable;
import dev.parley.engine.PathRule.Access;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
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
    assertThat(mixed().find(RequestTarget.of(path)).access()).isEqualTo(access);
  }

  @Test
  @DisplayName("Servlet path and path info are one path")
  void pathInfo() {
    assertThat(mixed().find(RequestTarget.of("/public/x")).access()).isEqualTo(Access.OPEN);
    assertThat(mixed().find(RequestTarget.of("/admin/x")).roles())
        .containsExactly(Set.of("admin", "root"));
    assertThat(mixed().find(RequestTarget.of("/admin/deep/x")).roles())
        .containsExactly(Set.of("root"));
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
    PathRule rule = mixed().find(RequestTarget.of(path));
    assertThat(rule.access()).isEqualTo(Access.PROTECTED);
    assertThat(rule.roles()).contains(Set.of("admin", "root"));
  }

  @ParameterizedTest
  @DisplayName("A framework that ignores slash or suffix at the end leads around no pattern")
  @ValueSource(
      strings = {
        "/report/",
        "/report//",
        "/report;a=b/",
        "/report/.",
        "/report.do",
        "/report.tar.gz",
        "/report.json/",
        "/report;x=.css",
        "/report%2ehtml"
      })
  void slashOrSuffixAtTheEnd(String path) {
    Map<String, String> exact = Map.of("required-roles", "/report = admin");
    assertThat(rules(exact).find(RequestTarget.of(path)).roles()).containsExactly(Set.of("admin"));
    PathRules some = rules(Map.of("protected-paths", "/report"));
    assertThat(some.find(RequestTarget.of(path))).isEqualTo(PathRule.PROTECTED);
    PathRules open = rules(Map.of("open-paths", "/*", "required-roles", "/report/* = admin"));
    assertThat(open.find(RequestTarget.of(path)).access()).isEqualTo(Access.PROTECTED);
  }

  @Test
  @DisplayName("An open page stays open beside a stricter folder; its name names it alone")
  void namedPage() {
    PathRules some =
        rules(Map.of("open-paths", "/admin/login.html", "required-roles", "/admin/* = a"));
    assertThat(some.find(RequestTarget.of("/admin/login.html"))).isEqualTo(PathRule.OPEN);
    assertThat(some.find(RequestTarget.of("/admin/login")).access()).isEqualTo(Access.PROTECTED);
  }

  @ParameterizedTest
  @DisplayName("A folder asks for what its welcome page asks for")
  @ValueSource(strings = {"/a/index.html", "*.html"})
  void welcomePage(String pattern) {
    PathRules some = rules(Map.of("open-paths", "/*", "protected-paths", pattern));
    assertThat(some.find(RequestTarget.of("/a/"))).isEqualTo(PathRule.PROTECTED);
    assertThat(some.find(RequestTarget.of("/a/x.png"))).isEqualTo(PathRule.OPEN);
  }

  @ParameterizedTest
  @DisplayName("A suffix pattern opens nothing below a protected or role-bound pattern")
  @CsvSource({
    "/admin/x.css, false, PROTECTED",
    "/admin/x.css, true, OPEN",
    "/staff/x.css, false, PROTECTED",
    "/staff/x.css, true, OPEN",
    "/staff.css, false, PROTECTED",
    "/admin.css, false, PROTECTED",
    "/admin/x;y.css, false, PROTECTED",
    "/admin/x/.css, false, PROTECTED",
    "/x.css, false, OPEN"
  })
  void suffixBelow(String path, boolean suffixesWin, Access access) {
    PathRules some =
        rules(
            Map.of(
                "open-paths", "*.css",
                "protected-paths", "/*, /admin/*",
                "required-roles", "/staff/* = staff",
                "suffix-patterns-win", Boolean.toString(suffixesWin)));
    assertThat(some.find(RequestTarget.of(path)).access()).isEqualTo(access);
  }

  @Test
  @DisplayName("Roles that the whole application asks for hold for suffixes too")
  void suffixBelowAll() {
    PathRules some = rules(Map.of("open-paths", "*.css", "required-roles", "/* = staff"));
    assertThat(some.find(RequestTarget.of("/x.css")).roles()).containsExactly(Set.of("staff"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/adm\u0130n/page",
        "/adm\u0131n/page",
        "/ADM\u0130N/page",
        "/adm%C4%B0n/page",
        "/adm%C4%B1n/page",
        "/admin/\u017fecret",
        "/\u212aelvin",
        "/stra\u00dfe"
      })
  @DisplayName(
      "path-case=ignored: letters that Spring's matchers take for one are one (dotted and dotless i, long s)")
  void caseOfSpecialLetters(String path) {
    PathRules rules =
        rules(
            Map.of(
                "open-paths",
                "/*",
                "required-roles",
                "/admin/* = a; /kelvin = a; /strasse = a",
                "path-case",
                "ignored"));
    assertThat(rules.find(RequestTarget.of(path)).roles()).contains(Set.of("a"));
  }

  @Test
  @DisplayName(
      "A target with more readings than are looked at is refused, and has the strictest rule")
  void tooManyReadings() {
    // Four ordinary steps make /admin/x of it.
    String uri =
        "/xx%252F%252F;/..;/%2F/;%3B//%25C3%25A9;%5C%2E%2E..%2E%2E;%252F/..;//./%252F%C3%A9xx/..;"
            + "/%5C%C3%A9%5C%252E%252E%C3%A9%253B%C3%A9..%2Fxxx%5C../../admin/x";
    PathRules rules =
        rules(
            Map.of(
                "open-paths",
                "/*",
                "required-roles",
                "/admin/* = admin",
                "ambiguous-paths",
                "read"));
    RequestTarget target = new RequestTarget(uri, "", "/xx");
    assertThat(rules.refuses(target)).isTrue();
    assertThat(rules.find(target).access()).isEqualTo(Access.PROTECTED);
    assertThat(rules.find(target).roles()).contains(Set.of("admin"));
  }

  @Test
  @DisplayName("A segment with more dots than suffixes are cut at is refused")
  void tooManyDots() {
    PathRules rules = rules(Map.of("ambiguous-paths", "read"));
    assertThat(rules.refuses(RequestTarget.of("/a" + ".b".repeat(64) + "/c.d"))).isFalse();
    assertThat(rules.refuses(RequestTarget.of("/a" + ".b".repeat(65)))).isTrue();
  }

  @Test
  @DisplayName("path-case=ignored: rules hold in every case")
  void caseIgnored() {
    PathRules some =
        rules(Map.of("open-paths", "/*", "required-roles", "/Admin/* = a", "path-case", "ignored"));
    assertThat(some.find(RequestTarget.of("/aDMIN/x")).access()).isEqualTo(Access.PROTECTED);
    PathRules exact = rules(Map.of("open-paths", "/*", "required-roles", "/Admin/* = a"));
    assertThat(exact.find(RequestTarget.of("/admin/x")).access()).isEqualTo(Access.OPEN);
  }

  @ParameterizedTest
  @DisplayName("The raw target counts beside the path that the container made of it")
  @CsvSource({
    "/admin/..;/open, /open",
    "/admin/%2e%2e/open, /open",
    "/admin/../open, /open",
    "//admin/..;/open, /open",
    "/public/%2561dmin, /public/%61dmin"
  })
  void raw(String uri, String path) {
    PathRules some =
        rules(
            Map.of(
                "open-paths", "/open, /public/*",
                "required-roles", "/admin/* = admin; /public/admin = admin",
                "ambiguous-paths", "read"));
    for (String context : List.of("", "/app", "/a/b")) {
      RequestTarget target = new RequestTarget(context + uri, context, path);
      assertThat(some.refuses(target)).isFalse();
      assertThat(some.find(target).roles()).as(context).contains(Set.of("admin"));
    }
  }

  @ParameterizedTest
  @DisplayName("A path that careless code makes of another leads around no pattern")
  @ValueSource(
      strings = {
        "/admin;/x",
        "/admin%3f.css",
        "/admin%23.css",
        "/admin%20/x",
        "/%20admin/x",
        "//host/admin/x",
        "/admin;x/y",
        "/admin%3bx"
      })
  void careless(String uri) {
    PathRules some = rules(Map.of("open-paths", "/*", "required-roles", "/admin/* = admin"));
    assertThat(some.find(RequestTarget.of(uri)).roles()).contains(Set.of("admin"));
    PathRules plus = rules(Map.of("open-paths", "/*, /c++", "required-roles", "/a b = admin"));
    assertThat(plus.find(RequestTarget.of("/a+b")).roles()).contains(Set.of("admin"));
    assertThat(plus.find(RequestTarget.of("/c++"))).isEqualTo(PathRule.OPEN);
  }

  @ParameterizedTest
  @DisplayName("A path that reads otherwise in the charset that the client names hides nothing")
  @CsvSource({
    "/%81%84%94%89%95/x, IBM037",
    "/open%61%81%84%94%89%95, IBM037",
    "/%81dmin/%4b%4b%61x, IBM037"
  })
  void charset(String uri, String charset) {
    PathRules some =
        rules(
            Map.of(
                "open-paths", "/*",
                "required-roles", "/admin/* = admin; /open/admin = admin",
                "ambiguous-paths", "read"));
    RequestTarget named = new RequestTarget(uri, "", "/x", Charset.forName(charset));
    assertThat(some.find(named).roles()).contains(Set.of("admin"));
    assertThat(some.find(new RequestTarget(uri, "", "/x"))).isEqualTo(PathRule.OPEN);
  }

  @ParameterizedTest
  @DisplayName("A context path in another spelling hides no path")
  @ValueSource(
      strings = {
        "/app;v=1/admin/x",
        "/app/;a/../..;/app/admin/x",
        "//app/admin/x",
        "/%61pp/admin/x"
      })
  void contextPath(String uri) {
    PathRules some =
        rules(
            Map.of(
                "open-paths",
                "/open",
                "required-roles",
                "/admin/* = a",
                "ambiguous-paths",
                "read"));
    assertThat(some.find(new RequestTarget(uri, "/app", "/open")).roles()).contains(Set.of("a"));
  }

  @ParameterizedTest
  @DisplayName("Dot segments, control characters and broken escapes are refused in any spelling")
  @ValueSource(
      strings = {
        "/a/../b",
        "/a/./b",
        "/..",
        "/a/..",
        "/a/..;/b",
        "/a/..;x=y/b",
        "/a/;/../b",
        "/a/%2e%2e/b",
        "/a/.%2E/b",
        "/a/%252e%252e/b",
        "/a/%2e%2e%3b/b",
        "/a;%2f..%2fb",
        "/a%2f..%2fb",
        "/a\\..\\b",
        "/a%5c..%5cb",
        "/a%255c..%255cb",
        "//..//b",
        "/a%00",
        "/a%2500b",
        "/a%0d%0ab",
        "/a%7f",
        "/a\u0001",
        "/a%",
        "/a%zz",
        "/a%2",
        "/a/%c0%ae%c0%ae/b",
        "/a%c0%afb",
        "/a%e0%80%af",
        "/a/..%3b/b"
      })
  void refused(String uri) {
    assertThat(rules(Map.of()).refuses(RequestTarget.of(uri))).as(uri).isTrue();
    assertThat(rules(Map.of()).refuses(new RequestTarget("/app" + uri, "/app", "/b"))).isTrue();
    PathRules read = rules(Map.of("ambiguous-paths", "read"));
    assertThat(read.refuses(RequestTarget.of(uri))).isFalse();
  }

  @ParameterizedTest
  @DisplayName("What honest clients send is not refused")
  @ValueSource(
      strings = {
        "/", "/a//b", "//", "/a;jsessionid=1A2B", "/.well-known/x", "/a/...", "/a/..b", "/a..",
            "/a%20b",
        "/b%c3%bcro", "/caf%e9", "/100%25", "/a%2Fb", "/a+b", "/a:b@c,d", "*", "http://h/a",
            "/b\u00fcro"
      })
  void notRefused(String uri) {
    assertThat(rules(Map.of()).refuses(RequestTarget.of(uri))).isFalse();
  }

  @ParameterizedTest
  @DisplayName("An open page is open with a session id, double slashes and escapes")
  @CsvSource({
    "/open;jsessionid=1A2B.node1, /open",
    "//open, /open",
    "//open, //open",
    "/%6fpen, /open",
    "/b%c3%bcro;a=b, /b\u00fcro",
    "//a//b%C3%BCro/, /a/b\u00fcro/",
    "/a/open;jsessionid=1, /a/open"
  })
  void openAsHonestClientsWriteIt(String uri, String path) {
    Map<String, String> open = Map.of("open-paths", "/open, /b\u00fcro, /a/b\u00fcro/*, /a/open");
    Map<String, String> folder = new HashMap<>(open);
    folder.put("required-roles", "/* = staff; /a/* = admin");
    for (Map<String, String> each : List.of(open, folder)) {
      PathRules some = rules(each);
      assertThat(some.find(new RequestTarget(uri, "", path))).isEqualTo(PathRule.OPEN);
      assertThat(some.find(new RequestTarget("/app" + uri, "/app", path))).isEqualTo(PathRule.OPEN);
    }
  }

  @ParameterizedTest
  @DisplayName("An open page opens no path that only looks like it")
  @CsvSource({
    "/a/..;/open, /open",
    "/open;/a, /open/a",
    "/open%2fa, /open",
    "/open\\a, /open",
    "/%256fpen, /%6fpen",
    "/open;x.do, /open",
    "/..;/open, /open"
  })
  void openAlone(String uri, String path) {
    PathRules some =
        rules(
            Map.of(
                "open-paths", "/open", "protected-paths", "/*, *.do", "ambiguous-paths", "read"));
    assertThat(some.find(new RequestTarget(uri, "", path)).access()).isEqualTo(Access.PROTECTED);
    assertThat(some.find(new RequestTarget("/app" + uri, "/app", path)).access())
        .isEqualTo(Access.PROTECTED);
  }

  @ParameterizedTest
  @DisplayName("A doubtful path is open only if all its readings are")
  @ValueSource(strings = {"/public/../secret", "/secret;/x.css/../y", "/public/%2e%2e/secret"})
  void doubt(String path) {
    assertThat(mixed().find(RequestTarget.of(path)).access()).isEqualTo(Access.PROTECTED);
  }

  @Test
  @DisplayName("With no setting everything is protected; with protected-paths only those are")
  void defaults() {
    assertThat(rules(Map.of()).find(RequestTarget.of("/x"))).isEqualTo(PathRule.PROTECTED);
    PathRules some = rules(Map.of("protected-paths", "/private/*"));
    assertThat(some.find(RequestTarget.of("/private/x"))).isEqualTo(PathRule.PROTECTED);
    assertThat(some.find(RequestTarget.of("/other"))).isEqualTo(PathRule.OPEN);
    assertThat(some.find(RequestTarget.of("//private/x"))).isEqualTo(PathRule.PROTECTED);
  }

  @Test
  @DisplayName("open-paths=/* leaves only what is protected by name")
  void openAll() {
    PathRules some = rules(Map.of("open-paths", "/*", "required-roles", "/admin/* = admin"));
    assertThat(some.find(RequestTarget.of("/x"))).isEqualTo(PathRule.OPEN);
    assertThat(some.find(RequestTarget.of("/admin")).access()).isEqualTo(Access.PROTECTED);
  }
}
