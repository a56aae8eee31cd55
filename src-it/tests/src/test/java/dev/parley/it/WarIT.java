package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.support.Built;
import dev.parley.it.support.ContainerKind;
import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.DemoUsers;
import dev.parley.it.support.Digest;
import dev.parley.it.support.RawHttp;
import dev.parley.it.support.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The demo's WAR with its web.xml, in containers that know nothing of Parley. */
@DisplayName("The WAR with web.xml")
final class WarIT {

  @ParameterizedTest
  @EnumSource(names = {"TOMCAT_10", "TOMCAT_11"})
  @DisplayName("is deployed, protects its paths, keeps its user and shows its counters")
  void deployed(ContainerKind kind) throws Exception {
    try (ContainerProcess server =
            ContainerProcess.of(kind).war(Built.artifact("demo-webapp", "war")).start();
        RawHttp http = new RawHttp(server.port())) {
      assertThat(http.request("GET", "/open").status()).as(server.output()).isEqualTo(200);
      Reply first = http.request("GET", "/protected/whoami");
      assertThat(first.status()).isEqualTo(401);
      Digest digest = Digest.answering(first, "alice", DemoUsers.password(server, "alice"));
      for (String target :
          List.of("/protected/whoami", "/protected/file", "/protected/async/file")) {
        Reply reply = http.request("GET", target, digest.answer("GET", target));
        assertThat(reply.status()).as("%s", reply).isEqualTo(200);
        assertThat(reply.body()).contains("alice");
      }
      Reply status = http.request("GET", "/status.json");
      assertThat(status.body().replaceAll("\\s", ""))
          .contains("\"authorityCalls\":1")
          .contains("\"localVerifications\":2");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TOMCAT_10", "TOMCAT_11"})
  @DisplayName("has no password that is known: those of each start are new, and once in the log")
  void passwords(ContainerKind kind) throws Exception {
    String before;
    try (ContainerProcess server = start(kind)) {
      before = DemoUsers.password(server, "alice");
      assertThat(DemoUsers.password(server, "bob")).isNotEqualTo(before);
      assertThat(status(server, "alice", "wonderland")).isEqualTo(401);
      assertThat(status(server, "bob", "builder")).isEqualTo(401);
    }
    try (ContainerProcess server = start(kind)) {
      assertThat(DemoUsers.password(server, "alice")).isNotEqualTo(before);
      assertThat(status(server, "alice", before)).isEqualTo(401);
      assertThat(status(server, "alice", DemoUsers.password(server, "alice"))).isEqualTo(200);
    }
  }

  private static ContainerProcess start(ContainerKind kind) {
    return ContainerProcess.of(kind).war(Built.artifact("demo-webapp", "war")).start();
  }

  private static int status(ContainerProcess server, String user, String password)
      throws Exception {
    try (RawHttp http = new RawHttp(server.port())) {
      Digest digest = Digest.answering(http.request("GET", "/admin/"), user, password);
      return http.request("GET", "/admin/", digest.answer("GET", "/admin/")).status();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TOMCAT_10", "TOMCAT_11"})
  @DisplayName("answers to localhost alone; counts and events to this machine alone")
  void hosts(ContainerKind kind) throws Exception {
    try (ContainerProcess server = start(kind);
        RawHttp http = new RawHttp(server.port())) {
      for (String path : List.of("/", "/status.json", "/events.json", "/protected/x")) {
        String head = "GET " + path + " HTTP/1.1\r\nHost: evil.example:" + server.port();
        http.send((head + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        Reply reply = http.read(false);
        assertThat(reply.status()).as(path).isEqualTo(421);
        assertThat(reply.body()).contains("demo.hosts");
      }
      for (String path : List.of("/status.json", "/events.json")) {
        assertThat(http.request("GET", path).status()).isEqualTo(200);
        assertThat(http.request("GET", path, "X-Forwarded-For: 192.0.2.1").status()).isEqualTo(403);
        assertThat(http.request("GET", path, "Sec-Fetch-Site: cross-site").status()).isEqualTo(403);
      }
    }
  }

  @Test
  @DisplayName("holds Parley's jars and what they need, no Servlet API")
  void content() throws Exception {
    try (JarFile war = new JarFile(Built.artifact("demo-webapp", "war").toFile())) {
      Set<String> jars =
          war.stream()
              .map(each -> each.getName())
              .filter(name -> name.startsWith("WEB-INF/lib/") && name.endsWith(".jar"))
              .map(name -> name.substring("WEB-INF/lib/".length()))
              .collect(Collectors.toSet());
      assertThat(jars).anyMatch(name -> name.startsWith("parley-filter-core-"));
      assertThat(jars).anyMatch(name -> name.startsWith("parley-digest-"));
      assertThat(jars).noneMatch(name -> name.contains("servlet-api"));
      assertThat(war.getEntry("WEB-INF/web.xml")).isNotNull();
      assertThat(war.getEntry("WEB-INF/users.json")).isNull();
    }
  }
}
