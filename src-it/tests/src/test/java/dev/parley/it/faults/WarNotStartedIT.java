package dev.parley.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.support.Built;
import dev.parley.it.support.ContainerKind;
import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.RawHttp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The demo's WAR with one thing wrong. */
@DisplayName("A WAR with a fault in its web.xml or among its jars")
final class WarNotStartedIT {
  private static final String WEB_XML = "WEB-INF/web.xml";

  @TempDir Path folder;

  /** The demo's WAR with another web.xml, and without the jars whose names begin so. */
  private Path war(UnaryOperator<String> webXml, String missing) throws IOException {
    Path war = folder.resolve("changed.war");
    try (ZipInputStream in =
            new ZipInputStream(Files.newInputStream(Built.artifact("demo-webapp", "war")));
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(war))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (!entry.getName().startsWith("WEB-INF/lib/" + missing)) {
          byte[] content = in.readAllBytes();
          out.putNextEntry(new ZipEntry(entry.getName()));
          out.write(entry.getName().equals(WEB_XML) ? changed(content, webXml) : content);
        }
      }
    }
    return war;
  }

  private static byte[] changed(byte[] content, UnaryOperator<String> change) {
    String before = new String(content, StandardCharsets.UTF_8);
    String after = change.apply(before);
    return after.getBytes(StandardCharsets.UTF_8);
  }

  private static void assertNothingIsServed(ContainerProcess server) throws IOException {
    for (String target : List.of("/", "/open", "/admin/x", "/status.json", "/absent")) {
      try (RawHttp http = new RawHttp(server.port())) {
        assertThat(http.request("GET", target).status()).as(server.output()).isEqualTo(503);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TOMCAT_10", "TOMCAT_11"})
  @DisplayName("a misspelt setting: nothing is served, and the log says why")
  void misspelt(ContainerKind kind) throws Exception {
    Path war = war(text -> text.replace("<param-name>realm<", "<param-name>relm<"), "none");
    try (ContainerProcess server = ContainerProcess.of(kind).war(war).start()) {
      assertNothingIsServed(server);
      assertThat(server.output()).contains("did you mean realm?");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TOMCAT_10", "TOMCAT_11"})
  @DisplayName("a missing jar: nothing is served, and the log names it")
  void missingJar(ContainerKind kind) throws Exception {
    // The demo's own listener writes JSON, so that the container would stop the application.
    Path war = war(text -> text.replaceAll("(?s)<listener>.*?</listener>", ""), "jackson-core");
    try (ContainerProcess server = ContainerProcess.of(kind).war(war).start()) {
      assertNothingIsServed(server);
      assertThat(server.output()).contains("jackson-core (tools.jackson.core:jackson-core)");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TOMCAT_10", "TOMCAT_11"})
  @DisplayName("dispatchers, async-supported and paths that are missing are warned of")
  void warnings(ContainerKind kind) throws Exception {
    Path war =
        war(
            text ->
                text.replaceAll("<dispatcher>[A-Z]+</dispatcher>", "")
                    .replace("<async-supported>true</async-supported>", "")
                    .replace("<url-pattern>/*<", "<url-pattern>/protected/*<"),
            "none");
    try (ContainerProcess server = ContainerProcess.of(kind).war(war).start()) {
      assertThat(server.output())
          .contains("add <dispatcher>ASYNC</dispatcher>")
          .contains("add <dispatcher>FORWARD</dispatcher>")
          .contains("add <dispatcher>ERROR</dispatcher>")
          .contains("add <async-supported>true</async-supported>")
          .contains("/admin/* (required-roles)")
          .contains("/admin/* (servlet admin)");
    }
    Path whole = Built.artifact("demo-webapp", "war");
    try (ContainerProcess server = ContainerProcess.of(kind).war(whole).start()) {
      assertThat(server.output()).doesNotContain("Parley's filter");
    }
  }
}
