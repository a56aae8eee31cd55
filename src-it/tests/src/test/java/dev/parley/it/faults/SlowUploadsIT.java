package dev.parley.it.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.client.Client;
import dev.parley.it.support.ContainerKind;
import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.Control;
import dev.parley.it.support.Digest;
import dev.parley.it.support.RawHttp;
import dev.parley.it.support.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** auth-int: an entity has to be read before anything is known of the password. */
@DisplayName("Uploads of clients without a password")
final class SlowUploadsIT {
  private static final String TARGET = "/protected/x";
  private static final Duration LONG = Duration.ofMinutes(5);

  /** Undertow takes up to 2 MiB of any request. */
  private static final int LENGTH = 1_900_000;

  private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
  private final List<RawHttp> connections = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  private static ContainerProcess start(ContainerKind kind, String readTime) {
    return ContainerProcess.of(kind)
        .setting("digest.qop", "auth, auth-int")
        .setting("entity-strangers-total", "8m")
        .setting("entity-read-time", readTime)
        .setting("entity-read-rate", "0")
        // Undertow has 16 threads where there are two processors.
        .setting("entity-strangers-per-address", "8")
        .setting("digest.nonce-lifetime", "1h")
        .start();
  }

  /** An upload by a client that does not know the password, of which only a part comes. */
  private void upload(ContainerProcess server, int sent) throws Exception {
    RawHttp http = new RawHttp(server.port()).patience(LONG);
    connections.add(http);
    Digest digest = Digest.answering(http.request("GET", TARGET), "user-unknown", "wrong");
    String answer = digest.answerInt("POST", TARGET, new byte[0]);
    Thread thread =
        new Thread(
            () -> {
              try {
                http.send(http.head("POST", TARGET, List.of(answer, "Content-Length: " + LENGTH)));
                http.send(new byte[sent]);
              } catch (IOException e) {
                // It was refused and its connection closed meanwhile.
              }
              try {
                replies.add(http.read(false));
              } catch (IOException e) {
                // So it was here; the answer may be lost then.
              }
            });
    threads.add(thread);
    thread.start();
  }

  private void end() throws Exception {
    for (RawHttp each : connections) {
      each.close();
    }
    for (Thread each : threads) {
      each.join();
    }
  }

  private static Digest logOn(RawHttp http, String user) throws Exception {
    Digest digest = Digest.answering(http.request("GET", TARGET), user, Client.PASSWORD);
    assertThat(http.request("GET", TARGET, digest.answer("GET", TARGET)).user()).isEqualTo(user);
    return digest;
  }

  private static long refusals(Control control) throws IOException {
    return control.counter("refused.TOO_MANY_ENTITIES");
  }

  // Undertow reads what a refused client still sends with the thread of the request.
  @ParameterizedTest
  @EnumSource(
      value = ContainerKind.class,
      names = {"JETTY_EE10", "TOMCAT_11"})
  @DisplayName("100 slow ones hold 8 threads; those who are known, and who log on, go on")
  void slow(ContainerKind kind) throws Exception {
    try (ContainerProcess server = start(kind, "10m");
        RawHttp http = new RawHttp(server.port()).patience(LONG)) {
      Control control = new Control(server.port());
      Digest digest = logOn(http, "user-known");
      for (int i = 0; i < 100; i++) {
        upload(server, 10);
      }
      Awaitility.await().atMost(LONG).until(() -> refusals(control) >= 92);
      byte[] body = "hello".getBytes(UTF_8);
      for (int i = 0; i < 50; i++) {
        String answer = digest.answerInt("POST", TARGET, body);
        assertThat(http.request("POST", TARGET, body, answer).body()).contains("body=5:");
        Reply reply = http.request("GET", TARGET, digest.answer("GET", TARGET));
        assertThat(reply.user()).isEqualTo("user-known");
      }
      try (RawHttp other = new RawHttp(server.port()).patience(LONG)) {
        logOn(other, "user-new");
      }
      assertThat(replies).extracting(Reply::status).allMatch(status -> status == 503);
      end();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ContainerKind.class,
      names = {"JETTY_EE10", "TOMCAT_11", "UNDERTOW"})
  @DisplayName("one that stalls is ended after its time, or the container's")
  void stalled(ContainerKind kind) throws Exception {
    try (ContainerProcess server = start(kind, "1s")) {
      Control control = new Control(server.port());
      for (int i = 0; i < 4; i++) {
        upload(server, 10);
      }
      Awaitility.await().atMost(LONG).until(() -> control.counter("refused.ENTITY_TOO_SLOW") == 4);
      assertThat(refusals(control)).isZero();
      // Tomcat answers 408 by itself once its own time for a read is over.
      assertThat(replies).extracting(Reply::status).allMatch(List.of(408, 503)::contains);
      end();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ContainerKind.class,
      names = {"JETTY_EE10", "TOMCAT_11", "UNDERTOW"})
  @DisplayName("an entity for which there is no room on the disk gets 503, and others go on")
  void noRoom(ContainerKind kind) throws Exception {
    Path gone = Files.createTempDirectory("parley-it-gone-");
    try (ContainerProcess server =
            ContainerProcess.of(kind)
                .jvm("-Djava.io.tmpdir=" + gone)
                .setting("digest.qop", "auth, auth-int")
                .setting("entity-memory", "1k")
                .start();
        RawHttp http = new RawHttp(server.port()).patience(LONG)) {
      deleteAll(gone);
      Control control = new Control(server.port());
      Digest digest = logOn(http, "user-known");
      byte[] body = new byte[2000];
      try (RawHttp upload = new RawHttp(server.port()).patience(LONG)) {
        Digest other = Digest.answering(upload.request("GET", TARGET), "user-other", "password");
        Reply reply = upload.request("POST", TARGET, body, other.answerInt("POST", TARGET, body));
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("Retry-After")).contains("10");
      }
      assertThat(control.counter("refused.ENTITY_NO_ROOM")).isEqualTo(1);
      assertThat(control.drainAudit())
          .filteredOn(each -> each.contains("\"reason\""))
          .singleElement()
          .asString()
          .contains("\"reason\":\"entity-no-room\"")
          .contains("java.io.tmpdir");
      byte[] small = new byte[1000];
      assertThat(
              http.request("POST", TARGET, small, digest.answerInt("POST", TARGET, small)).body())
          .contains("body=1000:");
    }
  }

  private static void deleteAll(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  /** The octets in temporary files that the server has open; their names are gone already. */
  private static long spooled(ContainerProcess server) throws IOException {
    long octets = 0;
    try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(server.pid()), "fd"))) {
      for (Path each : open.toList()) {
        try {
          if (Files.readSymbolicLink(each).toString().contains(".entity")) {
            octets += Files.size(each);
          }
        } catch (IOException e) {
          continue; // closed meanwhile
        }
      }
    }
    return octets;
  }

  @ParameterizedTest
  @EnumSource(
      value = ContainerKind.class,
      names = {"JETTY_EE10", "TOMCAT_11"})
  @DisplayName("20 large ones leave 2 MiB of temporary files at the most, and none when they end")
  void large(ContainerKind kind) throws Exception {
    Assumptions.assumeTrue(Files.exists(Path.of("/proc/self/fd")), "the system has no /proc");
    try (ContainerProcess server = start(kind, "10m")) {
      Control control = new Control(server.port());
      for (int i = 0; i < 20; i++) {
        upload(server, LENGTH - 1);
      }
      Awaitility.await().atMost(LONG).until(() -> refusals(control) >= 19);
      assertThat(spooled(server)).isLessThanOrEqualTo(2 << 20);
      end();
      Awaitility.await().atMost(LONG).until(() -> spooled(server) == 0);
    }
  }
}
