package dev.parley.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.client.Client;
import dev.parley.it.support.ContainerKind;
import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.Control;
import dev.parley.it.support.Digest;
import dev.parley.it.support.RawHttp;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("An audit log that hangs")
final class AuditFaultsIT {
  private static final String TARGET = "/protected/x";

  /** More than the threads that any of the containers has here. */
  private static final int REQUESTS = 300;

  /** More than may wait. */
  private static final int FLOOD = 21_000;

  private static final int BATCH = 70;

  private static void logOn(ContainerProcess server, String user) throws Exception {
    try (RawHttp http = new RawHttp(server.port())) {
      Digest digest = Digest.answering(http.request("GET", TARGET), user, Client.PASSWORD);
      assertThat(http.request("GET", TARGET, digest.answer("GET", TARGET)).user()).isEqualTo(user);
    }
  }

  /** Requests that are refused and audited, many ahead of their answers. */
  private static void refusals(ContainerProcess server, int count) throws Exception {
    for (int sent = 0; sent < count; sent += BATCH) {
      // Tomcat takes so many over one connection.
      try (RawHttp http = new RawHttp(server.port())) {
        Digest wrong = Digest.answering(http.request("GET", TARGET), "user-unknown", "guess");
        byte[] request = http.head("GET", TARGET, List.of(wrong.answer("GET", TARGET)));
        ByteArrayOutputStream batch = new ByteArrayOutputStream();
        for (int i = 0; i < BATCH; i++) {
          batch.writeBytes(request);
        }
        http.send(batch.toByteArray());
        for (int i = 0; i < BATCH; i++) {
          assertThat(http.read(false).status()).isEqualTo(401);
        }
      }
    }
  }

  @ParameterizedTest(name = "on {0}")
  @EnumSource(
      value = ContainerKind.class,
      names = {"JETTY_EE10", "TOMCAT_10", "UNDERTOW"})
  @DisplayName(
      "holds neither logons nor open paths; its events wait, and beyond a bound are counted")
  void hangs(ContainerKind kind) throws Exception {
    try (ContainerProcess server = ContainerProcess.of(kind).start()) {
      Control control = new Control(server.port());
      control.auditHangs(true);
      List<String> users = new ArrayList<>();
      for (int i = 0; i < REQUESTS; i++) {
        users.add("user-" + i);
        logOn(server, users.get(i));
      }
      try (RawHttp http = new RawHttp(server.port())) {
        assertThat(http.request("GET", "/open/x").status()).isEqualTo(200);
      }
      assertThat(control.counter("auditWaiting")).isGreaterThanOrEqualTo(REQUESTS);
      assertThat(control.counter("auditDropped")).isZero();
      control.auditHangs(false);
      // A port that a client of an earlier test still knows may bring events of other types.
      List<String> logons =
          control.drainAudit().stream()
              .filter(line -> line.contains("\"event\":\"logon\""))
              .toList();
      assertThat(logons)
          .zipSatisfy(users, (line, user) -> assertThat(line).contains("\"" + user + "\""));

      control.auditHangs(true);
      refusals(server, FLOOD);
      assertThat(control.counter("auditDropped")).isBetween(900L, 1200L);
      logOn(server, "user-later");
      control.auditHangs(false);
      control.drainAudit();
      logOn(server, "user-last");
      assertThat(control.drainAudit()).last().asString().contains("user-last");
    }
  }
}
