package dev.parley.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(300)
@DisplayName("Entities of refused requests are read and thrown away")
class EntityDrainTest {
  private static final int MEGABYTE = 1 << 20;

  private final FilterServer server = new FilterServer();
  private final List<RawClient> clients = new ArrayList<>();

  @AfterEach
  void stop() throws Exception {
    for (RawClient each : clients) {
      each.close();
    }
    server.close();
  }

  private void start() throws Exception {
    server
        .servlet(
            "/x",
            (request, response) -> {
              String text = request.getInputStream().readAllBytes().length + " octets";
              response.setContentLength(text.length());
              response.getWriter().print(text);
            })
        .start();
  }

  private RawClient client() throws Exception {
    RawClient raw = new RawClient(server.port());
    clients.add(raw);
    return raw;
  }

  private static String head(String authorization, String... fields) {
    return "POST /x HTTP/1.1\r\nHost: localhost\r\n"
        + (authorization.isEmpty() ? "" : "Authorization: Token " + authorization + "\r\n")
        + String.join("\r\n", fields)
        + "\r\n\r\n";
  }

  private static String length(int length) {
    return "Content-Length: " + length;
  }

  @ParameterizedTest
  @CsvSource({
    "'',401",
    "SEC_E_LOGON_DENIED.WRONG_RESPONSE,401",
    "leg.alice,401",
    "SEC_E_NO_AUTHENTICATING_AUTHORITY.AUTHORITY_UNAVAILABLE,503"
  })
  @DisplayName("dotnet/runtime 31133: a refusal before 8 MiB leaves the connection as it is")
  void connectionGoesOn(String authorization, int status) throws Exception {
    start();
    RawClient raw = client();
    for (int size : new int[] {200_000, 8 * MEGABYTE, 0}) {
      raw.send(head(authorization, length(size)) + "x".repeat(size));
      assertThat(raw.readResponse())
          .startsWith("HTTP/1.1 " + status)
          .doesNotContainIgnoringCase("Connection: close");
    }
    raw.send(head("new.alice", length(MEGABYTE)) + "x".repeat(MEGABYTE));
    assertThat(raw.readResponse()).startsWith("HTTP/1.1 200").endsWith(MEGABYTE + " octets");
  }

  @Test
  @DisplayName("a chunked entity as well")
  void chunked() throws Exception {
    start();
    RawClient raw = client();
    raw.send(head("", "Transfer-Encoding: chunked"));
    for (int i = 0; i < 32; i++) {
      raw.send("10000\r\n" + "x".repeat(0x10000) + "\r\n");
    }
    raw.send("0\r\n\r\n");
    assertThat(raw.readResponse())
        .startsWith("HTTP/1.1 401")
        .doesNotContainIgnoringCase("Connection: close");
    raw.send(head("new.alice", length(2)) + "ab");
    assertThat(raw.readResponse()).endsWith("2 octets");
  }

  @Test
  @DisplayName("an entity beyond the limit is not read: the answer comes at once and says close")
  void beyondTheLimit() throws Exception {
    server.set("entity-discard-limit", "64k");
    start();
    RawClient raw = client();
    raw.send(head("", length(65_537)) + "x");
    assertThat(raw.readAll()).startsWith("HTTP/1.1 401").containsIgnoringCase("Connection: close");
    RawClient chunked = client();
    chunked.send(head("", "Transfer-Encoding: chunked"));
    chunked.send("10001\r\n" + "x".repeat(0x10001) + "\r\n");
    assertThat(chunked.readAll())
        .startsWith("HTTP/1.1 401")
        .containsIgnoringCase("Connection: close");
  }

  @Test
  @DisplayName("a slow entity is not waited for beyond a time, and its place is free again")
  void slow() throws Exception {
    server.set("entity-discard-time", "200ms").set("entity-discard-max", 1);
    start();
    for (int i = 0; i < 3; i++) {
      RawClient raw = client();
      raw.send(head("", length(10)) + "x");
      assertThat(raw.readAll())
          .startsWith("HTTP/1.1 401")
          .containsIgnoringCase("Connection: close");
    }
    RawClient raw = client();
    raw.send(head("", length(10)) + "0123456789");
    assertThat(raw.readResponse()).doesNotContainIgnoringCase("Connection: close");
  }

  @Test
  @DisplayName(
      "what is read of strangers is bounded in number; who is beyond it is answered at once")
  void number() throws Exception {
    server
        .set("entity-discard-time", "10m")
        .set("entity-discard-max", 4)
        .set("entity-strangers-max", 1)
        .set("entity-strangers-per-address", 1);
    start();
    client().send(head("", length(10)) + "x");
    client().send(head("", length(10)) + "x");
    await()
        .atMost(Duration.ofSeconds(100))
        .until(
            () -> {
              RawClient third = client();
              third.send(head("", length(20_000)) + "x".repeat(20_000));
              String answer = third.readResponse();
              return answer.startsWith("HTTP/1.1 401") && answer.contains("close");
            });
    RawClient logon = client();
    logon.send(head("entity.alice", length(10)) + "0123456789");
    assertThat(logon.readResponse())
        .as("the places of entities that are to be verified are others")
        .startsWith("HTTP/1.1 200");
  }

  @Test
  @DisplayName("RFC 9110 10.1.1: a client that waits to send sends nothing before it is known")
  void expectation() throws Exception {
    start();
    RawClient raw = client();
    raw.send(head("", length(MEGABYTE), "Expect: 100-continue"));
    assertThat(raw.readAll()).startsWith("HTTP/1.1 401").containsIgnoringCase("Connection: close");
  }

  @Test
  @DisplayName("a leg that has to stay on its connection lets the client send")
  void expectationOfLeg() throws Exception {
    start();
    RawClient raw = client();
    raw.send(head("leg.alice", length(MEGABYTE), "Expect: 100-continue"));
    assertThat(raw.readResponse()).startsWith("HTTP/1.1 100");
    raw.send("x".repeat(MEGABYTE));
    assertThat(raw.readResponse())
        .startsWith("HTTP/1.1 401")
        .doesNotContainIgnoringCase("Connection: close");
    raw.send(head("new.alice", length(1)) + "x");
    assertThat(raw.readResponse()).endsWith("1 octets");
  }
}
