package dev.parley.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A filter that cannot start stands in its place")
class NotStartedTest {
  static final String TEXT = "503 Service Unavailable: please try again later.\n";
  static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir Path folder;

  private final FilterServer server =
      new FilterServer()
          .servlet("/who/*", FilterServer::who)
          .initParam("realm", "test")
          .initParam("packages", "token")
          .initParam("mx-bean", "false");

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private static void assertRefused(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 60L);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
    assertThat(answer.body()).isIn(TEXT, "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"})
  @DisplayName("every method is answered 503, without a detail, and nothing is served")
  void methods(String method) throws Exception {
    server.initParam("relm", "misspelt").startByClass(EnumSet.allOf(DispatcherType.class));
    for (String path : List.of("/who/x", "/", "/absent", "/who/x;a=b?c=d")) {
      HttpResponse<String> answer =
          server.send(method, path, method.equals("POST") ? "a=b" : "", "Origin", "http://other");
      assertRefused(answer);
      assertThat(answer.body()).isEqualTo(method.equals("HEAD") ? "" : TEXT);
      assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
    }
  }

  @Test
  @DisplayName("the cause is logged once, with key, value, what is allowed and what to do")
  void loggedOnce() throws Exception {
    try (LogLines log = new LogLines()) {
      server
          .initParam("relm", "misspelt")
          .initParam("context-max", "none")
          .startByClass(EnumSet.of(DispatcherType.REQUEST));
      for (int i = 0; i < 20; i++) {
        assertRefused(server.get("/who/x"));
      }
      assertThat(log.of(Level.ERROR))
          .singleElement()
          .asString()
          .contains("answers every request with 503")
          .contains("relm = (not shown): allowed is no setting of this name")
          .contains("did you mean realm?")
          .contains("context-max = none: allowed is a whole number from 1 to 50000000");
    }
  }

  @ParameterizedTest
  @CsvSource({"relm, misspelt", "context-max, none", "schemes-by-path, /who/* = absent"})
  @DisplayName("wrong init-params need a new deployment: it says so, and does not try again")
  void wrongInitParams(String key, String value) throws Exception {
    try (LogLines log = new LogLines()) {
      server
          .initParam("users-file", usersFile())
          .initParam(key, value)
          .startByClass(EnumSet.of(DispatcherType.REQUEST));
      assertThat(server.get("/who/x").headers().firstValue("Retry-After")).contains("60");
      assertThat(log.of(Level.ERROR))
          .singleElement()
          .asString()
          .contains(key + " = ")
          .contains("does not try again by itself: correct that, and deploy the application again")
          .doesNotContain("when requests come");
    }
  }

  private String usersFile() throws IOException {
    String empty = "{\"format\": \"parley-users\", \"version\": 1, \"users\": []}";
    return Files.writeString(folder.resolve("users.json"), empty).toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"relm\": \"misspelt\"", "\"schemes-by-path\": {\"/who/*\": [\"absent\"]}"})
  @DisplayName("the same in a config-file can be corrected while it stands: it tries again")
  void wrongConfigFile(String wrong) throws Exception {
    Path file = folder.resolve("parley.json");
    Files.writeString(file, "{" + wrong + "}");
    try (LogLines log = new LogLines()) {
      server
          .initParam("users-file", usersFile())
          .initParam("config-file", file.toString())
          .startByClass(EnumSet.of(DispatcherType.REQUEST));
      assertRefused(server.get("/who/x"));
      assertThat(log.of(Level.ERROR)).singleElement().asString().contains("when requests come");
      Files.writeString(file, "{}");
      await().atMost(PATIENCE).until(() -> server.get("/who/x").statusCode() == 401);
    }
  }

  private FilterServer mappedFor(DispatcherType type) throws Exception {
    return server.initParam("relm", "misspelt").startByClass(EnumSet.of(type));
  }

  @Test
  @DisplayName("FORWARD is answered 503, whatever the application has set before")
  void forward() throws Exception {
    server.servlet(
        "/forward",
        (request, response) -> {
          response.setHeader("X-Application", "seen");
          response.getWriter().print("secret");
          request.getRequestDispatcher("/who/x").forward(request, response);
        });
    mappedFor(DispatcherType.FORWARD);
    HttpResponse<String> answer = server.get("/forward");
    assertRefused(answer);
    assertThat(answer.body()).isEqualTo(TEXT);
    assertThat(answer.headers().firstValue("X-Application")).isEmpty();
  }

  @Test
  @DisplayName("INCLUDE is left out")
  void include() throws Exception {
    server.servlet(
        "/include",
        (request, response) -> {
          response.getWriter().print("[");
          request.getRequestDispatcher("/who/x").include(request, response);
          response.getWriter().print("]");
        });
    mappedFor(DispatcherType.INCLUDE);
    assertThat(server.get("/include").body()).isEqualTo("[]");
  }

  @Test
  @DisplayName("ASYNC is answered 503")
  void async() throws Exception {
    server.servlet("/async", (request, response) -> request.startAsync().dispatch("/who/x"));
    mappedFor(DispatcherType.ASYNC);
    HttpResponse<String> answer = server.get("/async");
    assertRefused(answer);
    assertThat(answer.body()).isEqualTo(TEXT);
  }

  @Test
  @DisplayName("ASYNC adds nothing to a response that is under way")
  void committed() throws Exception {
    server.servlet(
        "/async",
        (request, response) -> {
          response.getWriter().print("begun");
          response.flushBuffer();
          request.startAsync().dispatch("/who/x");
        });
    mappedFor(DispatcherType.ASYNC);
    assertThat(server.get("/async").body()).isEqualTo("begun");
  }

  @Test
  @DisplayName("ERROR is answered 503 in place of the application's error page")
  void error() throws Exception {
    ErrorPageErrorHandler pages = new ErrorPageErrorHandler();
    pages.addErrorPage(HttpServletResponse.SC_CONFLICT, "/who/error");
    server.context.setErrorHandler(pages);
    server.servlet("/conflict", (request, response) -> response.sendError(409));
    mappedFor(DispatcherType.ERROR);
    HttpResponse<String> answer = server.get("/conflict");
    assertRefused(answer);
    assertThat(answer.body()).isEqualTo(TEXT);
  }

  @Test
  @DisplayName("a users file that comes back starts it, with a line in the log, without a redeploy")
  void usersFileComesBack() throws Exception {
    Path file = folder.resolve("mounted/users.json");
    try (LogLines log = new LogLines()) {
      server
          .initParam("users-file", file.toString())
          .initParam("protected-paths", "/who/*")
          .startByClass(EnumSet.allOf(DispatcherType.class));
      assertRefused(server.get("/who/x"));
      AuthenticationFilter filter =
          (AuthenticationFilter)
              server.context.getServletContext().getAttribute(AuthenticationFilter.class.getName());
      assertThatThrownBy(filter::counters)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("users-file = " + file);
      assertThatThrownBy(filter::contexts).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(filter::packages).isInstanceOf(IllegalStateException.class);

      Files.createDirectories(file.getParent());
      Files.writeString(file, "{\"format\":\"parley-users\",\"version\":1,\"users\":[]}");
      await().atMost(PATIENCE).until(() -> server.get("/who/x").statusCode() != 503);
      assertThat(server.get("/who/x").statusCode()).isEqualTo(401);
      assertThat(server.get("/who/x", "Authorization", "Token new.alice").body())
          .isEqualTo("REQUEST alice");
      assertThat(filter.counters().challenges()).isPositive();
      assertThat(log.of(Level.ERROR)).singleElement().asString().contains("users-file = " + file);
      assertThat(log.of(Level.INFO)).singleElement().asString().contains("has started");
    }
  }

  @Test
  @DisplayName("a cause that changes is logged anew")
  void causeChanges() throws Exception {
    Path file = folder.resolve("parley.json");
    try (LogLines log = new LogLines()) {
      server
          .initParam("config-file", file.toString())
          .startByClass(EnumSet.allOf(DispatcherType.class));
      assertRefused(server.get("/who/x"));
      Files.writeString(file, "{\"context-max\": 0}");
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                assertRefused(server.get("/who/x"));
                return log.of(Level.ERROR).size() == 2;
              });
      assertThat(log.of(Level.ERROR).get(0)).contains("config-file = ");
      assertThat(log.of(Level.ERROR).get(1)).contains("context-max = 0");
    }
  }
}
