package dev.parley.negotiate.context;

import dev.parley.authority.guard.RemoteAddress;
import dev.parley.config.PackageServices;
import dev.parley.http.Challenge;
import dev.parley.http.Credentials;
import dev.parley.http.HeaderField;
import dev.parley.http.HttpExchange;
import dev.parley.http.MalformedTokenException;
import dev.parley.negotiate.mechanism.EstablishedContext;
import dev.parley.negotiate.mechanism.Mechanism;
import dev.parley.negotiate.mechanism.Peer;
import dev.parley.negotiate.mechanism.Step;
import dev.parley.negotiate.options.KeepMode;
import dev.parley.negotiate.options.NegotiateOptions;
import dev.parley.negotiate.spnego.SpnegoNegotiation;
import dev.parley.sspi.AcceptResult;
import dev.parley.sspi.KeptBy;
import dev.parley.sspi.PackageInfo;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SecurityContext;
import dev.parley.sspi.SecurityStatus;
import dev.parley.sspi.ServerCredentials;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of the schemes Negotiate and NTLM. A request without credentials gets a bare
 * challenge, unless its connection or session is that of a client who is known; each token is a leg
 * of a negotiation; the last one makes a context. Credentials always start over: who was known on
 * the connection is so no longer, whatever comes of them. Thread-safe.
 */
public final class NegotiateServer implements ServerCredentials {
  /** More legs than any mechanism has. */
  static final int MAX_LEGS = 8;

  private static final HeaderField CLOSE = new HeaderField("Connection", "close");

  /**
   * What it serves with.
   *
   * @param info the package
   * @param scheme the authentication scheme
   * @param bareNtlm whether only bare messages of NTLM are taken, as the scheme NTLM wants it
   * @param mechanisms in the order of preference
   * @param options what is chosen
   * @param connections what is known of connections
   * @param bindings the channel bindings that hold for a request's connection
   * @param close releases what the mechanisms hold
   */
  public record Parts(
      PackageInfo info,
      String scheme,
      boolean bareNtlm,
      List<Mechanism> mechanisms,
      NegotiateOptions options,
      Connections connections,
      Function<HttpExchange, List<byte[]>> bindings,
      Runnable close) {
    /** Copies the list. */
    public Parts {
      mechanisms = List.copyOf(mechanisms);
    }
  }

  private final Parts parts;
  private final List<Mechanism> withoutConnection;
  private final AcceptResult challenge;
  private final AcceptResult challengeElsewhere;
  private final Connections connections;
  private final Legs legs;
  private final Keeping keeping;
  private final Establishment establishment;
  private volatile boolean closed;

  /** Ready to serve. */
  public NegotiateServer(Parts parts, PackageServices services) {
    NegotiateOptions options = parts.options();
    this.parts = parts;
    this.withoutConnection =
        parts.mechanisms().stream().filter(each -> !each.needsConnection()).toList();
    HeaderField bare = Challenge.of(parts.scheme()).toField();
    this.challenge = AcceptResult.continueNeeded(List.of(bare), Reason.NO_CREDENTIALS);
    this.challengeElsewhere =
        AcceptResult.continueNeeded(List.of(bare, CLOSE), Reason.NO_CREDENTIALS);
    this.connections = parts.connections();
    this.legs = new Legs(options.maxNegotiations(), options.legTime(), System::nanoTime);
    this.keeping =
        new Keeping(
            parts.info().name(),
            options.places(),
            options.keep(),
            options.connectionIdle(),
            connections,
            services.contexts(),
            System::nanoTime);
    this.establishment = new Establishment(parts.info(), options, connections, keeping, services);
  }

  @Override
  public AcceptResult acceptSecurityContext(
      @Nullable SecurityContext context, HttpExchange exchange) {
    if (closed) {
      return AcceptResult.refused(
          SecurityStatus.SEC_E_INVALID_HANDLE, List.of(), Reason.CONTEXT_EXPIRED, null);
    }
    byte[] token;
    try {
      String authorization = exchange.authorization();
      if (authorization == null) {
        return challenge(exchange);
      }
      Credentials credentials = Credentials.parse(authorization, limit());
      if (!credentials.schemeIs(parts.scheme())) {
        return challenge(exchange);
      }
      token = decode(credentials);
    } catch (MalformedTokenException e) {
      yieldConnection(exchange);
      // RFC 4559 section 4.1: credentials without a token that can be read are none, and get 401.
      return AcceptResult.refused(
          SecurityStatus.SEC_E_LOGON_DENIED,
          challenge(exchange).token(),
          Reason.MALFORMED,
          null,
          e.getMessage());
    }
    return accept(token, exchange);
  }

  private int limit() {
    return credentialsLimit(parts.scheme(), parts.options().tokenLimit());
  }

  /** The longest field value whose token is not longer than the limit, in characters. */
  public static int credentialsLimit(String scheme, int tokenLimit) {
    return scheme.length() + 8 + (tokenLimit + 2) / 3 * 4;
  }

  private byte[] decode(Credentials credentials) throws MalformedTokenException {
    String base64 = credentials.token68();
    if (base64.length() % 4 != 0) {
      // The decoder would do without, but RFC 4559 does not waive it (RFC 4648 section 3.2).
      throw new MalformedTokenException("base64 with its padding is expected");
    }
    byte[] token;
    try {
      token = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new MalformedTokenException("base64 is expected");
    }
    if (token.length > parts.options().tokenLimit()) {
      throw new MalformedTokenException(
          "a token of at most " + parts.options().tokenLimit() + " octets is expected");
    }
    if (parts.bareNtlm() && !SpnegoNegotiation.isBareNtlm(token)) {
      throw new MalformedTokenException("a message of NTLM is expected");
    }
    return token;
  }

  private AcceptResult accept(byte[] token, HttpExchange exchange) {
    connections.ids().saw(exchange);
    boolean own = connections.isOneClients(exchange);
    keeping.forget(exchange);
    SpnegoNegotiation negotiation = negotiation(token, own ? exchange : null);
    boolean left = false;
    try {
      if (negotiation.legs() >= MAX_LEGS) {
        return refused(
            Step.Refused.of(SecurityStatus.SEC_E_LOGON_DENIED, Reason.TOO_MANY_LEGS, null, null));
      }
      Step step = negotiation.accept(token, peer(exchange));
      if (step instanceof Step.Continue next && own) {
        legs.leave(exchange.connectionId(), network(exchange), negotiation);
        connections.ids().began(exchange);
        left = true;
        return AcceptResult.nextLeg(List.of(field(next.token())));
      }
      if (step instanceof Step.Established established) {
        return established(established, negotiation, exchange);
      }
      return step instanceof Step.Refused refused && !needsOwn(refused, own)
          ? refused(refused)
          : notHere(negotiation, exchange);
    } finally {
      if (!left) {
        negotiation.close();
      }
    }
  }

  private AcceptResult established(
      Step.Established established, SpnegoNegotiation negotiation, HttpExchange exchange) {
    EstablishedContext context = established.context();
    boolean needed = negotiation.needsConnection();
    boolean ofConnection = needed || parts.options().keep() == KeepMode.CONNECTION;
    String account = context.identity().name();
    if (!connections.note(exchange, account, ofConnection) && needed) {
      context.close();
      // Over a connection of its own the client can start again.
      return AcceptResult.refused(
          SecurityStatus.SEC_E_LOGON_DENIED,
          challengeElsewhere.token(),
          Reason.SHARED_CONNECTION,
          account);
    }
    byte[] last = established.token();
    return establishment.establish(
        context, negotiation, exchange, last == null ? List.of() : List.of(field(last)));
  }

  /**
   * The negotiation that the token continues, or a new one.
   *
   * @param own the exchange if its connection is one client's, else null
   */
  private SpnegoNegotiation negotiation(byte[] token, @Nullable HttpExchange own) {
    if (own == null) {
      return new SpnegoNegotiation(withoutConnection);
    }
    SpnegoNegotiation underWay = legs.take(own.connectionId());
    boolean begins = SpnegoNegotiation.begins(token);
    if (underWay != null && !begins) {
      connections.ids().proved();
      return underWay;
    }
    if (underWay != null) {
      underWay.close();
    } else if (!begins) {
      connections.ids().missed(own);
    }
    return new SpnegoNegotiation(parts.mechanisms());
  }

  private static String network(HttpExchange exchange) {
    return RemoteAddress.network(exchange.remoteAddress());
  }

  private Peer peer(HttpExchange exchange) {
    return new Peer(
        exchange.remoteAddress(), Connections.hostName(exchange), parts.bindings().apply(exchange));
  }

  /** Whether the client was refused only because its connection is not its own. */
  private boolean needsOwn(Step.Refused refused, boolean own) {
    boolean left =
        refused.reason() == Reason.NTLM_NOT_OFFERED
            || refused.reason() == Reason.MECHANISM_NOT_OFFERED
            || refused.reason() == Reason.NO_NEGOTIATION;
    return left && !own && needConnection();
  }

  private AcceptResult notHere(SpnegoNegotiation negotiation, HttpExchange exchange) {
    String why = connections.whyNot(exchange);
    String further =
        negotiation.mechanism().isEmpty() ? null : "further legs of " + negotiation.mechanism();
    return AcceptResult.refused(
        SecurityStatus.SEC_E_LOGON_DENIED,
        List.of(),
        Reason.NOT_ON_THIS_CONNECTION,
        null,
        why == null ? further : further == null ? why : why + "; " + further);
  }

  private AcceptResult refused(Step.Refused refused) {
    byte[] token = refused.token();
    return AcceptResult.refused(
        refused.status(),
        token == null ? List.of() : List.of(field(token)),
        refused.reason(),
        refused.account(),
        refused.detail());
  }

  private HeaderField field(byte[] token) {
    return Challenge.of(parts.scheme())
        .token68(Base64.getEncoder().encodeToString(token))
        .toField();
  }

  @Override
  public AcceptResult completeAuthToken(SecurityContext context, HttpExchange exchange) {
    return AcceptResult.refused(
        SecurityStatus.SEC_E_UNSUPPORTED_FUNCTION, List.of(), Reason.CONTEXT_EXPIRED, null);
  }

  @Override
  public AcceptResult challenge(HttpExchange exchange) {
    connections.ids().saw(exchange);
    if (withoutConnection.isEmpty() && !connections.isOneClients(exchange)) {
      return AcceptResult.continueNeeded(List.of(), Reason.NO_CREDENTIALS);
    }
    return needConnection() && connections.isUsed(exchange) ? challengeElsewhere : challenge;
  }

  /** Whether any mechanism proves clients for their connection. */
  private boolean needConnection() {
    return withoutConnection.size() < parts.mechanisms().size();
  }

  @Override
  public void noteAccount(HttpExchange exchange, String account) {
    if (needConnection()) {
      boolean unused = connections.note(exchange, account, false);
    }
  }

  @Override
  public @Nullable AcceptResult resume(HttpExchange exchange, KeptBy by) {
    KeptNegotiation kept = keeping.find(exchange, by);
    return kept == null || closed ? null : AcceptResult.ok(new KeptHandle(kept), List.of(), null);
  }

  @Override
  public void forget(HttpExchange exchange, KeptBy by) {
    keeping.forget(exchange, by);
  }

  @Override
  public void yieldConnection(HttpExchange exchange) {
    keeping.forget(exchange);
    legs.end(exchange.connectionId());
  }

  @Override
  public void startOver(HttpExchange exchange) {
    keeping.forget(exchange);
  }

  @Override
  public void deleteSecurityContext(SecurityContext context) {
    if (context instanceof KeptHandle handle) {
      keeping.delete(handle.kept());
    } else if (context instanceof RequestContext ofRequest) {
      ofRequest.close();
    }
  }

  @Override
  public void tidy() {
    legs.tidy();
    keeping.tidy();
    parts.mechanisms().forEach(Mechanism::tidy);
  }

  @Override
  public void close() {
    closed = true;
    try {
      legs.close();
    } finally {
      try {
        keeping.close();
      } finally {
        parts.close().run();
      }
    }
  }
}
