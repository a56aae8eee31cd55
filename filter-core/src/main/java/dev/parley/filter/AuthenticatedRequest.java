package dev.parley.filter;

import dev.parley.engine.Answer;
import dev.parley.engine.AuthenticationService;
import dev.parley.engine.Outcome;
import dev.parley.engine.Outcome.Authenticated;
import dev.parley.engine.PasswordLogon;
import dev.parley.engine.PathRule;
import dev.parley.sspi.Identity;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The request as the application sees it: with the user, and the servlet calls about users. */
final class AuthenticatedRequest extends EntityRequest {
  private final RequestState state;
  private final AuthenticationService service;

  AuthenticatedRequest(
      HttpServletRequest request, RequestState state, AuthenticationService service) {
    super(request, state.exchange());
    this.state = state;
    this.service = service;
  }

  boolean shows(RequestState other) {
    return state == other;
  }

  private @Nullable Identity identity() {
    Caller caller = state.caller();
    return caller == null ? null : caller.identity();
  }

  @Override
  public @Nullable Principal getUserPrincipal() {
    return identity();
  }

  @Override
  public @Nullable String getRemoteUser() {
    Identity identity = identity();
    return identity == null ? null : identity.name();
  }

  @Override
  public @Nullable String getAuthType() {
    Caller caller = state.caller();
    return caller == null ? null : caller.authType();
  }

  /** Servlet 6.0, 13.3: "*" is no role, "**" is any user unless it is declared. */
  @Override
  public boolean isUserInRole(String role) {
    Identity identity = identity();
    if (identity == null || role == null || role.equals("*")) {
      return false;
    }
    return identity.roles().contains(role) || role.equals("**");
  }

  @Override
  public AsyncContext startAsync() {
    return withUser(state.wentAsync(super.startAsync()));
  }

  @Override
  public AsyncContext startAsync(ServletRequest shown, ServletResponse answer) {
    return state.wentAsync(super.startAsync(shown, answer));
  }

  @Override
  public AsyncContext getAsyncContext() {
    return withUser(super.getAsyncContext());
  }

  private AsyncContext withUser(AsyncContext context) {
    return new UserAsyncContext(
        context, original -> new AuthenticatedRequest(original, state, service));
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    Caller caller = state.caller();
    if (AuthenticatedIdentity.ATTRIBUTE.equals(name)) {
      return caller == null ? null : caller.describe();
    }
    if (AuthenticationFilter.SECURITY_CONTEXT.equals(name)) {
      return caller instanceof Caller.ByContext known ? known.user().context() : null;
    }
    return super.getAttribute(name);
  }

  @Override
  public Enumeration<String> getAttributeNames() {
    Caller caller = state.caller();
    if (caller == null) {
      return super.getAttributeNames();
    }
    List<String> names = new ArrayList<>(Collections.list(super.getAttributeNames()));
    names.add(AuthenticatedIdentity.ATTRIBUTE);
    if (caller instanceof Caller.ByContext) {
      names.add(AuthenticationFilter.SECURITY_CONTEXT);
    }
    return Collections.enumeration(names);
  }

  /** Challenges the client unless it is known already. */
  @Override
  public boolean authenticate(HttpServletResponse response) throws IOException {
    if (state.caller() != null) {
      return true;
    }
    if (response.isCommitted()) {
      throw new IllegalStateException("the response is committed, nobody can be challenged");
    }
    PathRule rule = service.pathRules().find(Targets.of(this)).forAnyUser();
    Outcome outcome = service.engine().authenticate(state.exchange(), rule);
    if (outcome instanceof Authenticated user) {
      state.caller(new Caller.ByContext(user));
      state.exchange().proved();
      AnswerWriter.add(response, user.fields());
      return true;
    }
    Answer answer = Answer.to(outcome);
    if (answer != null) {
      AnswerWriter.write(response, answer, false);
    }
    return false;
  }

  /** Verifies a password for this request; no context is kept of it. */
  @Override
  public void login(String username, String password) throws ServletException {
    if (state.caller() != null) {
      throw new ServletException("a user is logged on already");
    }
    if (username == null || password == null) {
      throw new ServletException("a user name and a password are expected");
    }
    PasswordLogon.Result result =
        service.passwordLogon().verify(username, password, state.exchange());
    if (result instanceof PasswordLogon.Accepted accepted) {
      String scheme = service.engine().offers().get(0).securityPackage().scheme();
      state.caller(
          new Caller.ByPassword(
              accepted.identity(), scheme.toUpperCase(Locale.ROOT), service.clock().instant()));
    } else {
      throw new ServletException("the logon failed");
    }
  }

  /** Destroys the security context, so that the client is asked again. */
  @Override
  public void logout() {
    Caller caller = state.caller();
    state.caller(null);
    if (caller instanceof Caller.ByContext byContext) {
      service.engine().logout(byContext.user(), state.exchange());
    }
  }
}
