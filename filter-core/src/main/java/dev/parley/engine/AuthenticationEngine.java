package dev.parley.engine;

import dev.parley.audit.AuditLog;
import dev.parley.audit.Counters;
import dev.parley.engine.Outcome.Authenticated;
import dev.parley.engine.PathRule.Access;
import dev.parley.http.Credentials;
import dev.parley.http.HeaderField;
import dev.parley.http.HttpExchange;
import dev.parley.http.MalformedTokenException;
import dev.parley.sspi.AcceptResult;
import dev.parley.sspi.Identity;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SecurityPackage;
import dev.parley.sspi.SecurityStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns a request into an {@link Outcome}: picks the security package by the scheme of the
 * credentials, runs it, and reads its status. Thread-safe. Whatever a package throws ends as
 * "unavailable": nobody gets in by an error, and no error becomes a 500.
 */
public final class AuthenticationEngine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AuthenticationEngine.class);

  // Only these are written down: in the place of a scheme may stand a key that was sent without
  // one.
  private static final Set<String> KNOWN_SCHEMES =
      Set.of("basic", "bearer", "digest", "dpop", "hoba", "mutual", "negotiate", "ntlm", "oauth");

  private final List<Offer> offers;
  private final Counters counters;
  private final AuditTrail audit;
  private final int credentialsLimit;
  private final Duration retryAfter;

  /**
   * Acquires credentials of every package.
   *
   * @param packages in the order of their challenges
   * @param counters counts what the engine decides
   * @param logs take the audit events
   * @param clock the time of the events
   * @param credentialsLimit the longest {@code Authorization} value, in characters
   * @param retryAfter what clients are told while no authority answers
   */
  public AuthenticationEngine(
      List<SecurityPackage> packages,
      Counters counters,
      List<AuditLog> logs,
      InstantSource clock,
      int credentialsLimit,
      Duration retryAfter) {
    this.offers =
        packages.stream().map(each -> new Offer(each, each.acquireCredentials())).toList();
    this.counters = counters;
    this.audit = new AuditTrail(counters, logs, clock);
    this.credentialsLimit = credentialsLimit;
    this.retryAfter = retryAfter;
  }

  /** What is offered, in order. */
  public List<Offer> offers() {
    return offers;
  }

  /**
   * Decides on a request.
   *
   * @param exchange the request
   * @param rule what its path asks for
   * @throws IOException when the client goes away while its entity is read
   */
  public Outcome authenticate(HttpExchange exchange, PathRule rule) throws IOException {
    if (rule.access() == Access.OPEN) {
      return Outcome.ABSTAINED;
    }
    try {
      String authorization = exchange.authorization();
      if (authorization == null) {
        return rule.access() == Access.OPTIONAL ? Outcome.ABSTAINED : challenge(exchange);
      }
      Outcome outcome = verify(Credentials.parse(authorization, credentialsLimit), exchange);
      return outcome instanceof Authenticated user ? authorize(user, exchange, rule) : outcome;
    } catch (MalformedTokenException e) {
      audit.refused(exchange, null, Reason.MALFORMED, null, null);
      return new Outcome.Malformed(Reason.MALFORMED);
    } catch (RuntimeException e) {
      LOG.error("a security package fails: {}", Failures.describe(e));
      return new Outcome.Unavailable(retryAfter);
    }
  }

  /**
   * Decides whether a user who is known already may go where this rule holds: for dispatches that
   * follow the first.
   */
  public Outcome authorize(Authenticated user, HttpExchange exchange, PathRule rule) {
    if (rule.roles().isEmpty() || rule.admits(user.context().identity())) {
      return user;
    }
    audit.forbidden(exchange, user.offer().securityPackage().scheme(), user.context());
    return new Outcome.Forbidden(user.context().identity());
  }

  /** The same for a user whom the application has logged on by a password. */
  public Outcome authorize(Identity user, HttpExchange exchange, PathRule rule) {
    if (rule.admits(user)) {
      return Outcome.ABSTAINED;
    }
    audit.refused(exchange, null, Reason.ROLE_MISSING, null, user.name());
    return new Outcome.Forbidden(user);
  }

  /** Destroys the context of a user (DeleteSecurityContext). */
  public void logout(Authenticated user, HttpExchange exchange) {
    user.offer().credentials().deleteSecurityContext(user.context());
    audit.loggedOut(exchange, user.offer().securityPackage().scheme(), user.context());
  }

  private Outcome verify(Credentials credentials, HttpExchange exchange) throws IOException {
    for (Offer offer : offers) {
      if (credentials.schemeIs(offer.securityPackage().scheme())) {
        return run(offer, exchange);
      }
    }
    String scheme = credentials.scheme();
    audit.refused(
        exchange,
        null,
        Reason.UNKNOWN_SCHEME,
        KNOWN_SCHEMES.contains(scheme) ? scheme : null,
        null);
    return new Outcome.Rejected(challenges(null, List.of(), exchange), Reason.UNKNOWN_SCHEME);
  }

  private Outcome run(Offer offer, HttpExchange exchange) throws IOException {
    AcceptResult accepted = offer.credentials().acceptSecurityContext(null, exchange);
    if (accepted.status() != SecurityStatus.SEC_I_COMPLETE_NEEDED) {
      Outcome outcome = outcome(offer, accepted, exchange);
      if (outcome instanceof Authenticated user) {
        audit.loggedOn(exchange, offer.securityPackage().scheme(), user.context());
      }
      return outcome;
    }
    if (accepted.context() == null) {
      throw new IllegalStateException("a context is to be completed and there is none");
    }
    AcceptResult completed = offer.credentials().completeAuthToken(accepted.context(), exchange);
    return outcome(offer, completed, exchange);
  }

  /** The one switch from status to outcome. */
  private Outcome outcome(Offer offer, AcceptResult result, HttpExchange exchange) {
    return switch (result.status()) {
      case SEC_E_OK -> authenticated(offer, result);
      case SEC_I_CONTINUE_NEEDED, SEC_I_COMPLETE_AND_CONTINUE -> {
        audit.challenged(exchange);
        yield new Outcome.Challenged(challenges(offer, result.token(), exchange));
      }
      case SEC_E_LOGON_DENIED,
          SEC_E_MESSAGE_ALTERED,
          SEC_E_OUT_OF_SEQUENCE,
          SEC_E_CONTEXT_EXPIRED,
          SEC_E_NO_CREDENTIALS,
          SEC_E_NO_IMPERSONATION,
          SEC_E_QOP_NOT_SUPPORTED,
          SEC_E_SECURITY_QOS_FAILED,
          SEC_E_BAD_BINDINGS,
          SEC_E_WRONG_PRINCIPAL,
          SEC_E_TIME_SKEW -> {
        Reason reason = refuse(offer, result, exchange, Reason.WRONG_RESPONSE);
        yield reason == Reason.ENTITY_TOO_LARGE
            ? new Outcome.TooLarge()
            : new Outcome.Rejected(challenges(offer, result.token(), exchange), reason);
      }
      case SEC_E_INVALID_TOKEN -> {
        Reason reason = refuse(offer, result, exchange, Reason.MALFORMED);
        yield reason == Reason.ENTITY_TOO_LARGE
            ? new Outcome.TooLarge()
            : new Outcome.Malformed(reason);
      }
      case SEC_E_NO_AUTHENTICATING_AUTHORITY -> {
        refuse(offer, result, exchange, Reason.AUTHORITY_UNAVAILABLE);
        yield new Outcome.Unavailable(retryAfter);
      }
      case SEC_I_COMPLETE_NEEDED,
          SEC_E_INVALID_HANDLE,
          SEC_E_INTERNAL_ERROR,
          SEC_E_SECPKG_NOT_FOUND,
          SEC_E_UNSUPPORTED_FUNCTION -> {
        LOG.error(
            "the package {} ends with {}", offer.securityPackage().info().name(), result.status());
        yield new Outcome.Unavailable(retryAfter);
      }
    };
  }

  private static Outcome authenticated(Offer offer, AcceptResult result) {
    if (result.context() == null) {
      throw new IllegalStateException("a client is known and there is no context");
    }
    return new Authenticated(result.context(), offer, result.token(), result.responseSeal());
  }

  private Reason refuse(Offer offer, AcceptResult result, HttpExchange exchange, Reason usual) {
    Reason reason = result.reason() == null ? usual : result.reason();
    audit.refused(
        exchange, result.status(), reason, offer.securityPackage().scheme(), result.account());
    return reason;
  }

  private Outcome challenge(HttpExchange exchange) {
    audit.challenged(exchange);
    return new Outcome.Challenged(challenges(null, List.of(), exchange));
  }

  /** The challenges of all packages in order; of the one that refused, its own. */
  private List<HeaderField> challenges(
      @Nullable Offer refusing, List<HeaderField> token, HttpExchange exchange) {
    counters.challenged();
    List<HeaderField> all = new ArrayList<>(4);
    for (Offer offer : offers) {
      boolean own = offer.equals(refusing) && !token.isEmpty();
      all.addAll(own ? token : offer.credentials().challenge(exchange).token());
    }
    return all;
  }

  @Override
  public void close() {
    offers.forEach(each -> each.credentials().close());
  }
}
