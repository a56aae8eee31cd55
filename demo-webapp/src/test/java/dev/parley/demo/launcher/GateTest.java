package dev.parley.demo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.DemoApplication;
import dev.parley.demo.SampleUsers;
import dev.parley.filter.AuthenticationFilter;
import dev.parley.filter.AuthenticationFilterBuilder;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The demo answers to localhost and to the hosts that are named, and to no other site")
class GateTest {
  @TempDir Path folder;
  private DemoServer server;

  @BeforeEach
  void start() throws Exception {
    DemoApplication application = new DemoApplication();
    AuthenticationFilterBuilder builder =
        AuthenticationFilter.builder().auditLog(application.auditLog()).set("mx-bean", false);
    for (Map.Entry<String, String> each : new DemoSettings(Map.of(), null).toSet().entrySet()) {
      builder.set(each.getKey(), each.getValue());
    }
    Path users = SampleUsers.known().write(folder, DemoSettings.REALM, false);
    builder.set("users-file", users.toString());
    server =
        DemoServer.start(
            new DemoServer.Place(null, List.of("demo.example"), 0),
            builder.build(),
            application,
            "60s");
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  /** Header lines, joined by a bar. */
  private String ask(String method, String target, String headers) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(60_000);
      String request =
          method
              + " "
              + target
              + " HTTP/1.1\r\nConnection: close\r\nContent-Length: 0\r\n"
              + headers.replace("|", "\r\n").replace("PORT", Integer.toString(server.port()))
              + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String get(String target, String headers) throws IOException {
    return ask("GET", target, headers);
  }

  private static int status(String answer) {
    return Integer.parseInt(answer.substring(9, 12));
  }

  @ParameterizedTest
  @DisplayName("A Host of another name gets 421 on every path, before anything else is looked at")
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:PORT",
        "localhost.evil.example:PORT",
        "127.0.0.1.evil.example",
        "127.1",
        "2130706433",
        "192.0.2.1:PORT",
        "[2001:db8::1]:PORT",
        "0.0.0.0:PORT"
      })
  void otherHosts(String host) throws Exception {
    for (String path :
        List.of("/", "/open", "/status.json", "/events.json", "/protected/x", "/assets/demo.js")) {
      String answer = get(path, "Host: " + host);
      assertThat(status(answer)).as(path + "\n" + answer).isIn(421, 400);
      assertThat(answer).doesNotContain("WWW-Authenticate", "localVerifications", "events\":");
    }
    assertThat(get("/events.json", "Host: evil.example"))
        .contains("421", "text/plain", "demo.hosts", "--name");
  }

  @Test
  @DisplayName("So does a target in absolute form, whichever of the two names is another's")
  void absoluteForm() throws Exception {
    assertThat(status(get("http://evil.example/status.json", "Host: localhost:PORT")))
        .isIn(421, 400);
    assertThat(status(get("http://localhost/status.json", "Host: evil.example"))).isIn(421, 400);
  }

  @ParameterizedTest
  @DisplayName("Loopback by any of its names is answered")
  @ValueSource(
      strings = {"localhost:PORT", "LOCALHOST", "localhost.:PORT", "127.0.0.1:PORT", "[::1]:PORT"})
  void loopback(String host) throws Exception {
    assertThat(status(get("/status.json", "Host: " + host))).isEqualTo(200);
    assertThat(status(get("/events.json", "Host: " + host))).isEqualTo(200);
  }

  @Test
  @DisplayName("A host that is named is answered; there counts and events are for users only")
  void namedHost() throws Exception {
    String host = "Host: Demo.Example:PORT";
    assertThat(status(get("/open", host))).isEqualTo(200);
    for (String path : List.of("/status.json", "/events.json")) {
      assertThat(get(path, host)).contains(" 403 ", "sign in first").doesNotContain("address");
    }
    get("/protected/x", "Host: localhost");
    assertThat(get("/", host))
        .contains("data-see=\"false\"", "Sign in to see", "<b id=\"local\">–</b>")
        .doesNotContain("no credentials yet");
    assertThat(get("/", "Host: localhost")).contains("data-see=\"true\"", "no credentials yet");
  }

  @Test
  @DisplayName("What a proxy passes on is not local, whatever Host it writes")
  void proxies() throws Exception {
    for (String mark :
        List.of("X-Forwarded-For: 192.0.2.1", "Forwarded: for=192.0.2.1", "Via: 1.1 proxy")) {
      assertThat(status(get("/events.json", "Host: localhost|" + mark))).as(mark).isEqualTo(403);
    }
  }

  @ParameterizedTest
  @DisplayName("What the page of another site asks for gets 403, but the user may follow its link")
  @CsvSource(
      delimiter = ';',
      value = {
        "GET;  /events.json; Sec-Fetch-Site: cross-site|Sec-Fetch-Mode: no-cors;            403",
        "GET;  /events.json; Sec-Fetch-Site: same-site|Sec-Fetch-Mode: cors;                403",
        "GET;  /assets/demo.js; Sec-Fetch-Site: cross-site|Sec-Fetch-Mode: no-cors;         403",
        "GET;  /; Sec-Fetch-Site: cross-site|Sec-Fetch-Mode: navigate|Sec-Fetch-Dest: iframe;  403",
        "POST; /log-out; Sec-Fetch-Site: cross-site|Sec-Fetch-Mode: navigate|Sec-Fetch-Dest: document; 403",
        "POST; /log-out; Origin: http://evil.example;                                       403",
        "POST; /log-out; Origin: null;                                                      403",
        "GET;  /status.json; Origin: http://localhost:1;                                    403",
        "GET;  /; Sec-Fetch-Site: cross-site|Sec-Fetch-Mode: navigate|Sec-Fetch-Dest: document; 200",
        "GET;  /events.json; Sec-Fetch-Site: same-origin;                                   200",
        "GET;  /; Sec-Fetch-Site: none|Sec-Fetch-Mode: navigate;                            200",
        "GET;  /status.json; Origin: http://localhost:PORT;                                 200",
        "POST; /log-out; Origin: http://localhost:PORT;                                     401",
      })
  void otherSites(String method, String target, String headers, int expected) throws Exception {
    assertThat(status(ask(method, target, "Host: localhost:PORT|" + headers))).isEqualTo(expected);
  }

  @Test
  @DisplayName("No answer may be embedded by another site")
  void embedding() throws Exception {
    for (String path : List.of("/", "/open", "/status.json", "/events.json", "/assets/demo.js")) {
      assertThat(get(path, "Host: localhost"))
          .contains("Cross-Origin-Resource-Policy: same-origin", "nosniff")
          .doesNotContain("Access-Control-Allow-Origin");
    }
  }

  @Test
  @DisplayName("The users file of the demo is readable for its owner alone")
  @DisabledOnOs(OS.WINDOWS)
  void usersFile() throws Exception {
    try (var files = Files.list(folder)) {
      Path file = files.findFirst().orElseThrow();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }
}
