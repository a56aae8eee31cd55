package dev.parley.it.negotiate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.support.ContainerKind;
import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.Digest;
import dev.parley.it.support.Ntlm;
import dev.parley.it.support.RawHttp;
import dev.parley.it.support.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A client that is still sending when the connection ends loses the answer. */
@DisplayName("An upload that is refused")
final class RefusedUploadsIT {
  private static final String PATH = NegotiateTest.PATH;
  private static final int LARGEST = 8 << 20;

  /** Undertow itself refuses entities beyond 2 MiB. */
  private static int largest(ContainerKind kind) {
    return kind == ContainerKind.UNDERTOW ? 1_900_000 : LARGEST;
  }

  @TempDir static Path folder;

  private static ContainerProcess start(ContainerKind kind) throws IOException {
    return options(kind).start();
  }

  private static ContainerProcess.Options options(ContainerKind kind) throws IOException {
    Path users = folder.resolve(kind + ".json");
    Site.writeUsers(users);
    return ContainerProcess.of(kind)
        .setting("packages", "negotiate, digest")
        .setting("negotiate.schemes", "negotiate, ntlm")
        .setting("negotiate.mechanisms", "ntlm")
        .setting("digest.qop", "auth, auth-int")
        .setting("entity-limit", "100k")
        .setting("users-file", users.toString());
  }

  /** One request of a client that sends all of its entity before it reads the answer. */
  private static Reply post(RawHttp http, int size, boolean expect, String... headers)
      throws IOException {
    List<String> all = new ArrayList<>(List.of(headers));
    all.add("Content-Length: " + size);
    if (expect) {
      all.add("Expect: 100-continue");
    }
    http.send(http.head("POST", PATH, all));
    if (expect) {
      Reply first = http.read(false);
      if (first.status() != 100) {
        return first;
      }
    }
    http.send(new byte[size]);
    return http.read(false);
  }

  private static String token(byte[] message) {
    return "Authorization: NTLM " + Base64.getEncoder().encodeToString(message);
  }

  private static byte[] challenge(Reply reply) {
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.all("Connection")).doesNotContain("close");
    String value = reply.all("WWW-Authenticate").get(0);
    assertThat(value).startsWith("NTLM ");
    return Base64.getDecoder().decode(value.substring("NTLM ".length()));
  }

  @ParameterizedTest
  @EnumSource(ContainerKind.class)
  @DisplayName("leaves its connection to NTLM, with entities of any size on its legs, and Expect")
  void ntlm(ContainerKind kind) throws Exception {
    try (ContainerProcess server = start(kind)) {
      for (int size : new int[] {1, 200_000, 1_000_000, largest(kind)}) {
        for (boolean expect : new boolean[] {false, true}) {
          try (RawHttp http = new RawHttp(server.port())) {
            Ntlm alice = Site.ntlm("alice");
            byte[] challenge = challenge(post(http, size, expect, token(alice.negotiate())));
            Reply last = post(http, size, expect, token(alice.authenticate(challenge)));
            assertThat(last.status()).as("%s octets, expect %s", size, expect).isEqualTo(200);
            assertThat(last.user()).isEqualTo("alice");
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(ContainerKind.class)
  @DisplayName("sees its 401 and logs on by Digest over the same connection; 413 too")
  void digest(ContainerKind kind) throws Exception {
    try (ContainerProcess server = start(kind)) {
      for (int size : new int[] {200_000, largest(kind)}) {
        try (RawHttp http = new RawHttp(server.port())) {
          Reply refused = post(http, size, false);
          assertThat(refused.status()).isEqualTo(401);
          assertThat(refused.all("Connection")).doesNotContain("close");
          Digest digest = Digest.answering(refused, "SHA-256", "alice", Realms.password("alice"));
          assertThat(post(http, size, false, digest.answer("POST", PATH)).user())
              .isEqualTo("alice");
          Reply tooLong = post(http, size, false, digest.answerInt("POST", PATH, new byte[size]));
          assertThat(tooLong.status()).isEqualTo(413);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(ContainerKind.class)
  @DisplayName(
      "RFC 9110 10.1.1: waits with Expect for no 100 where the container leaves it to the filter")
  void expectation(ContainerKind kind) throws Exception {
    // Tomcat lets every client send before it asks any filter.
    boolean atOnce = kind == ContainerKind.TOMCAT_10 || kind == ContainerKind.TOMCAT_11;
    try (ContainerProcess server = start(kind);
        RawHttp http = new RawHttp(server.port())) {
      int size = largest(kind);
      http.send(
          http.head("POST", PATH, List.of("Content-Length: " + size, "Expect: 100-continue")));
      Reply reply = http.read(false);
      if (atOnce) {
        assertThat(reply.status()).isEqualTo(100);
        http.send(new byte[size]);
        reply = http.read(false);
      }
      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.all("Connection")).hasSize(atOnce ? 0 : 1).allMatch("close"::equals);
    }
  }

  @ParameterizedTest
  @EnumSource(ContainerKind.class)
  @DisplayName("beyond the bound is answered at once, with Connection: close")
  void tooLong(ContainerKind kind) throws Exception {
    try (ContainerProcess server = options(kind).setting("entity-discard-limit", "1m").start();
        RawHttp http = new RawHttp(server.port())) {
      http.send(http.head("POST", PATH, List.of("Content-Length: " + 1_048_577)));
      Reply refused = http.read(false);
      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.all("Connection")).allMatch("close"::equalsIgnoreCase).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(ContainerKind.class)
  @DisplayName("over HTTP/2 gets its 401, and the connection goes on")
  void http2(ContainerKind kind) throws Exception {
    try (ContainerProcess server = start(kind)) {
      HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
      URI uri = URI.create("http://127.0.0.1:" + server.port() + PATH);
      HttpRequest request =
          HttpRequest.newBuilder(uri)
              .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[largest(kind)]))
              .build();
      HttpRequest upgrade = HttpRequest.newBuilder(uri).build();
      assertThat(client.send(upgrade, HttpResponse.BodyHandlers.discarding()).version())
          .isEqualTo(HttpClient.Version.HTTP_2);
      for (int i = 0; i < 3; i++) {
        assertThat(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
            .isEqualTo(401);
      }
    }
  }
}
