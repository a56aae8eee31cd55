package dev.parley.filter;

import dev.parley.config.CoreSettings;
import dev.parley.engine.Answer;
import dev.parley.engine.AuthenticationService;
import dev.parley.engine.Outcome;
import dev.parley.engine.Outcome.Authenticated;
import dev.parley.engine.PathRule;
import dev.parley.engine.PathRule.Access;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Leads the dispatches of a request to the engine: the first is decided there; those that follow
 * take over what the first one found and are asked again only when they lead where more is asked
 * for. Thread-safe.
 */
final class Dispatch {
  private final AuthenticationService service;
  private final ClientAddress clientAddress;
  private final EntityLimits limits;
  private final boolean allowPreflight;
  private final String attribute;

  /** The request attribute gets a name that is this filter's alone and can not be guessed. */
  Dispatch(AuthenticationService service, RandomGenerator random) {
    this.service = service;
    this.clientAddress = new ClientAddress(service.settings());
    this.limits = EntityLimits.of(service.settings());
    this.allowPreflight = service.settings().get(CoreSettings.ALLOW_CORS_PREFLIGHT);
    this.attribute = "dev.parley.request." + Long.toHexString(random.nextLong());
  }

  void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    RequestState state = (RequestState) request.getAttribute(attribute);
    boolean first = state == null;
    if (state == null) {
      state = new RequestState(new ServletExchange(request, clientAddress, limits));
      request.setAttribute(attribute, state);
    }
    DispatcherType type = request.getDispatcherType();
    Outcome outcome =
        type == DispatcherType.ERROR ? Outcome.ABSTAINED : decide(request, state, first);
    Answer answer = Answer.to(outcome);
    if (answer != null) {
      // An included part can not refuse for the whole: it is left out.
      if (type != DispatcherType.INCLUDE) {
        AnswerWriter.write(response, answer);
      }
      return;
    }
    boolean fresh = outcome instanceof Authenticated && state.caller() == null;
    if (fresh) {
      state.caller(new Caller.ByContext((Authenticated) outcome));
    }
    proceed(request, response, chain, state, fresh ? (Authenticated) outcome : null);
  }

  private Outcome decide(HttpServletRequest request, RequestState state, boolean first)
      throws IOException {
    PathRule rule = service.pathRules().find(path(request));
    Caller caller = state.caller();
    if (rule.access() == Access.OPEN || (first && allowPreflight && isPreflight(request))) {
      return Outcome.ABSTAINED;
    }
    if (caller instanceof Caller.ByContext byContext) {
      return service.engine().authorize(byContext.user(), state.exchange(), rule);
    }
    if (caller != null && rule.admits(caller.identity())) {
      return Outcome.ABSTAINED;
    }
    return service.engine().authenticate(state.exchange(), rule);
  }

  /** Decoded and normalised by the container, of the resource that this dispatch leads to. */
  private static String path(HttpServletRequest request) {
    String servletPath = null;
    String pathInfo = null;
    if (request.getDispatcherType() == DispatcherType.INCLUDE) {
      servletPath = (String) request.getAttribute(RequestDispatcher.INCLUDE_SERVLET_PATH);
      pathInfo = (String) request.getAttribute(RequestDispatcher.INCLUDE_PATH_INFO);
    }
    if (servletPath == null) {
      servletPath = request.getServletPath();
      pathInfo = request.getPathInfo();
    }
    return pathInfo == null ? servletPath : servletPath + pathInfo;
  }

  private static boolean isPreflight(HttpServletRequest request) {
    return request.getMethod().equals("OPTIONS")
        && request.getHeader("Origin") != null
        && request.getHeader("Access-Control-Request-Method") != null
        && request.getHeader("Authorization") == null;
  }

  private void proceed(
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain,
      RequestState state,
      @Nullable Authenticated fresh)
      throws IOException, ServletException {
    HttpServletRequest shown = wrap(request, state);
    if (fresh == null) {
      chain.doFilter(shown, response);
      return;
    }
    AnswerWriter.add(response, fresh.fields());
    if (state.exchange().entity() == null && fresh.seal() == null) {
      chain.doFilter(shown, response);
    } else {
      WithEntities.filter(shown, response, chain, state.exchange().entity(), fresh.seal(), limits);
    }
  }

  private HttpServletRequest wrap(HttpServletRequest request, RequestState state) {
    ServletRequest inner = request;
    while (inner instanceof ServletRequestWrapper wrapper) {
      if (wrapper instanceof AuthenticatedRequest seen && seen.shows(state)) {
        return request;
      }
      inner = wrapper.getRequest();
    }
    SpooledEntity entity = state.exchange().entity();
    return new AuthenticatedRequest(
        entity == null ? request : new SpooledRequest(request, entity), state, service);
  }
}
