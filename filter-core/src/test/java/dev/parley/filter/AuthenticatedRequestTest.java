package dev.parley.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sspi.Identity;
import dev.parley.sspi.Impersonation;
import dev.parley.sspi.SecurityContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.net.http.HttpResponse;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AuthenticatedRequestTest {
  private final FilterServer server = new FilterServer().set("open-paths", "/open/*");

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private HttpResponse<String> alice(String path) throws Exception {
    return server.get(path, "Authorization", "Token new.alice");
  }

  @Test
  @DisplayName("getUserPrincipal, getRemoteUser, getAuthType and isUserInRole answer")
  void whoIsIt() throws Exception {
    server
        .servlet(
            "/x",
            (request, response) ->
                response
                    .getWriter()
                    .printf(
                        "%s %s %s %s %s %s %s",
                        ((Identity) request.getUserPrincipal()).authority(),
                        request.getRemoteUser(),
                        request.getAuthType(),
                        request.isUserInRole("admin"),
                        request.isUserInRole("other"),
                        request.isUserInRole("*"),
                        request.isUserInRole("**")))
        .start();
    assertThat(alice("/x").body()).isEqualTo("test-authority alice TOKEN true false false true");
  }

  @Test
  @DisplayName("The attribute dev.parley.identity has package, authority, context id and times")
  void identityAttribute() throws Exception {
    server
        .servlet(
            "/x",
            (request, response) -> {
              AuthenticatedIdentity identity =
                  (AuthenticatedIdentity) request.getAttribute("dev.parley.identity");
              assertThat(Collections.list(request.getAttributeNames()))
                  .contains("dev.parley.identity");
              response.getWriter().print(identity);
            })
        .start();
    assertThat(alice("/x").body())
        .contains("name=alice", "scheme=Token", "packageName=TestToken", "algorithm=none")
        .contains("authority=test-authority", "contextId=id-of-alice")
        .contains("established=1970-01-01T00:00:01Z", "expires=1970-01-01T00:00:02Z");
  }

  @Test
  @DisplayName("The application runs code as the client by the attribute dev.parley.context")
  void impersonate() throws Exception {
    server
        .servlet(
            "/x",
            (request, response) -> {
              SecurityContext context =
                  (SecurityContext) request.getAttribute(AuthenticationFilter.SECURITY_CONTEXT);
              try {
                response.getWriter().print(context.impersonate(Impersonation::current));
              } catch (Exception e) {
                throw new ServletException(e);
              }
              response.getWriter().print(Impersonation.current());
            })
        .start();
    assertThat(alice("/x").body()).isEqualTo("alicenull");
  }

  @Test
  @DisplayName("On an open path nobody is known, whatever is sent")
  void open() throws Exception {
    server
        .servlet(
            "/open/x",
            (request, response) ->
                response
                    .getWriter()
                    .print(
                        request.getUserPrincipal()
                            + " "
                            + request.getAuthType()
                            + " "
                            + request.isUserInRole("**")
                            + request.getAttribute("dev.parley.identity")))
        .start();
    assertThat(alice("/open/x").body()).isEqualTo("null null falsenull");
    assertThat(server.tokens.accepted.get()).isZero();
  }

  @Test
  @DisplayName("authenticate() challenges on an open path, and is true once the user is known")
  void authenticate() throws Exception {
    server
        .servlet(
            "/open/x",
            (request, response) -> {
              if (request.authenticate(response)) {
                response
                    .getWriter()
                    .print(request.authenticate(response) + request.getRemoteUser());
              }
            })
        .start();
    HttpResponse<String> refused = server.get("/open/x");
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("WWW-Authenticate")).isPresent();
    HttpResponse<String> let = alice("/open/x");
    assertThat(let.body()).isEqualTo("truealice");
    assertThat(let.headers().firstValue("X-Token-Info")).contains("ok");
  }

  private static String login(
      HttpServletRequest request, @Nullable String user, @Nullable String password) {
    try {
      request.login(user, password);
      return "in";
    } catch (ServletException e) {
      return "out: " + e.getMessage();
    }
  }

  @Test
  @DisplayName("login() verifies through the authority, for the request only")
  void login() throws Exception {
    server
        .servlet(
            "/open/x",
            (request, response) ->
                response
                    .getWriter()
                    .print(
                        login(request, "alice", "wrong")
                            + login(request, "alice", "wonderland")
                            + request.getRemoteUser()
                            + request.getAuthType()
                            + request.isUserInRole("admin")
                            + login(request, "alice", "wonderland")))
        .start();
    assertThat(server.get("/open/x").body())
        .isEqualTo("out: the logon failedinaliceTOKENtrueout: a user is logged on already");
  }

  @Test
  @DisplayName("login() without name or password is refused, no error of another kind")
  void loginWithoutPassword() throws Exception {
    server
        .servlet(
            "/open/x",
            (request, response) ->
                response
                    .getWriter()
                    .print(login(request, null, "x") + login(request, "alice", null)))
        .start();
    assertThat(server.get("/open/x").body()).startsWith("out: ").doesNotContain("in");
  }

  @Test
  @DisplayName("login() is throttled like any other answer")
  void loginThrottled() throws Exception {
    server
        .set("lockout-failures", 2)
        .servlet(
            "/open/x",
            (request, response) ->
                response
                    .getWriter()
                    .print(
                        login(request, "ALICE", "wrong")
                            + login(request, "alice", "wrong")
                            + login(request, "alice", "wonderland")))
        .start();
    assertThat(server.get("/open/x").body()).doesNotContain("in");
  }

  @Test
  @DisplayName(
      "logout() destroys the context: nobody is known any more, and the next request is asked")
  void logout() throws Exception {
    server
        .servlet(
            "/x",
            (request, response) -> {
              request.logout();
              response.getWriter().print(request.getUserPrincipal());
            })
        .start();
    assertThat(alice("/x").body()).isEqualTo("null");
    assertThat(server.tokens.deleted).containsExactly("alice");
    assertThat(alice("/x").statusCode()).isEqualTo(401);
  }
}
