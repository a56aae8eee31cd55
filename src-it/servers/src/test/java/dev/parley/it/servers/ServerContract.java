package dev.parley.it.servers;

import static dev.parley.it.servers.Variant.CORRECT;
import static dev.parley.it.servers.Variant.PARTIAL;
import static dev.parley.it.servers.Variant.REQUEST_ONLY;
import static dev.parley.it.servers.Variant.UNKNOWN_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.it.servers.Variant.Start;
import dev.parley.it.support.Built;
import dev.parley.it.support.Digest;
import dev.parley.it.support.Jdks;
import dev.parley.it.support.RawHttp;
import dev.parley.it.support.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds on every server: whatever is wrong with the filter, a stranger gets nothing of the
 * application. One process has all variants; it is started a second time in between, for a server
 * may load an application at its boot otherwise than when it was deployed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class ServerContract {
  private static final int UNAVAILABLE = 503;
  private static final String CONTENT = "application-content";
  private static final List<String> METHODS =
      List.of(
          "GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "PROPFIND", "ODD");
  private static final List<String> PATHS =
      List.of(
          "/admin/x",
          "/page/x",
          "/async/x",
          "/forward/admin/x",
          "/include/admin/x",
          "/error/x",
          "/error-page",
          "/static.txt",
          "/index.html",
          "/",
          "/not-there",
          "/socket");
  private static final String[] UPGRADE = {
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
  };
  private static final String TRIES = "It tries again when requests come";
  private static final String DOES_NOT_TRY = "It does not try again by itself";
  private static final Pattern OUTLOOK = Pattern.compile(TRIES + "|" + DOES_NOT_TRY);
  private static final Duration MOST = Duration.ofMinutes(5);
  private static final Duration LOGGED = Duration.ofMinutes(2);

  private Path folder;
  private Server server;

  /** How the server is laid out. */
  abstract Layout layout();

  /** What a stranger is answered where the server has refused to deploy the application. */
  abstract int whereNotDeployed();

  @BeforeAll
  void start(@TempDir Path temporary) throws Exception {
    folder = temporary;
    Layout layout = layout();
    Optional<Jdks.Jdk> jdk = Jdks.oldest(layout.leastJava());
    Assumptions.assumeTrue(
        jdk.isPresent(), "there is no JDK " + layout.leastJava() + " or newer on this machine");
    for (Variant each : Variant.ofContract()) {
      if (each.start() != Start.LATER) {
        Disk.mount(Server.disk(folder, each));
      }
    }
    server = Server.prepare(layout, jdk.orElseThrow().java(), folder, Variant.ofContract());
    server.start();
  }

  @AfterAll
  void stop() throws IOException {
    if (server != null) { // skipped before it was prepared
      server.close();
      Path logs = Built.itFolder().resolve("servers/target/logs");
      server.keepLogs(logs.resolve(getClass().getSimpleName()));
    }
  }

  /** A jar that the server brings is not missing. */
  private boolean isWhole(Variant variant) {
    return layout().brings().contains(variant.missingJar());
  }

  Stream<Variant> broken() {
    return Variant.ofContract().stream()
        .filter(each -> each.start() != Start.AT_ONCE && !isWhole(each));
  }

  Stream<Variant> explained() {
    return Variant.ofContract().stream()
        .filter(each -> each.isDeployed() && !each.said().isEmpty() && !isWhole(each));
  }

  Stream<Variant> starting() {
    return Variant.ofContract().stream()
        .filter(each -> each == CORRECT || each == REQUEST_ONLY || isWhole(each));
  }

  Stream<Variant> later() {
    return broken().filter(each -> each.start() == Start.LATER);
  }

  @Test
  @Order(1)
  @DisplayName("listens on loopback alone")
  void loopback() throws Exception {
    server.expectLoopbackAlone();
  }

  @ParameterizedTest
  @MethodSource("broken")
  @Order(2)
  @DisplayName("a filter that cannot start lets nothing through, by any method or dispatch")
  void nothingPasses(Variant variant) throws Exception {
    expectNothing(variant);
  }

  private void expectNothing(Variant variant) throws IOException {
    for (String path : PATHS) {
      for (String method : METHODS) {
        String request = variant + " " + method + " " + path;
        Reply reply = server.request(variant, method, path);
        if (!variant.isDeployed()) {
          expectNotDeployed(reply, method, path);
          continue;
        }
        expectRefused(reply, request);
        // some servers refuse TRACE before any filter
        if (!method.equals("TRACE")) {
          assertThat(reply.status()).as("%s: %s", request, reply).isEqualTo(UNAVAILABLE);
          assertThat(reply.header("Retry-After")).as(request).isPresent();
        }
      }
    }
    expectRefused(server.request(variant, "GET", "/socket", UPGRADE), variant + " WebSocket");
    expectHidden(variant, "/WEB-INF/web.xml");
    Reply root = server.request(variant, "GET", "");
    // a server may add the slash itself
    assertThat(root.status()).as("%s", root).isGreaterThanOrEqualTo(300);
    assertThat(root.toString()).doesNotContain(CONTENT);
  }

  /**
   * The server refuses, or does what it does for a path of no application: to OPTIONS some servers
   * answer 200 with an Allow of their own.
   */
  private void expectNotDeployed(Reply reply, String method, String path) throws IOException {
    if (method.equals("GET")) {
      assertThat(reply.status()).as("%s: %s", path, reply).isEqualTo(whereNotDeployed());
    }
    if (method.equals("OPTIONS") && reply.status() == 200) {
      Reply ofNone = server.request(method, "/no-application" + path);
      assertThat(reply.status()).as("%s: %s", path, reply).isEqualTo(ofNone.status());
      assertThat(reply.body()).isEqualTo(ofNone.body()).isEmpty();
      assertThat(reply.header("Allow")).isEqualTo(ofNone.header("Allow"));
    } else {
      expectRefused(reply, method + " " + path);
    }
  }

  /**
   * What a server refuses before any filter may lead to the application's error page: by an ERROR
   * dispatch, which is behind the filter unless its mapping leaves that type out. Of that it warns.
   */
  private void expectHidden(Variant variant, String path) throws IOException {
    String request = variant + " " + path;
    Reply reply = server.request(variant, "GET", path);
    if (variant.mapsErrors() || !reply.toString().contains("dispatch=ERROR")) {
      expectRefused(reply, request);
      return;
    }
    assertThat(reply.status()).as("%s: %s", request, reply).isBetween(400, 599);
    assertThat(reply.body().strip())
        .as(request)
        .isEqualTo(CONTENT + " dispatch=ERROR method=GET user=null admin=false");
  }

  private static void expectRefused(Reply reply, String request) {
    assertThat(reply.status()).as("%s: %s", request, reply).isBetween(400, 599);
    assertThat(reply.toString()).as(request).doesNotContain(CONTENT);
  }

  @ParameterizedTest
  @MethodSource("explained")
  @Order(3)
  @DisplayName("the server's log says what is wrong with the filter, and not at each request")
  void logged(Variant variant) throws Exception {
    // WildFly starts a filter when the first request comes
    expectRefused(server.request(variant, "GET", "/page/x"), variant.toString());
    List<String> said = new ArrayList<>(variant.said());
    if (variant == PARTIAL) {
      said.addAll(layout().saidWithoutIt());
    }
    await().atMost(LOGGED).untilAsserted(() -> assertThat(server.log()).contains(said));
    String line =
        "of the application /"
            + variant.id()
            + " does not start and answers every request with 503:";
    for (Map.Entry<String, String> log : server.logs().entrySet()) {
      assertThat(log.getValue().lines().filter(each -> each.contains(line)).count())
          .as(log.getKey())
          .isLessThanOrEqualTo(1);
    }
    if (variant.start() != Start.AT_ONCE) {
      expectOutlook(variant, line);
    }
  }

  /**
   * Only what can pass without a new deployment is tried again, and only a misspelt key is unknown.
   */
  private void expectOutlook(Variant variant, String line) throws IOException {
    String log = server.log();
    Matcher outlook = OUTLOOK.matcher(log);
    assertThat(outlook.find(log.indexOf(line))).isTrue();
    assertThat(outlook.group()).isEqualTo(variant.start() == Start.LATER ? TRIES : DOES_NOT_TRY);
    assertThat(
            log.substring(log.indexOf(line), outlook.start()).contains("no setting of this name"))
        .isEqualTo(variant == UNKNOWN_KEY);
  }

  @ParameterizedTest
  @MethodSource("starting")
  @Order(4)
  @DisplayName("a filter that starts challenges a stranger everywhere and tells nothing")
  void challenges(Variant variant) throws Exception {
    for (String path : PATHS) {
      Reply reply = server.request(variant, "GET", path);
      assertThat(reply.status()).as("%s %s: %s", variant, path, reply).isEqualTo(401);
      assertThat(reply.challenges()).isNotEmpty();
      assertThat(reply.toString()).doesNotContain(CONTENT);
    }
    Reply upgrade = server.request(variant, "GET", "/socket", UPGRADE);
    assertThat(upgrade.status()).as("%s WebSocket: %s", variant, upgrade).isEqualTo(401);
  }

  @Test
  @Order(4)
  @DisplayName("a correct WAR lets an admin in by every dispatch")
  void admin() throws Exception {
    try (RawHttp http = server.connect()) {
      Digest alice = logOn(http, CORRECT, Disk.ADMIN);
      for (String path :
          List.of("/admin/x", "/page/x", "/async/x", "/forward/admin/x", "/include/admin/x")) {
        Reply reply = get(http, CORRECT, path, alice);
        assertThat(reply.status()).as("%s: %s", path, reply).isEqualTo(200);
        assertThat(reply.body()).contains("user=alice").contains("admin=true");
      }
      assertThat(get(http, CORRECT, "/static.txt", alice).body()).contains(CONTENT);
      assertThat(get(http, CORRECT, "/", alice).body()).contains("welcome");
      Reply error = get(http, CORRECT, "/error/x", alice);
      assertThat(error.status()).as("%s", error).isEqualTo(409);
      assertThat(error.body()).contains("dispatch=ERROR").contains("user=alice");
    }
  }

  @Test
  @Order(4)
  @DisplayName("a user without the role gets 403, directly and by a forward")
  void roles() throws Exception {
    try (RawHttp http = server.connect()) {
      Digest bob = logOn(http, CORRECT, Disk.USER);
      assertThat(get(http, CORRECT, "/page/x", bob).body()).contains("user=bob");
      for (String path : List.of("/admin/x", "/forward/admin/x")) {
        // Open Liberty closes a connection behind a 403
        try (RawHttp fresh = server.connect()) {
          Reply reply = get(fresh, CORRECT, path, bob);
          assertThat(reply.status()).as("%s: %s", path, reply).isEqualTo(403);
          assertThat(reply.body()).doesNotContain(CONTENT);
        }
      }
    }
  }

  @Test
  @Order(4)
  @DisplayName("a logout ends what was kept")
  void logout() throws Exception {
    try (RawHttp http = server.connect()) {
      Digest alice = logOn(http, CORRECT, Disk.ADMIN);
      assertThat(get(http, CORRECT, "/page/x", alice).status()).isEqualTo(200);
      assertThat(get(http, CORRECT, "/logout", alice).body()).contains("user=null");
      assertThat(get(http, CORRECT, "/page/x", alice).status()).isEqualTo(401);
    }
  }

  @Test
  @Order(4)
  @DisplayName("a url-pattern protects what it names")
  void partial() throws Exception {
    assertThat(server.request(PARTIAL, "GET", "/page/x").status()).isEqualTo(401);
  }

  @Test
  @Order(5)
  @DisplayName("starts again")
  void again() throws Exception {
    server.stop();
    server.start();
  }

  @ParameterizedTest
  @MethodSource("broken")
  @Order(6)
  @DisplayName("after the server's next boot a broken filter lets nothing through either")
  void nothingPassesAfterBoot(Variant variant) throws Exception {
    expectNothing(variant);
  }

  @ParameterizedTest
  @MethodSource("later")
  @Order(7)
  @DisplayName("a filter whose files come back starts by itself")
  void comesBack(Variant variant) throws Exception {
    Disk.mount(Server.disk(folder, variant));
    await("challenge")
        .atMost(MOST)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              Reply reply = server.request(variant, "GET", "/admin/x");
              expectRefused(reply, variant.toString());
              return reply.status() == 401;
            });
    try (RawHttp http = server.connect()) {
      Digest alice = logOn(http, variant, Disk.ADMIN);
      assertThat(get(http, variant, "/admin/x", alice).body()).contains("user=alice");
    }
  }

  @Test
  @Order(8)
  @DisplayName(
      "an application that is taken away serves no late request, and protects when it is back")
  void redeployed() throws Exception {
    Digest alice;
    try (RawHttp http = server.connect()) {
      alice = logOn(http, CORRECT, Disk.ADMIN);
      assertThat(get(http, CORRECT, "/admin/x", alice).status()).isEqualTo(200);
    }
    server.undeploy(CORRECT);
    awaitStatus("undeployed", status -> status != 401);
    try (RawHttp http = server.connect()) {
      expectRefused(get(http, CORRECT, "/admin/x", alice), "late");
    }
    server.deploy(CORRECT);
    awaitStatus("deployed again", status -> status == 401);
    try (RawHttp http = server.connect()) {
      Digest again = logOn(http, CORRECT, Disk.ADMIN);
      assertThat(get(http, CORRECT, "/admin/x", again).body()).contains("user=alice");
    }
  }

  /** Whatever a stranger is answered until then, it has nothing of the application. */
  private void awaitStatus(String what, IntPredicate expected) {
    await(what)
        .atMost(MOST)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              Reply reply = server.request(CORRECT, "GET", "/admin/x");
              expectRefused(reply, what);
              return expected.test(reply.status());
            });
  }

  private static Digest logOn(RawHttp http, Variant variant, String user) throws IOException {
    Reply challenge = http.request("GET", "/" + variant.id() + "/page/x");
    assertThat(challenge.status()).as("%s", challenge).isEqualTo(401);
    return Digest.answering(challenge, user, Disk.PASSWORD);
  }

  private static Reply get(RawHttp http, Variant variant, String path, Digest client)
      throws IOException {
    String target = "/" + variant.id() + path;
    return http.request("GET", target, client.answer("GET", target));
  }
}
