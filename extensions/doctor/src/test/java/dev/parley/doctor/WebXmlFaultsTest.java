package dev.parley.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.doctor.Examination.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A web.xml is read as JSON is")
class WebXmlFaultsTest {
  @TempDir Path application;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = Files.createDirectories(application.resolve("WEB-INF")).resolve("web.xml");
    Path users = file.resolveSibling("users.json");
    Files.writeString(
        users,
        "{\"format\":\"parley-users\",\"version\":1,\"users\":[{\"name\":\"alice\",\"keys\":[]}]}");
    users.toFile().setReadable(false, false);
    users.toFile().setReadable(true, true);
  }

  private static String filter(String name, String... params) {
    StringBuilder out = new StringBuilder("<filter><filter-name>").append(name);
    out.append("</filter-name><filter-class>dev.parley.filter.AuthenticationFilter");
    out.append("</filter-class><async-supported>true</async-supported>");
    for (String each : params) {
      String[] pair = each.split("=", 2);
      out.append("<init-param><param-name>").append(pair[0]).append("</param-name>");
      out.append("<param-value>").append(pair[1]).append("</param-value></init-param>");
    }
    out.append("</filter><filter-mapping><filter-name>").append(name);
    out.append("</filter-name><url-pattern>/*</url-pattern>");
    for (String type : new String[] {"REQUEST", "FORWARD", "ASYNC", "ERROR"}) {
      out.append("<dispatcher>").append(type).append("</dispatcher>");
    }
    return out.append("</filter-mapping>").toString();
  }

  private Result examine(String filters, String... more) throws IOException {
    Files.writeString(
        file,
        "<?xml version=\"1.0\"?><web-app metadata-complete=\"true\" version=\"6.0\">"
            + filters
            + "</web-app>");
    String[] arguments = new String[more.length + 2];
    arguments[0] = "--config";
    arguments[1] = file.toString();
    System.arraycopy(more, 0, arguments, 2, more.length);
    return new Examination(FakeNames.localhost(), Map.of()).run(arguments);
  }

  @Test
  @DisplayName("the filter is started with its init-params; files below /WEB-INF/ lie beside it")
  void starts() throws IOException {
    Result result = examine(filter("parley", "realm=X", "users-file=/WEB-INF/users.json"));
    result.says("configuration", "OK", "the filter starts with " + file);
    result.says("users", "WARN", "realm = X: 1 of 1 users have no key", "alice");
    assertThat(result.exitCode()).as(result.out()).isZero();
  }

  @Test
  @DisplayName("what is wrong is told in the start's words, and no secret")
  void problems() throws IOException {
    Result result =
        examine(
            filter(
                "parley",
                "realm=X",
                "relm=Y",
                "digest.nonce-key=S3cret",
                "users-file=/WEB-INF/no"));
    assertThat(result.exitCode()).isEqualTo(1);
    result.says("configuration", "FAIL", "relm = (not shown)", "did you mean realm?");
    assertThat(result.out()).doesNotContain("S3cret");
    examine(
            filter(
                "parley", "realm=X", "digest.nonce-key=S3cret", "users-file=/WEB-INF/users.json"))
        .says("configuration", "FAIL", "digest.nonce-key = [secret]", "at least 32");
    examine("<filter>S3cret").says("configuration", "FAIL", "look at line");
    assertThat(examine("<filter>S3cret</x>").out()).doesNotContain("S3cret");
  }

  @Test
  @DisplayName("several filters: each is looked at, and one is chosen by its name")
  void several() throws IOException {
    String two =
        filter("one", "realm=X", "users-file=/WEB-INF/users.json")
            + filter("two", "realm=Y", "users-file=/WEB-INF/absent.json");
    Result result = examine(two);
    result.says("configuration", "OK", "filter one: the filter starts");
    result.says("configuration", "FAIL", "filter two: users-file", "absent.json");
    result.says("users", "filter one: realm = X");
    result.says("negotiate", "SKIPPED", "packages does not hold negotiate");
    Result chosen = examine(two, "--filter", "one");
    assertThat(chosen.exitCode()).as(chosen.out()).isZero();
    assertThat(chosen.out()).doesNotContain("absent.json");
    examine(two, "--filter", "three").says("configuration", "FAIL", "choose one of one, two");
  }

  @Test
  @DisplayName("a relative path, and what containers fill in, are told")
  void elsewhere() throws IOException {
    examine(filter("parley", "realm=X", "users-file=users.json"))
        .says("configuration", "WARN", "users-file = users.json", "working directory");
    Result result = examine(filter("parley", "realm=${site}", "users-file=/WEB-INF/users.json"));
    result.says("configuration", "WARN", "realm has ${...}", "as JSON");
  }

  @Test
  @DisplayName("what its mappings lead past the filter is told as the start tells it")
  void mappings() throws IOException {
    examine(
            filter("parley", "realm=X", "users-file=/WEB-INF/users.json")
                .replace("<dispatcher>FORWARD</dispatcher>", ""))
        .says(
            "configuration", "WARN", "not mapped for dispatches of the type FORWARD", "mend: add");
  }

  @Test
  @DisplayName("a web.xml without the filter, and --filter beside JSON")
  void none() throws IOException {
    examine("<filter><filter-name>a</filter-name><filter-class>b</filter-class></filter>")
        .says("configuration", "FAIL", "no filter of the class dev.parley");
    Path json = Files.writeString(application.resolve("parley.json"), "{\"realm\": \"X\"}");
    new Examination(FakeNames.localhost(), Map.of())
        .run("--config", json.toString(), "--filter", "a")
        .says("configuration", "FAIL", "is no web.xml");
  }
}
