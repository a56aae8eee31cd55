package dev.parley.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
@DisplayName("Entities of clients that have not proved who they are")
class StrangersEntitiesTest {
  private final FilterServer server =
      new FilterServer()
          .set("entity-memory", "1k")
          .set("entity-limit", "100k")
          .set("entity-read-rate", 0)
          .set("entity-read-time", "5m");
  private final List<RawClient> stalled = new ArrayList<>();

  @AfterEach
  void stop() throws Exception {
    for (RawClient each : stalled) {
      each.close();
    }
    server.close();
  }

  private void start() throws Exception {
    server
        .servlet(
            "/x",
            (request, response) ->
                response
                    .getWriter()
                    .print(request.getInputStream().readAllBytes().length + " octets"))
        .start();
  }

  private RawClient stall(String token) throws Exception {
    return stall(token, "192.0.2.1");
  }

  /** An upload of 10 octets of which 5 come; it has its place already. */
  private RawClient stall(String token, String client) throws Exception {
    RawClient raw = new RawClient(server.port());
    stalled.add(raw);
    raw.send(
        "POST /x HTTP/1.1\r\nHost: localhost\r\nAuthorization: Token "
            + token
            + "\r\nX-Forwarded-For: "
            + client
            + "\r\nContent-Length: 10\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n");
    assertThat(raw.readLine()).as("it is read from now on").startsWith("HTTP/1.1 100");
    assertThat(raw.readLine()).isBlank();
    raw.send("12345");
    return raw;
  }

  private HttpResponse<String> post(String token, int length) throws Exception {
    return server.send("POST", "/x", "x".repeat(length), "Authorization", "Token " + token);
  }

  private HttpResponse<String> postFor(String client, String token) throws Exception {
    return server.send(
        "POST", "/x", "hello", "Authorization", "Token " + token, "X-Forwarded-For", client);
  }

  private void awaitStatus(String token, int status) {
    await().atMost(Duration.ofSeconds(60)).until(() -> post(token, 10).statusCode() == status);
  }

  @Test
  @DisplayName("are held by number; beyond it 503 with Retry-After, and others' requests go on")
  void number() throws Exception {
    server.set("entity-strangers-max", 2).set("entity-strangers-per-address", 8);
    start();
    RawClient one = stall("entity.alice");
    RawClient other = stall("entity.bob");
    awaitStatus("entity.carol", 503);
    HttpResponse<String> refused = post("entity.carol", 10);
    assertThat(refused.headers().firstValue("Retry-After")).contains("10");
    assertThat(post("claim.alice", 10).body()).isEqualTo("10 octets");
    assertThat(post("entity.carol", 0).body()).isEqualTo("0 octets");
    one.send("67890");
    assertThat(one.readAll()).startsWith("HTTP/1.1 200").endsWith("10 octets");
    other.send("67890");
    assertThat(other.readAll()).startsWith("HTTP/1.1 200");
    awaitStatus("entity.carol", 200);
  }

  @Test
  @DisplayName("are held by number from one address")
  void numberFromOneAddress() throws Exception {
    server.set("entity-strangers-max", 8).set("entity-strangers-per-address", 2);
    start();
    stall("entity.alice");
    stall("entity.bob");
    awaitStatus("entity.carol", 503);
  }

  @Test
  @DisplayName("are counted by the address of the client, where a trusted proxy tells it")
  void numberBehindProxy() throws Exception {
    server
        .set("entity-strangers-per-address", 2)
        .set("forwarded-header", "x-forwarded-for")
        .set("trusted-proxies", "127.0.0.1");
    start();
    stall("entity.alice", "192.0.2.1");
    stall("entity.bob", "192.0.2.1");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> postFor("192.0.2.1", "entity.carol").statusCode() == 503);
    assertThat(postFor("192.0.2.2", "entity.carol").statusCode()).isEqualTo(200);
  }

  @Test
  @DisplayName("are held by number of one kept context, whose own bound it is")
  void numberOfOneContext() throws Exception {
    server.set("entity-per-context", 2);
    start();
    stall("claim.alice");
    stall("claim.alice");
    awaitStatus("claim.alice", 503);
    assertThat(post("claim.bob", 10).statusCode()).isEqualTo(200);
    assertThat(post("entity.carol", 10).statusCode()).isEqualTo(200);
  }

  @Test
  @DisplayName("end after a time, with 503, and leave their places")
  void time() throws Exception {
    server.set("entity-strangers-max", 1).set("entity-read-time", "1s");
    start();
    assertThat(stall("entity.alice").readAll()).startsWith("HTTP/1.1 503");
    awaitStatus("entity.carol", 200);
  }

  @Test
  @DisplayName("are no longer than a quarter of the octets that all may have; else 413")
  void longest() throws Exception {
    server.set("entity-strangers-total", "8k");
    start();
    assertThat(post("entity.alice", 2048).statusCode()).isEqualTo(200);
    assertThat(post("entity.alice", 2049).statusCode()).isEqualTo(413);
    assertThat(post("claim.alice", 2049).statusCode()).isEqualTo(200);
    try (RawClient raw = new RawClient(server.port())) {
      raw.send(
          "POST /x HTTP/1.1\r\nHost: localhost\r\nAuthorization: Token entity.alice\r\n"
              + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n");
      raw.send("801\r\n" + "x".repeat(0x801) + "\r\n0\r\n\r\n");
      assertThat(raw.readAll()).startsWith("HTTP/1.1 413");
    }
  }

  @Test
  @DisplayName("leave their places when they are refused, too large or broken")
  void refused() throws Exception {
    server.set("entity-strangers-max", 1).set("entity-strangers-total", "16k");
    start();
    for (int i = 0; i < 20; i++) {
      assertThat(post("lie.alice", 4000).statusCode()).isEqualTo(401);
      assertThat(post("entity.alice", 5000).statusCode()).isEqualTo(413);
      try (RawClient raw = new RawClient(server.port())) {
        raw.send(
            "POST /x HTTP/1.1\r\nHost: localhost\r\nAuthorization: Token entity.alice\r\n"
                + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n");
        assertThat(raw.readAll()).startsWith("HTTP/1.1 400");
      }
    }
    assertThat(post("entity.alice", 4000).statusCode()).isEqualTo(200);
  }

  @Test
  @DisplayName("count no more once their clients are known, while the application goes on")
  void known() throws Exception {
    server.set("entity-strangers-max", 1);
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch entered = new CountDownLatch(1);
    server.servlet(
        "/long",
        (request, response) -> {
          entered.countDown();
          try {
            release.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    start();
    Thread uploading =
        new Thread(
            () -> {
              try {
                server.send("POST", "/long", "hello", "Authorization", "Token entity.alice");
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    uploading.start();
    entered.await();
    assertThat(post("entity.bob", 10).statusCode()).isEqualTo(200);
    release.countDown();
    uploading.join();
  }
}
