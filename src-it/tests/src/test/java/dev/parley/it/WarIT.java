package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.support.Built;
import dev.parley.it.support.ContainerKind;
import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.Digest;
import dev.parley.it.support.RawHttp;
import dev.parley.it.support.Reply;
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
      Digest digest = Digest.answering(first, "alice", "wonderland");
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
    }
  }
}
