package dev.parley.engine;

import dev.parley.audit.Aside;
import dev.parley.audit.AuditLog;
import dev.parley.audit.Counters;
import dev.parley.audit.FilterName;
import dev.parley.engine.Outcome.Authenticated;
import dev.parley.engine.PathRule.Access;
import dev.parley.http.Credentials;
import dev.parley.http.EntityNotTakenException;
import dev.parley.http.EntityUnreadableException;
import dev.parley.http.HeaderField;
import dev.parley.http.HttpExchange;
import dev.parley.http.MalformedTokenException;
import dev.parley.sspi.AcceptResult;
import dev.parley.sspi.Identity;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SecurityContext;
import dev.parley.sspi.SecurityPackage;
import dev.parley.sspi.SecurityStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
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

  // A shared cache keeps an answer to itself by the credentials of its request (RFC 9111 section
  // 3.5); where a client is known without any, it has to be told.
  private static final HeaderField FOR_THIS_CLIENT = new HeaderField("Cache-Control", "private");

  // Only these are written down: in the place of a scheme may stand a key that was sent without
  // one.
  private static final Set<String> KNOWN_SCHEMES =
      Set.of("basic", "bearer", "digest", "dpop", "hoba", "mutual", "negotiate", "ntlm", "oauth");

  /**
   * What can be chosen about it.
   *
   * @param credentialsLimit the longest {@code Authorization} value, in characters, unless a
   *     package takes longer ones
   * @param retryAfter what clients are told while no authority answers
   * @param rules which schemes are for which client
   */
  public record Policy(int credentialsLimit, Duration retryAfter, OfferRules rules) {}

  private final List<Offer> offers;
  private final OfferRules rules;
  private final Counters counters;
  private final AuditTrail audit;
  private final KeptClients kept;
  private final int credentialsLimit;
  private final Duration retryAfter;

  /**
   * Acquires credentials of every package.
   *
   * @param packages in the order of their challenges
   * @param counters counts what the engine decides
   * @param logs take the audit events
   * @param clock the time of the events
   * @param name what the filter is called in them
   */
  public AuthenticationEngine(
      List<SecurityPackage> packages,
      Counters counters,
      List<AuditLog> logs,
      InstantSource clock,
      Supplier<FilterName> name,
      Policy policy) {
    this.offers =
        packages.stream()
            .map(
                each ->
                    new Offer(
                        each,
                        each.acquireCredentials(),
                        each.credentialsLimit(policy.credentialsLimit())))
            .toList();
    this.rules = policy.rules();
    this.counters = counters;
    this.audit = new AuditTrail(counters, logs, clock, name);
    this.kept = new KeptClients(offers, audit);
    this.credentialsLimit =
        Math.max(policy.credentialsLimit(), offers.stream().mapToInt(Offer::limit).max().orElse(0));
    this.retryAfter = policy.retryAfter();
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
    try {
      String authorization = exchange.authorization();
      if (rule.access() == Access.OPEN) {
        return overlook(authorization, exchange);
      }
      List<Offer> offered = rules.select(offers, rule, exchange);
      Outcome outcome =
          authorization == null
              ? resume(offered, exchange, rule)
              : verify(Credentials.parse(authorization, credentialsLimit), offered, exchange);
      return outcome instanceof Authenticated user ? admit(user, exchange, rule) : outcome;
    } catch (MalformedTokenException e) {
      yieldConnection(null, exchange);
      if (rule.access() == Access.OPEN) {
        return Outcome.ABSTAINED;
      }
      audit.refused(exchange, Reason.MALFORMED, null, null);
      return new Outcome.Malformed(Reason.MALFORMED);
    } catch (EntityNotTakenException e) {
      audit.refused(exchange, reason(e.why()), null, null);
      return new Outcome.Unavailable(retryAfter);
    } catch (EntityUnreadableException e) {
      audit.refused(exchange, Reason.ENTITY_UNREADABLE, null, null);
      return new Outcome.Malformed(Reason.ENTITY_UNREADABLE);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      Aside.write(() -> LOG.error("a security package fails: {}", Failures.describe(e)));
      return new Outcome.Unavailable(retryAfter);
    }
  }

  /** Refuses a request whose path software reads in different ways, whoever the client is. */
  public Outcome refuseAmbiguousPath(HttpExchange exchange) {
    yieldConnection(null, exchange);
    audit.refused(exchange, Reason.AMBIGUOUS_PATH, null, null);
    return new Outcome.Malformed(Reason.AMBIGUOUS_PATH);
  }

  private static Reason reason(EntityNotTakenException.Cause cause) {
    return switch (cause) {
      case TOO_MANY -> Reason.TOO_MANY_ENTITIES;
      case TOO_SLOW -> Reason.ENTITY_TOO_SLOW;
      case NO_ROOM -> Reason.ENTITY_NO_ROOM;
    };
  }

  /**
   * Decides whether a user who is known already may go where this rule holds: for dispatches that
   * follow the first. Who is known by a scheme that the rule does not admit is refused like a
   * client who sends credentials of such a scheme.
   */
  public Outcome authorize(Authenticated user, HttpExchange exchange, PathRule rule) {
    String scheme = user.offer().securityPackage().scheme();
    if (!rule.admits(scheme)) {
      String account = user.context().identity().name();
      return unknownScheme(scheme, account, rules.select(offers, rule, exchange), exchange);
    }
    return authorize(user, exchange, rule, List.of());
  }

  private Outcome admit(Authenticated user, HttpExchange exchange, PathRule rule) {
    Outcome admitted = authorize(user, exchange, rule, user.fields());
    if (admitted instanceof Outcome.Forbidden) {
      release(user);
    }
    return admitted;
  }

  private Outcome authorize(
      Authenticated user, HttpExchange exchange, PathRule rule, List<HeaderField> owed) {
    if (rule.roles().isEmpty() || rule.admits(user.context().identity())) {
      return user;
    }
    audit.forbidden(exchange, user.offer().securityPackage().scheme(), user.context());
    return new Outcome.Forbidden(user.context().identity(), owed);
  }

  /**
   * The same for a user whom the application has logged on by a password: by no scheme, so that
   * rules about schemes are not for it.
   */
  public Outcome authorize(Identity user, HttpExchange exchange, PathRule rule) {
    if (rule.admits(user)) {
      return Outcome.ABSTAINED;
    }
    audit.refused(exchange, Reason.ROLE_MISSING, null, user.name());
    return new Outcome.Forbidden(user, List.of());
  }

  /** Is told that the request of a user is over: a context that lives no longer is closed. */
  public void release(Authenticated user) {
    if (user.context() instanceof AutoCloseable ending) {
      try {
        ending.close();
      } catch (Exception e) {
        Aside.write(() -> LOG.warn("a context does not close: {}", Failures.describe(e)));
      }
    }
  }

  /** Destroys the context of a user (DeleteSecurityContext). */
  public void logout(Authenticated user, HttpExchange exchange) {
    user.offer().credentials().deleteSecurityContext(user.context());
    audit.loggedOut(exchange, user.offer().securityPackage().scheme(), user.context());
  }

  /** A request without credentials: of a client who is known already, or of one to be asked. */
  private Outcome resume(List<Offer> offered, HttpExchange exchange, PathRule rule) {
    KeptClients.Found found = kept.find(offered, exchange);
    if (found != null) {
      counters.resumed();
      List<HeaderField> fields = new ArrayList<>(found.result().token());
      fields.add(FOR_THIS_CLIENT);
      return new Authenticated(
          context(found.result()), found.offer(), fields, found.result().responseSeal());
    }
    if (rule.access() == Access.OPTIONAL) {
      return Outcome.ABSTAINED;
    }
    audit.challenged(exchange);
    return new Outcome.Challenged(challenges(offered, exchange), false);
  }

  /** Nobody asks for credentials: those that came all the same only end what was known before. */
  private Outcome overlook(@Nullable String authorization, HttpExchange exchange)
      throws MalformedTokenException {
    if (authorization != null) {
      Credentials credentials = Credentials.parse(authorization, credentialsLimit);
      for (Offer each : offers) {
        if (credentials.schemeIs(each.securityPackage().scheme())) {
          each.credentials().startOver(exchange);
        } else {
          each.credentials().yieldConnection(exchange);
        }
      }
    }
    return Outcome.ABSTAINED;
  }

  private Outcome verify(Credentials credentials, List<Offer> offered, HttpExchange exchange)
      throws IOException, MalformedTokenException {
    for (Offer offer : offered) {
      if (credentials.schemeIs(offer.securityPackage().scheme())) {
        if (credentials.length() > offer.limit()) {
          throw new MalformedTokenException("credentials are longer than " + offer.limit());
        }
        yieldConnection(offer, exchange);
        Outcome outcome = run(offer, offered, exchange);
        if (outcome instanceof Authenticated user) {
          noteAccount(offer, exchange, user.context().identity().name());
        }
        return outcome;
      }
    }
    yieldConnection(null, exchange);
    String scheme = credentials.scheme();
    return unknownScheme(KNOWN_SCHEMES.contains(scheme) ? scheme : null, null, offered, exchange);
  }

  private Outcome unknownScheme(
      @Nullable String scheme,
      @Nullable String account,
      List<Offer> offered,
      HttpExchange exchange) {
    audit.refused(exchange, Reason.UNKNOWN_SCHEME, scheme, account);
    return new Outcome.Rejected(challenges(offered, exchange), Reason.UNKNOWN_SCHEME);
  }

  /** Credentials came, and with them another client may have: nobody but {@code to} knows it. */
  private void yieldConnection(@Nullable Offer to, HttpExchange exchange) {
    if (to == null || offers.size() > 1) {
      for (Offer each : offers) {
        if (!each.equals(to)) {
          each.credentials().yieldConnection(exchange);
        }
      }
    }
  }

  private void noteAccount(Offer by, HttpExchange exchange, String account) {
    if (offers.size() > 1) {
      for (Offer each : offers) {
        if (!each.equals(by)) {
          each.credentials().noteAccount(exchange, account);
        }
      }
    }
  }

  private Outcome run(Offer offer, List<Offer> offered, HttpExchange exchange) throws IOException {
    AcceptResult accepted = offer.credentials().acceptSecurityContext(null, exchange);
    if (accepted.status() != SecurityStatus.SEC_I_COMPLETE_NEEDED) {
      Outcome outcome = outcome(offer, accepted, offered, exchange);
      if (outcome instanceof Authenticated user) {
        audit.loggedOn(
            exchange, offer.securityPackage().scheme(), user.context(), accepted.detail());
      }
      return outcome;
    }
    if (accepted.context() == null) {
      throw new IllegalStateException("a context is to be completed and there is none");
    }
    AcceptResult completed = offer.credentials().completeAuthToken(accepted.context(), exchange);
    return outcome(offer, completed, offered, exchange);
  }

  /** The one switch from status to outcome. */
  private Outcome outcome(
      Offer offer, AcceptResult result, List<Offer> offered, HttpExchange exchange) {
    return switch (result.status()) {
      case SEC_E_OK -> authenticated(offer, result);
      case SEC_I_CONTINUE_NEEDED, SEC_I_COMPLETE_AND_CONTINUE -> {
        if (result.reason() == null) {
          // A leg further: the challenges of others would lead the client away.
          yield new Outcome.Challenged(result.token(), true);
        }
        audit.challenged(exchange);
        yield new Outcome.Challenged(challenges(offer, result, offered, exchange), false);
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
            : new Outcome.Rejected(challenges(offer, result, offered, exchange), reason);
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
        Aside.write(
            () ->
                LOG.error(
                    "the package {} ends with {}",
                    offer.securityPackage().info().name(),
                    result.status()));
        yield new Outcome.Unavailable(retryAfter);
      }
    };
  }

  private static Outcome authenticated(Offer offer, AcceptResult result) {
    return new Authenticated(context(result), offer, result.token(), result.responseSeal());
  }

  static SecurityContext context(AcceptResult result) {
    if (result.context() == null) {
      throw new IllegalStateException("a client is known and there is no context");
    }
    return result.context();
  }

  private Reason refuse(Offer offer, AcceptResult result, HttpExchange exchange, Reason usual) {
    Reason reason = result.reason() == null ? usual : result.reason();
    audit.refused(exchange, offer.securityPackage().scheme(), result, reason);
    return reason;
  }

  private List<HeaderField> challenges(List<Offer> offered, HttpExchange exchange) {
    counters.challenged();
    return Challenges.of(offered, exchange);
  }

  private List<HeaderField> challenges(
      Offer asked, AcceptResult result, List<Offer> offered, HttpExchange exchange) {
    counters.challenged();
    return Challenges.after(asked, result, offered, exchange);
  }

  /** Has the packages free what is over. */
  void tidy() {
    offers.forEach(each -> each.credentials().tidy());
  }

  @Override
  public void close() {
    List<AutoCloseable> credentials = new ArrayList<>();
    offers.forEach(each -> credentials.add(each.credentials()));
    Closing.all(credentials);
  }
}
