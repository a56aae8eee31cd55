package dev.parley.filter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** RFC 7616 3.5: rspauth over the response entity, within a bound. */
class SealedResponseTest {
  private final FilterServer server = new FilterServer().set("response-entity-limit", "1k");

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private HttpResponse<String> run(String method, FilterServer.Action action) throws Exception {
    server.servlet("/x", action).start();
    return server.send(method, "/x", "", "Authorization", "Token seal.alice");
  }

  private static String sha256(String text) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static void assertSealed(HttpResponse<String> response, String body) throws Exception {
    assertThat(response.headers().firstValue("X-Seal")).contains(sha256(body));
    assertThat(response.body()).isEqualTo(body);
  }

  private static void assertUnsealed(HttpResponse<String> response, String body) {
    assertThat(response.headers().firstValue("X-Seal")).isEmpty();
    assertThat(response.body()).isEqualTo(body);
    assertThat(response.statusCode()).isEqualTo(200);
  }

  @Test
  @DisplayName("A body by the output stream is sealed")
  void stream() throws Exception {
    assertSealed(
        run("GET", (request, response) -> response.getOutputStream().print("hello")), "hello");
  }

  @Test
  @DisplayName("A body by the writer, in UTF-8, is sealed, closed or not")
  void writer() throws Exception {
    HttpResponse<String> response =
        run(
            "GET",
            (request, answer) -> {
              answer.setContentType("text/plain;charset=UTF-8");
              answer.getWriter().print("größe");
              answer.getWriter().close();
            });
    assertSealed(response, "größe");
    assertThat(
            response
                .headers()
                .firstValue("Content-Type")
                .orElse("")
                .toLowerCase(java.util.Locale.ROOT))
        .contains("utf-8");
  }

  @Test
  @DisplayName("No body is an empty entity, and so is that of HEAD")
  void empty() throws Exception {
    assertSealed(run("GET", (request, response) -> response.setStatus(200)), "");
    HttpResponse<String> head = server.send("HEAD", "/x", "", "Authorization", "Token seal.alice");
    assertSealed(head, "");
  }

  @Test
  @DisplayName("HEAD of a servlet that writes is sealed as empty")
  void head() throws Exception {
    assertSealed(run("HEAD", (request, response) -> response.getOutputStream().print("hello")), "");
  }

  @Test
  @DisplayName("1,024 octets are sealed, 1,025 go without")
  void bound() throws Exception {
    String body = "x".repeat(1024);
    assertSealed(
        run(
            "GET",
            (request, response) -> {
              String suffix = request.getQueryString() == null ? "" : request.getQueryString();
              response.getOutputStream().print(body + suffix);
            }),
        body);
    assertUnsealed(server.get("/x?y", "Authorization", "Token seal.alice"), body + "y");
  }

  @Test
  @DisplayName("A flush by the application sends what there is, without the field")
  void flush() throws Exception {
    assertUnsealed(
        run(
            "GET",
            (request, response) -> {
              response.getWriter().print("a");
              response.flushBuffer();
              assertThat(response.isCommitted()).isTrue();
              response.getWriter().print("b");
            }),
        "ab");
  }

  @Test
  @DisplayName("An asynchronous response goes without the field")
  void async() throws Exception {
    assertUnsealed(
        run(
            "GET",
            (request, response) -> {
              response.getOutputStream().print("a");
              AsyncContext async = request.startAsync();
              async.start(
                  () -> {
                    try {
                      async.getResponse().getOutputStream().print("b");
                    } catch (java.io.IOException e) {
                      throw new java.io.UncheckedIOException(e);
                    }
                    async.complete();
                  });
            }),
        "ab");
  }

  @Test
  @DisplayName("reset, sendError and sendRedirect drop what was held")
  void reset() throws Exception {
    assertSealed(
        run(
            "GET",
            (request, response) -> {
              response.getWriter().print("wrong");
              if ("error".equals(request.getQueryString())) {
                response.sendError(409);
              } else if ("redirect".equals(request.getQueryString())) {
                response.sendRedirect("/elsewhere");
              } else {
                response.reset();
                response.getOutputStream().print("right");
              }
            }),
        "right");
    HttpResponse<String> error = server.get("/x?error", "Authorization", "Token seal.alice");
    assertThat(error.statusCode()).isEqualTo(409);
    assertThat(error.body()).doesNotContain("wrong");
    HttpResponse<String> redirect = server.get("/x?redirect", "Authorization", "Token seal.alice");
    assertThat(redirect.statusCode()).isEqualTo(302);
    assertThat(redirect.body()).doesNotContain("wrong");
  }
}
