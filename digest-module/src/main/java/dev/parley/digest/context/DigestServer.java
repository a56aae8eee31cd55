package dev.parley.digest.context;

import dev.parley.authority.DigestAlgorithm;
import dev.parley.authority.Qop;
import dev.parley.config.PackageServices;
import dev.parley.context.ContextReference;
import dev.parley.digest.calculation.Calculator;
import dev.parley.digest.calculation.Calculators;
import dev.parley.digest.message.DigestResponse;
import dev.parley.digest.nonce.NonceKey;
import dev.parley.digest.nonce.Nonces;
import dev.parley.digest.options.DigestOptions;
import dev.parley.digest.options.InfoMode;
import dev.parley.digest.options.ReplayProtection;
import dev.parley.http.Credentials;
import dev.parley.http.EntityTooLargeException;
import dev.parley.http.HttpExchange;
import dev.parley.http.MalformedTokenException;
import dev.parley.sspi.AcceptResult;
import dev.parley.sspi.ContextFlag;
import dev.parley.sspi.PackageInfo;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SecurityContext;
import dev.parley.sspi.SecurityStatus;
import dev.parley.sspi.ServerCredentials;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of Digest. A request with no answer gets a challenge; an answer whose opaque
 * names a kept context is completed with its session key; any other answer is an initial
 * authentication. Thread-safe.
 */
public final class DigestServer implements ServerCredentials {
  private static final int MAX_CREDENTIALS = 16_384;

  private final PackageInfo info;
  private final DigestOptions options;
  private final PackageServices services;
  private final UriRule uriRule;
  private final Calculators calculators = new Calculators();
  private final Nonces nonces;
  private final Challenger challenger;
  private final Completion completion;
  private final InitialAuthentication initial;
  private volatile boolean closed;

  /**
   * @param keys the nonce keys, the current one first
   * @param contextLifetime how long a context lives at the most
   */
  public DigestServer(
      PackageInfo info,
      DigestOptions options,
      List<NonceKey> keys,
      Duration contextLifetime,
      PackageServices services) {
    this.info = info;
    this.options = options;
    this.services = services;
    this.uriRule = new UriRule(options.uriCheck(), options.uriPrefixes());
    this.nonces =
        new Nonces(
            keys,
            options.nonceLifetime(),
            options.allowMissingOpaque(),
            services.clock(),
            services.random());
    this.challenger = new Challenger(options, nonces, services.random());
    this.completion = new Completion(options, nonces, challenger, calculators);
    Establishment establishment =
        new Establishment(options, services, nonces, completion, challenger);
    this.initial =
        new InitialAuthentication(
            options, services, contextLifetime, completion, establishment, challenger);
  }

  @Override
  public AcceptResult acceptSecurityContext(
      @Nullable SecurityContext context, HttpExchange exchange) throws IOException {
    if (closed) {
      return AcceptResult.refused(
          SecurityStatus.SEC_E_INVALID_HANDLE, List.of(), Reason.CONTEXT_EXPIRED, null);
    }
    DigestResponse response;
    try {
      String authorization = exchange.authorization();
      if (authorization == null) {
        return challenger.first(exchange, Reason.NO_CREDENTIALS);
      }
      Credentials credentials = Credentials.parse(authorization, MAX_CREDENTIALS);
      if (!credentials.schemeIs("Digest")) {
        return challenger.first(exchange, Reason.UNKNOWN_SCHEME);
      }
      if (credentials.isBare()) {
        return challenger.first(exchange, Reason.NO_CREDENTIALS);
      }
      response = DigestResponse.parse(credentials);
    } catch (MalformedTokenException e) {
      return challenger.refuse(
          exchange, SecurityStatus.SEC_E_INVALID_TOKEN, Reason.MALFORMED, null);
    }
    return told(accept(exchange, response), response);
  }

  /** Says of a response that is of another algorithm than it names what it was taken for. */
  private static AcceptResult told(AcceptResult result, DigestResponse response) {
    DigestAlgorithm named = response.misnamedAlgorithm();
    DigestAlgorithm taken = response.algorithm();
    return named == null || taken == null || result.detail() != null
        ? result
        : result.withDetail("the response names " + named + " and has the length of " + taken);
  }

  private AcceptResult accept(HttpExchange exchange, DigestResponse response) throws IOException {
    AcceptResult refused = checkParameters(exchange, response);
    DigestAlgorithm algorithm = response.algorithm();
    if (refused != null || algorithm == null) {
      return refused != null
          ? refused
          : deny(exchange, SecurityStatus.SEC_E_LOGON_DENIED, Reason.ALGORITHM_NOT_OFFERED);
    }
    ContextReference reference = nonces.reference(response);
    boolean foreign = false;
    if (reference != null && services.contexts().find(reference) instanceof DigestContext kept) {
      if (kept.isOf(response)) {
        return AcceptResult.completeNeeded(new DigestHandle(this, reference, kept, response));
      }
      foreign = true;
    }
    return initial.authenticate(
        this, new Request(exchange, response, algorithm, reference), foreign);
  }

  /**
   * RFC 7616 section 3.4: what the answer must have in common with the challenge and the request.
   * The uri comes last, and before the account is read: so a name that can be none gets 400 where
   * the uri is right and 401 where it is not, by which the doctor tells, without a password, that a
   * proxy rewrites paths.
   */
  private @Nullable AcceptResult checkParameters(HttpExchange exchange, DigestResponse response) {
    Reason defect = response.defect(!options.allowMissingOpaque());
    if (defect != null) {
      AcceptResult denied = deny(exchange, SecurityStatus.SEC_E_INVALID_TOKEN, defect);
      String missing = response.missing(!options.allowMissingOpaque());
      return missing == null ? denied : denied.withDetail(withRemedy(missing));
    }
    if (!response.realmIs(options.realm())) {
      return deny(exchange, SecurityStatus.SEC_E_LOGON_DENIED, Reason.REALM_MISMATCH);
    }
    if (response.algorithm() == null || !challenger.offers(response.algorithm(), exchange)) {
      return deny(exchange, SecurityStatus.SEC_E_LOGON_DENIED, Reason.ALGORITHM_NOT_OFFERED);
    }
    if (!response.hasFormOf(response.algorithm())) {
      // Not a wrong password: it is no guess, and does not count as one.
      return deny(exchange, SecurityStatus.SEC_E_LOGON_DENIED, Reason.RESPONSE_FORM);
    }
    Qop qop = response.qop();
    if (qop == null && !options.allowRfc2069()) {
      return deny(exchange, SecurityStatus.SEC_E_LOGON_DENIED, Reason.LEGACY_RESPONSE);
    }
    if (qop != null && !options.qop().contains(qop)) {
      return deny(exchange, SecurityStatus.SEC_E_QOP_NOT_SUPPORTED, Reason.QOP_NOT_OFFERED);
    }
    if (response.userhash() && !options.userhash()) {
      return deny(exchange, SecurityStatus.SEC_E_INVALID_TOKEN, Reason.CONTRADICTION);
    }
    if (!uriRule.admits(response, exchange)) {
      // A client that was redirected, or whose page was renamed, sends its last answer once more:
      // a new challenge lets it go on.
      return deny(exchange, SecurityStatus.SEC_E_LOGON_DENIED, Reason.URI_MISMATCH)
          .withDetail(UriMismatch.describe(response.uri(), exchange.path()));
    }
    return null;
  }

  private static String withRemedy(String missing) {
    String detail = "the parameter " + missing + " is missing";
    return missing.equals(DigestResponse.OPAQUE_NAME)
        ? detail + "; digest.allow-missing-opaque = true admits such clients"
        : detail;
  }

  private AcceptResult deny(HttpExchange exchange, SecurityStatus status, Reason reason) {
    return challenger.refuse(exchange, status, reason, null);
  }

  @Override
  public AcceptResult completeAuthToken(SecurityContext context, HttpExchange exchange)
      throws IOException {
    if (closed || !(context instanceof DigestHandle handle) || handle.server() != this) {
      return AcceptResult.refused(
          SecurityStatus.SEC_E_INVALID_HANDLE, List.of(), Reason.CONTEXT_EXPIRED, null);
    }
    DigestAlgorithm algorithm = handle.kept().algorithm();
    Request request = new Request(exchange, handle.message(), algorithm, handle.reference());
    if (request.coversEntity() && !completion.recognises(request, handle)) {
      // No entity is read for a nonce that was not made for this context.
      services.counters().forgedNonce();
      return deny(exchange, SecurityStatus.SEC_E_LOGON_DENIED, Reason.NONCE_UNKNOWN);
    }
    try (Calculator calculator = calculators.borrow(algorithm)) {
      byte[] entityHash = request.entityHash(calculator, handle.reference());
      calculator.hashA2(exchange.method(), handle.message(), entityHash);
      return told(verify(request, handle, calculator), handle.message());
    } catch (EntityTooLargeException e) {
      return deny(exchange, SecurityStatus.SEC_E_INVALID_TOKEN, Reason.ENTITY_TOO_LARGE);
    }
  }

  private AcceptResult verify(Request request, DigestHandle handle, Calculator calculator)
      throws IOException {
    try (Proof proof = Proof.byContext(calculator, handle.kept(), handle.message())) {
      if (proof != null) {
        services.counters().verifiedLocally();
        AcceptResult result = completion.complete(request, handle, calculator, proof);
        tellThrottle(request, handle, result);
        return result;
      }
    }
    boolean sessionKeyOnly = handle.kept().accountKey() == null;
    if (sessionKeyOnly || handle.kept().isDestroyed()) {
      // Only the authority can tell what A1 is for another cnonce; and a context that has just gone
      // is none.
      return initial.authenticate(this, request, false);
    }
    String account = handle.identity().name();
    services.throttle().failed(handle.kept().account(), request.exchange().remoteAddress());
    return challenger.refuse(
        request.exchange(), SecurityStatus.SEC_E_MESSAGE_ALTERED, Reason.WRONG_RESPONSE, account);
  }

  /** An answer that may have been recorded does not end a row of wrong ones. */
  private void tellThrottle(Request request, DigestHandle handle, AcceptResult result) {
    if (!services.throttle().isClean()
        && result.status() == SecurityStatus.SEC_E_OK
        && completion.tellsRepeats(request)) {
      String address = request.exchange().remoteAddress();
      services.throttle().succeeded(handle.kept().account(), address);
      if (handle.message().userhash()) {
        services.throttle().succeeded(handle.message().writtenAccount(), address);
      }
    }
  }

  @Override
  public AcceptResult challenge(HttpExchange exchange) {
    return challenger.first(exchange, Reason.NO_CREDENTIALS);
  }

  @Override
  public void deleteSecurityContext(SecurityContext context) {
    if (context instanceof DigestHandle handle) {
      services.contexts().revoke(handle.reference());
    }
  }

  @Override
  public void tidy() {
    initial.tidy();
  }

  @Override
  public void close() {
    closed = true;
  }

  PackageInfo info() {
    return info;
  }

  Set<ContextFlag> flags(DigestResponse message) {
    Set<ContextFlag> flags = EnumSet.of(ContextFlag.IDENTIFY);
    if (options.replayProtection() != ReplayProtection.OFF) {
      flags.add(ContextFlag.REPLAY_DETECT);
    }
    if (options.replayProtection() == ReplayProtection.STRICT) {
      flags.add(ContextFlag.SEQUENCE_DETECT);
    }
    if (message.qop() == Qop.AUTH_INT) {
      flags.add(ContextFlag.INTEGRITY);
    }
    if (options.info() != InfoMode.OFF && message.qop() != null) {
      flags.add(ContextFlag.MUTUAL_AUTH);
    }
    return flags;
  }
}
