package dev.parley.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.audit.AuditEvent;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DispatchTest {
  private static final String ALICE = "Token new.alice";
  private static final String BOB = "Token new.bob";

  private final FilterServer server =
      new FilterServer()
          .servlet("/who/*", FilterServer::who)
          .servlet("/open/who", FilterServer::who);

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private HttpResponse<String> as(String path, String token) throws Exception {
    return server.get(path, "Authorization", token);
  }

  @Test
  @DisplayName("REQUEST: 401 with a challenge, no session, no cache; then the user")
  void request() throws Exception {
    server.start();
    HttpResponse<String> refused = server.get("/who/x");
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().allValues("WWW-Authenticate"))
        .containsExactly("Token realm=\"test\"");
    assertThat(refused.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(refused.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(refused.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
    HttpResponse<String> let = as("/who/x", ALICE);
    assertThat(let.statusCode()).isEqualTo(200);
    assertThat(let.body()).isEqualTo("REQUEST alice");
    assertThat(let.headers().firstValue("X-Token-Info")).contains("ok");
    assertThat(let.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(let.headers().firstValue("Cache-Control")).isEmpty();
  }

  @Test
  @DisplayName("HEAD gets the same header fields and no body")
  void head() throws Exception {
    server.start();
    HttpResponse<String> refused = server.send("HEAD", "/who/x", "");
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.body()).isEmpty();
    assertThat(refused.headers().firstValue("WWW-Authenticate")).isPresent();
  }

  @Test
  @DisplayName("ASYNC: the user is still known, and nobody is asked twice")
  void async() throws Exception {
    server
        .servlet(
            "/async",
            (request, response) -> {
              AsyncContext async = request.startAsync();
              async.start(() -> async.dispatch("/who/async"));
            })
        .start();
    assertThat(as("/async", ALICE).body()).isEqualTo("ASYNC alice");
    assertThat(server.tokens.accepted.get()).isEqualTo(1);
  }

  @Test
  @DisplayName("A context of the request ends with it, also when it is asynchronous")
  void contextOfRequest() throws Exception {
    List<Integer> ended = new CopyOnWriteArrayList<>();
    server
        .servlet(
            "/async",
            (request, response) -> {
              AsyncContext async = request.startAsync();
              async.start(
                  () -> {
                    ended.add(server.tokens.endedRequests.get());
                    async.dispatch("/who/async");
                  });
            })
        .start();
    assertThat(as("/who/x", "Token request.alice").body()).isEqualTo("REQUEST alice");
    await().until(() -> server.tokens.endedRequests.get() == 1);
    assertThat(as("/async", "Token request.alice").body()).isEqualTo("ASYNC alice");
    await().until(() -> server.tokens.endedRequests.get() >= 2);
    assertThat(ended).containsExactly(1);
    as("/who/x", ALICE);
  }

  @Test
  @DisplayName("The request of the asynchronous context knows the user, without a dispatch")
  void asyncContext() throws Exception {
    server
        .servlet(
            "/async",
            (request, response) -> {
              AsyncContext async = request.startAsync();
              async.start(
                  () -> {
                    try {
                      HttpServletRequest later = (HttpServletRequest) async.getRequest();
                      async.getResponse().getWriter().print(later.getRemoteUser());
                    } catch (IOException e) {
                      throw new UncheckedIOException(e);
                    }
                    async.complete();
                  });
            })
        .start();
    assertThat(as("/async", ALICE).body()).isEqualTo("alice");
  }

  @Test
  @DisplayName("ASYNC dispatch without a path comes back to the same servlet, once")
  void asyncBack() throws Exception {
    server
        .servlet(
            "/back/*",
            (request, response) -> {
              if (request.getDispatcherType() == DispatcherType.ASYNC) {
                FilterServer.who(request, response);
              } else {
                request.startAsync().dispatch();
              }
            })
        .start();
    assertThat(as("/back/a%20b?c=d", ALICE).body()).isEqualTo("ASYNC alice");
    assertThat(server.tokens.accepted.get()).isEqualTo(1);
  }

  @Test
  @DisplayName("ASYNC with the container's own request, not the wrapper: the user is still known")
  void asyncOfTheBareRequest() throws Exception {
    server
        .servlet(
            "/async",
            (request, response) ->
                ((jakarta.servlet.ServletRequestWrapper) request)
                    .getRequest()
                    .startAsync()
                    .dispatch("/who/async"))
        .start();
    assertThat(as("/async", ALICE).body()).isEqualTo("ASYNC alice");
    assertThat(server.tokens.accepted.get()).isEqualTo(1);
  }

  @Test
  @DisplayName("ASYNC to a path that is protected, from one that is not: 401")
  void asyncFromOpen() throws Exception {
    server
        .set("open-paths", "/open/*")
        .servlet("/open/async", (request, response) -> request.startAsync().dispatch("/who/a"))
        .start();
    assertThat(server.get("/open/async").statusCode()).isEqualTo(401);
    assertThat(as("/open/async", ALICE).body()).isEqualTo("ASYNC alice");
  }

  @Test
  @DisplayName("FORWARD: the user is still known; a path with a role needs the role")
  void forward() throws Exception {
    server
        .set("required-roles", "/who/admin = admin")
        .servlet(
            "/forward",
            (request, response) ->
                request
                    .getRequestDispatcher("/who/" + request.getQueryString())
                    .forward(request, response))
        .start();
    assertThat(as("/forward?x", BOB).body()).isEqualTo("FORWARD bob");
    assertThat(as("/forward?admin", BOB).statusCode()).isEqualTo(403);
    assertThat(as("/forward?admin", ALICE).body()).isEqualTo("FORWARD alice");
    assertThat(server.tokens.accepted.get()).isEqualTo(3);
  }

  @Test
  @DisplayName(
      "FORWARD from an open path to a protected one: 401, and credentials of the original request count")
  void forwardFromOpen() throws Exception {
    server
        .set("open-paths", "/open/*")
        .servlet(
            "/open/forward",
            (request, response) ->
                request.getRequestDispatcher("/who/x").forward(request, response))
        .start();
    HttpResponse<String> refused = server.get("/open/forward");
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("WWW-Authenticate")).isPresent();
    assertThat(as("/open/forward", ALICE).body()).isEqualTo("FORWARD alice");
  }

  @Test
  @DisplayName("Credentials on an open path are told to the packages once, whatever follows")
  void credentialsOnAnOpenPath() throws Exception {
    server
        .set("open-paths", "/open/*")
        .servlet(
            "/open/forward",
            (request, response) ->
                request.getRequestDispatcher("/open/who").forward(request, response))
        .start();
    assertThat(as("/open/forward", ALICE).body()).isEqualTo("FORWARD null");
    assertThat(server.tokens.startedOver.get()).isEqualTo(1);
    assertThat(server.get("/open/who").body()).isEqualTo("REQUEST null");
    assertThat(server.tokens.startedOver.get()).isEqualTo(1);
    assertThat(server.tokens.accepted.get()).isZero();
  }

  @Test
  @DisplayName("INCLUDE of a path the user may not see leaves it out")
  void include() throws Exception {
    server
        .set("required-roles", "/who/admin = admin")
        .servlet(
            "/include",
            (request, response) -> {
              response.getWriter().print("[");
              request.getRequestDispatcher("/who/admin").include(request, response);
              response.getWriter().print("]");
            })
        .start();
    assertThat(as("/include", BOB).body()).isEqualTo("[]");
    assertThat(as("/include", ALICE).body()).isEqualTo("[INCLUDE alice]");
  }

  @Test
  @DisplayName("ERROR: the error page knows the user and is never challenged")
  void error() throws Exception {
    ErrorPageErrorHandler pages = new ErrorPageErrorHandler();
    pages.addErrorPage(HttpServletResponse.SC_CONFLICT, "/who/error");
    server.context.setErrorHandler(pages);
    server
        .set("open-paths", "/open/*")
        .servlet("/conflict", (request, response) -> response.sendError(409))
        .servlet("/open/conflict", (request, response) -> response.sendError(409))
        .start();
    HttpResponse<String> known = as("/conflict", ALICE);
    assertThat(known.statusCode()).isEqualTo(409);
    assertThat(known.body()).isEqualTo("ERROR alice");
    HttpResponse<String> unknown = server.get("/open/conflict");
    assertThat(unknown.statusCode()).isEqualTo(409);
    assertThat(unknown.body()).isEqualTo("ERROR null");
  }

  @Test
  @DisplayName("CORS preflight passes only when the setting lets it")
  void preflight() throws Exception {
    String[] preflight = {"Origin", "http://other", "Access-Control-Request-Method", "PUT"};
    server.start();
    assertThat(server.send("OPTIONS", "/who/x", "", preflight).statusCode()).isEqualTo(401);
    try (FilterServer lax =
        new FilterServer()
            .set("allow-cors-preflight", "true")
            .servlet("/who/*", FilterServer::who)
            .start()) {
      assertThat(lax.send("OPTIONS", "/who/x", "", preflight).statusCode()).isEqualTo(200);
      assertThat(lax.send("OPTIONS", "/who/x", "").statusCode()).isEqualTo(401);
      assertThat(lax.send("OPTIONS", "/who/x", "", "Origin", "http://o").statusCode())
          .isEqualTo(401);
      assertThat(lax.send("GET", "/who/x", "", preflight).statusCode()).isEqualTo(401);
    }
  }

  @Test
  @DisplayName("A CORS preflight that passes does so through all its dispatches")
  void preflightGoesOn() throws Exception {
    server
        .set("allow-cors-preflight", "true")
        .servlet("/async", (request, response) -> request.startAsync().dispatch("/who/async"))
        .start();
    String[] preflight = {"Origin", "http://other", "Access-Control-Request-Method", "PUT"};
    HttpResponse<String> let = server.send("OPTIONS", "/async", "", preflight);
    assertThat(let.statusCode()).isEqualTo(200);
    assertThat(let.body()).isEqualTo("ASYNC null");
    assertThat(server.get("/async").statusCode()).isEqualTo(401);
  }

  @Test
  @DisplayName(
      "FORWARD of who was logged on by login(): without the role 403, whoever else is sent")
  void forwardAfterLogin() throws Exception {
    server
        .set("open-paths", "/open/*")
        .set("required-roles", "/who/* = root")
        .servlet(
            "/open/login",
            (request, response) -> {
              request.login("alice", "wonderland");
              request.getRequestDispatcher("/who/x").forward(request, response);
            })
        .start();
    assertThat(server.get("/open/login").statusCode()).isEqualTo(403);
    assertThat(as("/open/login", ALICE).statusCode()).isEqualTo(403);
  }

  @Test
  @DisplayName("audit-challenges gives every challenge to the audit logs")
  void auditChallenges() throws Exception {
    List<AuditEvent> events = new CopyOnWriteArrayList<>();
    server.builder.auditLog(events::add);
    server.set("audit-challenges", "true").start();
    assertThat(server.get("/who/x").statusCode()).isEqualTo(401);
    await().atMost(Duration.ofMinutes(1)).until(() -> !events.isEmpty());
    assertThat(events).extracting(AuditEvent::type).containsExactly(AuditEvent.Type.CHALLENGE);
  }

  @Test
  @DisplayName("Two filters in one application do not take each other's users")
  void twoFilters() throws Exception {
    server.start();
    try (FilterServer other = new FilterServer().servlet("/who/*", FilterServer::who).start()) {
      assertThat(as("/who/x", ALICE).body()).isEqualTo("REQUEST alice");
      assertThat(other.get("/who/x").statusCode()).isEqualTo(401);
    }
  }

  @Test
  @DisplayName("A container may stop the filter and start it again")
  void restart() throws Exception {
    server.start();
    server.context.stop();
    assertThat(server.tokens.closed).isTrue();
    server.context.start();
    assertThat(as("/who/x", ALICE).body()).isEqualTo("REQUEST alice");
  }
}
