package dev.parley.it.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.client.Client;
import dev.parley.it.support.ContainerKind;
import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.Digest;
import dev.parley.it.support.RawHttp;
import dev.parley.it.support.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What real frameworks make of targets that Parley reads as well; one container for all of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FrameworkPathsContract {
  private static final String ADMIN_PAGE = "page ADMIN";
  private static final String OPEN_PAGE = "page OPEN";
  private static final List<String> FRAMEWORKS =
      List.of(
          "spring-PATTERN",
          "spring-ANT",
          "spring-LENIENT",
          "jersey",
          "action-decoded-first",
          "action-decoded-last");
  private static final List<String> RULES =
      List.of("roles-refuse", "roles-read", "folder-refuse", "folder-read");
  private static final List<String> DOTTED =
      List.of(
          "/admin2/..;/open",
          "/admin2/%2e%2e/open",
          "/admin2/../open",
          "//admin2/..;/open",
          "/admin2/.;/x",
          "/open/..;/admin2/x",
          "/open/..;a=b/admin2/x",
          "/open/%2e%2e;/admin2/x",
          "/open/..%2fadmin2/x",
          "/open/..%5cadmin2/x",
          "/open;/../admin2/x",
          "/x/..\\admin2");
  private static final List<String> UNDOTTED =
      List.of(
          "/admin2",
          "/admin2/x",
          "/admin2/",
          "/admin2//",
          "/admin2;a=b/x",
          "/admin2;/",
          "/;a=b/admin2/x",
          "//admin2//x",
          "//admin2",
          "/%61dmin2/x",
          "/%2561dmin2/x",
          "/%2fadmin2/x",
          "/admin2%2fx",
          "/admin2%3b/x",
          "/admin2/x.json",
          "/admin2.do",
          "/admin2.do;a=b",
          "/admin2/x.do",
          "/admin2.json",
          "/admin2/%252e%252e/open",
          "\\admin2/x",
          "/admin2/\0",
          "/admin2/%00",
          "/admin2%00/x",
          "/admin2/\u00e9");

  private ContainerProcess container;

  abstract ContainerKind kind();

  /** Empty for the root. */
  String context() {
    return "";
  }

  /** What an open page with double slashes may get from container and framework. */
  List<Integer> doubleSlashes() {
    return List.of(200, 404);
  }

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    Path users = folder.resolve("users.json");
    Files.writeString(users, users("admin", "user"));
    ContainerProcess.Options options =
        ContainerProcess.of(kind())
            .application("src-it/frameworks")
            .setting("realm", "it")
            .setting("users-file", users.toString())
            .setting("digest.algorithms", "SHA-256");
    for (String ambiguous : List.of("refuse", "read")) {
      String roles = "rules.roles-" + ambiguous + ".";
      options.with(roles + "open-paths", "/open");
      options.with(roles + "required-roles", "/admin2/* = admin");
      options.with(roles + "ambiguous-paths", ambiguous);
      String folders = "rules.folder-" + ambiguous + ".";
      options.with(folders + "open-paths", "/*");
      options.with(folders + "protected-paths", "/admin2/*");
      options.with(folders + "ambiguous-paths", ambiguous);
    }
    if (!context().isEmpty()) {
      options.with("context", context());
    }
    container = options.start();
  }

  @AfterAll
  void stop() {
    if (container != null) { // the start failed
      container.close();
    }
  }

  private static String users(String... names) {
    return Stream.of(names)
        .map(
            name ->
                """
                {"name": "%s", "roles": ["%s"], "enabled": true,
                 "keys": [{"realm": "it", "algorithm": "SHA-256", "ha1": "%s"}]}"""
                    .formatted(name, name, Digest.h("SHA-256", name + ":it:" + Client.PASSWORD)))
        .collect(
            Collectors.joining(
                ",", "{\"format\": \"parley-users\", \"version\": 1, \"users\": [", "]}"));
  }

  static Stream<String> frameworks() {
    return FRAMEWORKS.stream();
  }

  private List<String> hostile() {
    Stream<String> within =
        Stream.concat(DOTTED.stream(), UNDOTTED.stream()).map(each -> context() + each);
    Stream<String> across =
        context().isEmpty()
            ? Stream.of()
            : Stream.of(
                "/" + context() + "/admin2/x",
                "/x/.." + context() + "/admin2/x",
                "/x/..;" + context() + "/admin2/x",
                context() + ";a=b/admin2/x",
                context() + "//admin2/x",
                context() + "/.." + context() + "/admin2/x",
                context() + "/..;" + context() + "/admin2/x",
                context() + "/open/..;/..;" + context() + "/admin2/x",
                context().replace("a", "%61") + "/admin2/x");
    return Stream.concat(within, across).toList();
  }

  private Reply get(String target, String rules, String framework, String... headers)
      throws IOException {
    String[] all = new String[headers.length + 3];
    all[0] = "X-Rules: " + rules;
    all[1] = "X-Framework: " + framework;
    all[2] = "Connection: close";
    System.arraycopy(headers, 0, all, 3, headers.length);
    try (RawHttp http = new RawHttp(container.port())) {
      return http.request("GET", target, all);
    }
  }

  private Digest challenge(String rules, String framework, String user) throws IOException {
    Reply reply = get(context() + "/admin2/x", rules, framework);
    return Digest.answering(reply, user, Client.PASSWORD);
  }

  private static void expectNoAdminPage(Reply reply, String described) {
    assertThat(reply.body()).as(described).doesNotContain(ADMIN_PAGE);
    assertThat(reply.status()).as(described).isLessThan(500);
  }

  @ParameterizedTest
  @MethodSource("frameworks")
  @DisplayName("a path in the charset that the client names, as Spring decodes it, opens nothing")
  void charset(String framework) throws Exception {
    String target = context() + "/%81%84%94%89%95%F2/x";
    for (String rules : RULES) {
      Reply reply = get(target, rules, framework, "Content-Type: text/plain;charset=IBM037");
      expectNoAdminPage(reply, String.join(" ", framework, rules, "" + reply));
    }
  }

  @ParameterizedTest
  @MethodSource("frameworks")
  @DisplayName(
      "a stranger never runs a protected handler; dot segments get 400 unless they are read")
  void stranger(String framework) throws Exception {
    Set<String> dotted = DOTTED.stream().map(each -> context() + each).collect(Collectors.toSet());
    for (String rules : RULES) {
      for (String target : hostile()) {
        Reply reply = get(target, rules, framework);
        String described = String.join(" ", framework, rules, target, "" + reply);
        expectNoAdminPage(reply, described);
        if (rules.endsWith("refuse") && dotted.contains(target)) {
          assertThat(reply.status()).as(described).isIn(400, 404);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("frameworks")
  @DisplayName("a user without the role never runs it either, with right credentials")
  void userWithoutRole(String framework) throws Exception {
    for (String rules : List.of("roles-refuse", "roles-read")) {
      Digest digest = challenge(rules, framework, "user");
      String plain = context() + "/admin2/x";
      Reply known = get(plain, rules, framework, digest.answer("GET", plain));
      assertThat(known.status()).as("%s", known).isEqualTo(403);
      for (String target : hostile()) {
        Reply reply = get(target, rules, framework, digest.answer("GET", target));
        expectNoAdminPage(reply, String.join(" ", framework, rules, target, "" + reply));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("frameworks")
  @DisplayName("who may see a page sees it")
  void allowed(String framework) throws Exception {
    for (String rules : RULES) {
      Reply open = get(context() + "/open", rules, framework);
      assertThat(open.body()).as("%s %s %s", framework, rules, open).isEqualTo(OPEN_PAGE);
      Digest digest = challenge(rules, framework, "admin");
      for (String page : List.of("/admin2/x", "/admin2/x;a=b", "/admin2")) {
        String target = context() + page;
        Reply admin = get(target, rules, framework, digest.answer("GET", target));
        assertThat(admin.body())
            .as("%s %s %s %s", framework, rules, target, admin)
            .isEqualTo(ADMIN_PAGE);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("frameworks")
  @DisplayName(
      "an open page is open with a session id and double slashes, as far as it is found there")
  void honest(String framework) throws Exception {
    for (String rules : RULES) {
      Reply session = get(context() + "/open;jsessionid=ABC", rules, framework);
      assertThat(session.body()).as("%s %s %s", framework, rules, session).isEqualTo(OPEN_PAGE);
      Reply slashes = get(context() + "//open", rules, framework);
      assertThat(slashes.status()).as("%s %s %s", framework, rules, slashes).isIn(doubleSlashes());
    }
  }

  @Test
  @DisplayName("the frameworks differ, so that the cases mean something")
  void frameworksDiffer() throws Exception {
    Digest digest = challenge("folder-read", "spring-LENIENT", "user");
    List<String> reached =
        hostile().stream().filter(target -> reaches(target, digest.answer("GET", target))).toList();
    assertThat(reached).contains(context() + "/admin2;a=b/x", context() + "/admin2.do");
  }

  private boolean reaches(String target, String answer) {
    try {
      return get(target, "folder-read", "spring-LENIENT", answer).body().equals(ADMIN_PAGE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
