package dev.parley.demo.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.demo.DemoApplication;
import dev.parley.demo.SampleUsers;
import dev.parley.filter.AuthenticationFilter;
import dev.parley.filter.AuthenticationFilterBuilder;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DemoServerTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private AuthenticationFilter filter;
  private DemoServer server;
  private String origin;
  private DigestClient alice;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    SampleUsers users =
        new SampleUsers(
            List.of(
                new SampleUsers.User("alice", "wonderland", List.of("admin", "user")),
                new SampleUsers.User("bob", "builder", List.of("user")),
                new SampleUsers.User("Jäsøn <b>Doe", "secret", List.of("<i>"))));
    DemoApplication application = new DemoApplication();
    AuthenticationFilterBuilder builder =
        AuthenticationFilter.builder().auditLog(application.auditLog());
    for (Map.Entry<String, String> setting : new DemoSettings(Map.of(), null).toSet().entrySet()) {
      builder.set(setting.getKey(), setting.getValue());
    }
    builder.set("users-file", users.write(folder, DemoSettings.REALM, false).toString());
    filter = builder.build();
    server = DemoServer.start(new DemoServer.Place(null, List.of(), 0), filter, application, "60s");
    origin = "http://localhost:" + server.port();
    alice = new DigestClient(origin, "alice", "wonderland");
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  /** The events so far; the filter writes them in a thread of its own. */
  private HttpResponse<String> events() throws Exception {
    await().atMost(Duration.ofMinutes(1)).until(() -> filter.counters().auditWaiting() == 0);
    return plain("GET", "/events.json");
  }

  private HttpResponse<String> plain(String method, String path) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(origin + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build(),
        BodyHandlers.ofString());
  }

  private JsonNode json(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElse("")).contains("json");
    return JsonMapper.shared().readTree(response.body());
  }

  @ParameterizedTest
  @DisplayName("without credentials: open paths answer")
  @ValueSource(
      strings = {
        "/",
        "/open",
        "/status.json",
        "/events.json",
        "/assets/demo.css",
        "/assets/demo.js"
      })
  void openPaths(String path) throws Exception {
    assertThat(plain("GET", path).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @DisplayName("without credentials: everything else is challenged")
  @ValueSource(
      strings = {
        "/protected",
        "/protected/",
        "/protected/a",
        "/protected/async/a",
        "/protected/whoami",
        "/admin/",
        "/sign-in",
        "/no-such-path"
      })
  void protectedPaths(String path) throws Exception {
    HttpResponse<String> response = plain("GET", path);
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Digest ");
  }

  @Test
  @DisplayName("a protected file answers with the user's name, also by asynchronous dispatch")
  void userName() throws Exception {
    for (String path : List.of("/protected/a/b.txt", "/protected/async/a")) {
      HttpResponse<String> response = alice.get(path);
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).isEqualTo("alice\n");
      assertThat(response.headers().firstValue("X-User")).contains("alice");
    }
  }

  @ParameterizedTest
  @DisplayName("methods other than GET reach the application, with their entity")
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "PROPFIND"})
  void methods(String method) throws Exception {
    assertThat(alice.send(method, "/protected/x", "twelve bytes").body())
        .isEqualTo("alice\n" + method + ": 12 bytes\n");
    assertThat(alice.send(method, "/protected/async/x", "twelve bytes").body())
        .isEqualTo("alice\n" + method + ": 12 bytes\n");
  }

  @Test
  @DisplayName("HEAD and OPTIONS reach the application")
  void head() throws Exception {
    HttpResponse<String> response = alice.send("HEAD", "/protected/x", "");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("X-User")).contains("alice");
    assertThat(response.body()).isEmpty();
    assertThat(alice.send("OPTIONS", "/protected/x", "").body()).isEqualTo("alice\n");
  }

  @Test
  @DisplayName("whoami tells how the user is known")
  void whoami() throws Exception {
    JsonNode who = json(alice.get("/protected/whoami"));
    assertThat(who.propertyNames())
        .contains(
            "user",
            "roles",
            "scheme",
            "package",
            "algorithm",
            "contextId",
            "established",
            "expires");
    assertThat(who.get("user").asString()).isEqualTo("alice");
    assertThat(who.get("roles")).hasToString("[\"admin\",\"user\"]");
    assertThat(who.get("scheme").asString()).isEqualTo("Digest");
    assertThat(who.get("package").asString()).isEqualTo("Digest");
    assertThat(who.get("algorithm").asString()).isEqualTo("SHA-256");
    assertThat(who.get("contextId").asString()).isNotEmpty();
    assertThat(Instant.parse(who.get("expires").asString()))
        .isAfter(Instant.parse(who.get("established").asString()));
  }

  @Test
  @DisplayName("20 requests are one authority call, the rest is verified locally")
  void counters() throws Exception {
    for (int i = 0; i < 20; i++) {
      assertThat(alice.get("/protected/" + i).statusCode()).isEqualTo(200);
    }
    JsonNode status = json(plain("GET", "/status.json"));
    assertThat(status.get("authorityCalls").asInt()).isEqualTo(1);
    assertThat(status.get("localVerifications").asInt()).isEqualTo(19);
    assertThat(status.get("logons").asInt()).isEqualTo(1);
    assertThat(status.get("contextsHeld").asInt()).isEqualTo(1);
    assertThat(status.get("refusals").get("WRONG_RESPONSE").asInt()).isZero();
  }

  @Test
  @DisplayName("/admin/* is for the role admin; another user gets 403")
  void admin() throws Exception {
    assertThat(alice.get("/admin/").body()).isEqualTo("alice is an admin\n");
    HttpResponse<String> bob = new DigestClient(origin, "bob", "builder").get("/admin/");
    assertThat(bob.statusCode()).isEqualTo(403);
  }

  @Test
  @DisplayName("the page knows who is there without the help of a script")
  void page() throws Exception {
    HttpResponse<String> anonymous = plain("GET", "/");
    assertThat(anonymous.body()).contains("not signed in", "/sign-in", "<noscript>");
    assertThat(anonymous.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "script-src 'self'")
        .doesNotContain("unsafe");
    HttpResponse<String> redirect = alice.get("/sign-in");
    assertThat(redirect.statusCode()).isEqualTo(303);
    assertThat(redirect.headers().firstValue("Location")).contains("/");
    assertThat(alice.get("/").body())
        .contains("<small>You are</small>alice", "SHA-256", "logon", "action=\"/log-out\"")
        .doesNotContain("{{");
  }

  @Test
  @DisplayName("the page loads nothing from elsewhere, and suits phones and dark mode")
  void assets() throws Exception {
    String page = plain("GET", "/").body();
    String style = plain("GET", "/assets/demo.css").body();
    // the name of a namespace, which nobody loads
    String script =
        plain("GET", "/assets/demo.js").body().replace("'http://www.w3.org/2000/svg'", "");
    assertThat(page)
        .contains("name=\"viewport\" content=\"width=device-width", "/assets/demo.js")
        .contains("Send 50 requests", "Wait for a stale nonce");
    assertThat(style).contains("@media (prefers-color-scheme: dark)", "@media (max-width:");
    for (String text : List.of(page, style, script)) {
      assertThat(text).doesNotContain("http://", "https://", "src=\"//", "@import");
    }
  }

  @Test
  @DisplayName("a name with umlauts and markup arrives as it is, and never as markup")
  void strangeName() throws Exception {
    String name = "Jäsøn <b>Doe";
    DigestClient client = new DigestClient(origin, name, "secret");
    HttpResponse<String> response = client.get("/protected/x");
    assertThat(response.body()).isEqualTo(name + "\n");
    assertThat(
            response
                .headers()
                .firstValue("X-User")
                .orElse("")
                .getBytes(StandardCharsets.ISO_8859_1))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(name);
    assertThat(client.get("/").body())
        .contains("Jäsøn &lt;b&gt;Doe", "&lt;i&gt;")
        .doesNotContain("<b>Doe", "<i>");
  }

  @Test
  @DisplayName("after logging out the old credentials serve no more, and the page says so")
  void logOut() throws Exception {
    alice.get("/protected/x");
    HttpResponse<String> out = alice.send("POST", "/log-out", "");
    assertThat(out.statusCode()).isEqualTo(401);
    assertThat(out.body()).contains("You are logged out", "Firefox").doesNotContain("{{");
    JsonNode events = json(events()).get("events");
    assertThat(events.findValuesAsString("type")).contains("CHALLENGE", "LOGON", "LOGOUT");
    assertThat(json(plain("GET", "/status.json")).get("contextsHeld").asInt()).isZero();
  }

  @Test
  @DisplayName("another site can not log the user out")
  void crossSiteLogOut() throws Exception {
    HttpResponse<String> response =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(origin + "/log-out"))
                .header("Sec-Fetch-Site", "cross-site")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build(),
            BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(403);
  }

  @Test
  @DisplayName("the events never hold a secret of the protocol")
  void noSecrets() throws Exception {
    alice.get("/protected/x");
    assertThat(events().body())
        .contains("alice")
        .doesNotContain("nonce=", "response=", "opaque", "wonderland");
  }
}
