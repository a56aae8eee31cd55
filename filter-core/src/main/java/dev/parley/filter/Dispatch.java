package dev.parley.filter;

import dev.parley.config.CoreSettings;
import dev.parley.engine.Answer;
import dev.parley.engine.AuthenticationService;
import dev.parley.engine.Outcome;
import dev.parley.engine.Outcome.Authenticated;
import dev.parley.engine.Outcome.Challenged;
import dev.parley.engine.PathRule;
import dev.parley.engine.PathRule.Access;
import dev.parley.engine.RequestTarget;
import dev.parley.sspi.ResponseSeal;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.random.RandomGenerator;

/**
 * Leads the dispatches of a request to the engine: the first is decided there; those that follow
 * take over what the first one found and are asked again only when they lead where more is asked
 * for. Thread-safe.
 */
final class Dispatch {
  private final AuthenticationService service;
  private final ClientAddress clientAddress;
  private final Connections connections = new Connections();
  private final EntityReader entities;
  private final boolean allowPreflight;
  private final String attribute;

  /** The request attribute gets a name that is this filter's alone and can not be guessed. */
  Dispatch(AuthenticationService service, RandomGenerator random) {
    this.service = service;
    this.clientAddress = new ClientAddress(service.settings());
    this.entities = new EntityReader(service.settings());
    this.allowPreflight = service.settings().get(CoreSettings.ALLOW_CORS_PREFLIGHT);
    this.attribute = "dev.parley.request." + Long.toHexString(random.nextLong());
  }

  void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    RequestState state = (RequestState) request.getAttribute(attribute);
    boolean first = state == null;
    if (state == null) {
      boolean preflight = allowPreflight && isPreflight(request);
      state =
          new RequestState(
              new ServletExchange(request, response, clientAddress, connections, entities),
              preflight);
      request.setAttribute(attribute, state);
    }
    DispatcherType type = request.getDispatcherType();
    boolean nested = type == DispatcherType.FORWARD || type == DispatcherType.INCLUDE;
    try {
      Outcome outcome = decide(request, state, first);
      Answer answer = Answer.to(outcome);
      if (answer == null) {
        proceed(request, response, chain, state, outcome);
        return;
      }
      if (!nested) {
        // Whoever sent it was refused, and may take long to read the answer.
        state.exchange().discardEntity();
      }
      if (first && answer.asksAgain()) {
        drain(request, response, state, outcome);
      }
      if (type != DispatcherType.INCLUDE) {
        AnswerWriter.write(response, answer, state.caller() != null);
      }
      // An included part can not refuse for the whole: it is left out.
    } finally {
      if (first || !nested) {
        state.endDispatch(request);
      }
    }
  }

  /** An entity that was not read would end the connection, and the answer might be lost with it. */
  private void drain(
      HttpServletRequest request,
      HttpServletResponse response,
      RequestState state,
      Outcome outcome) {
    boolean stays = outcome instanceof Challenged challenged && challenged.staysOnConnection();
    boolean read =
        state.exchange().reading() != null
            || entities.drain().drain(request, state.exchange().remoteAddress(), stays);
    if (!read && request.getProtocol().startsWith("HTTP/1") && !response.isCommitted()) {
      response.setHeader("Connection", "close");
    }
  }

  private Outcome decide(HttpServletRequest request, RequestState state, boolean first)
      throws IOException {
    boolean error = request.getDispatcherType() == DispatcherType.ERROR;
    RequestTarget target = Targets.of(request);
    if (first && !error && service.pathRules().refuses(sent(request, state, target))) {
      return service.engine().refuseAmbiguousPath(state.exchange());
    }
    PathRule rule = error ? PathRule.OPEN : service.pathRules().find(target);
    Caller caller = state.caller();
    if (rule.access() == Access.OPEN || state.preflight()) {
      return first
          ? service.engine().authenticate(state.exchange(), PathRule.OPEN)
          : Outcome.ABSTAINED;
    }
    if (caller instanceof Caller.ByContext byContext) {
      return service.engine().authorize(byContext.user(), state.exchange(), rule);
    }
    if (caller != null) {
      return service.engine().authorize(caller.identity(), state.exchange(), rule);
    }
    return service.engine().authenticate(state.exchange(), rule);
  }

  /** The target on the wire, also where the first dispatch that the filter sees is a later one. */
  private static RequestTarget sent(
      HttpServletRequest request, RequestState state, RequestTarget target) {
    return request.getDispatcherType() == DispatcherType.REQUEST
        ? target
        : Targets.asSent(request, state.exchange().path());
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
      Outcome outcome)
      throws IOException, ServletException {
    ResponseSeal seal = null;
    if (outcome instanceof Authenticated user && state.caller() == null) {
      state.caller(new Caller.ByContext(user));
      state.exchange().proved();
      AnswerWriter.add(response, user.fields());
      seal = user.seal();
    }
    if (seal == null) {
      chain.doFilter(wrap(request, state), response);
    } else {
      sealed(request, response, chain, state, seal);
    }
  }

  private void sealed(
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain,
      RequestState state,
      ResponseSeal seal)
      throws IOException, ServletException {
    boolean head = request.getMethod().equals("HEAD");
    SealedResponse held = new SealedResponse(response, seal, head, entities.longestResponse());
    state.held(held);
    chain.doFilter(wrap(request, state), held);
    if (state.asynchronous() || request.isAsyncStarted()) {
      held.giveUp();
    } else {
      held.finish();
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
    return new AuthenticatedRequest(request, state, service);
  }
}
