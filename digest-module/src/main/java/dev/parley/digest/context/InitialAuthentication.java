package dev.parley.digest.context;

import dev.parley.authority.AuthorityUnavailableException;
import dev.parley.authority.DigestQuestion;
import dev.parley.authority.DigestVerdict;
import dev.parley.authority.DigestVerdict.Accepted;
import dev.parley.authority.DigestVerdict.KeyScope;
import dev.parley.authority.DigestVerdict.Refused;
import dev.parley.config.PackageServices;
import dev.parley.context.AccountKeys.AccountKey;
import dev.parley.context.ContextReference;
import dev.parley.digest.calculation.Calculator;
import dev.parley.digest.calculation.Calculators;
import dev.parley.digest.context.DigestContext.Lifetime;
import dev.parley.digest.context.DigestContext.SessionSeed;
import dev.parley.digest.message.DigestResponse;
import dev.parley.digest.nonce.NonceState;
import dev.parley.digest.options.DigestOptions;
import dev.parley.http.EntityTooLargeException;
import dev.parley.http.MalformedTokenException;
import dev.parley.sspi.AcceptResult;
import dev.parley.sspi.Identity;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SecurityStatus;
import dev.parley.sspi.SessionKey;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Initial authentication: an answer that no kept context can verify. Thread-safe.
 *
 * <ol>
 *   <li>what the nonce is worth; answers with nonces of unknown origin pass a gate
 *   <li>the throttle
 *   <li>a key kept by account and realm, if there is one: no authority call
 *   <li>the authority, once for concurrent requests of one context
 *   <li>with a nonce that serves: a context is kept. With one that does not: {@code stale=true}
 * </ol>
 */
final class InitialAuthentication {
  private final DigestOptions options;
  private final PackageServices services;
  private final Calculators calculators;
  private final Challenger challenger;
  private final Completion completion;
  private final UnknownNonceGate gate;
  private final Flights flights = new Flights();
  private final long contextLifetimeMillis;

  InitialAuthentication(
      DigestOptions options,
      PackageServices services,
      Duration contextLifetime,
      Completion completion,
      Challenger challenger,
      Calculators calculators) {
    this.options = options;
    this.services = services;
    this.calculators = calculators;
    this.challenger = challenger;
    this.completion = completion;
    this.gate = new UnknownNonceGate(options.unknownNonceRate(), services.clock());
    this.contextLifetimeMillis = contextLifetime.toMillis();
  }

  /** What is known of a logon while it goes on. */
  private record Logon(
      DigestServer server,
      Request request,
      NonceState nonce,
      boolean foreign,
      String account,
      Calculator calculator,
      byte @Nullable [] entityHash) {
    @Override
    public String toString() {
      return "[logon]";
    }
  }

  /**
   * Authenticates with the authority, or with a key kept by account.
   *
   * @param foreign whether the opaque names a context of another account or algorithm
   */
  AcceptResult authenticate(DigestServer server, Request request, boolean foreign)
      throws IOException {
    NonceState nonce = completion.examine(request.response(), request.reference());
    if (request.reference() != null && services.contexts().isRevoked(request.reference())) {
      return refuse(request, Reason.CONTEXT_REVOKED, null);
    }
    if (nonce == NonceState.UNKNOWN) {
      services.counters().forgedNonce();
      if (!gate.admits(request.exchange().remoteAddress())) {
        return refuse(request, Reason.NONCE_UNKNOWN, null);
      }
    }
    Calculator calculator = calculators.borrow(request.algorithm());
    try {
      String account = account(request.response());
      Reason held = services.throttle().check(account, request.exchange().remoteAddress());
      if (held != null) {
        return refuse(request, held, account);
      }
      byte[] entityHash = request.entityHash(calculator);
      calculator.hashA2(request.exchange().method(), request.response(), entityHash);
      return logOn(new Logon(server, request, nonce, foreign, account, calculator, entityHash));
    } catch (MalformedTokenException e) {
      return challenger.refuse(
          request.exchange(), SecurityStatus.SEC_E_INVALID_TOKEN, Reason.MALFORMED, null);
    } catch (EntityTooLargeException e) {
      return challenger.refuse(
          request.exchange(), SecurityStatus.SEC_E_INVALID_TOKEN, Reason.ENTITY_TOO_LARGE, null);
    } catch (AuthorityUnavailableException e) {
      return unavailable();
    } finally {
      calculators.giveBack(request.algorithm(), calculator);
    }
  }

  private String account(DigestResponse response)
      throws MalformedTokenException, AuthorityUnavailableException {
    String named = response.account();
    if (!response.userhash()) {
      return named;
    }
    // An unknown hash goes on as if it were a name: the authority refuses it as it refuses an
    // unknown account.
    return services
        .authority()
        .resolveUserhash(named, options.realm(), algorithmOf(response))
        .orElse(named);
  }

  private static dev.parley.authority.DigestAlgorithm algorithmOf(DigestResponse response) {
    return response.algorithm() == null
        ? dev.parley.authority.DigestAlgorithm.MD5
        : response.algorithm();
  }

  private AcceptResult logOn(Logon logon) throws IOException, AuthorityUnavailableException {
    AcceptResult local = byAccountKey(logon);
    if (local != null) {
      return local;
    }
    ContextReference reference = logon.request.reference();
    if (reference == null) {
      return byAuthority(logon);
    }
    return flights.fly(reference, () -> byWhatAnotherLearned(logon), () -> byAuthority(logon));
  }

  private @Nullable AcceptResult byWhatAnotherLearned(Logon logon) throws IOException {
    ContextReference reference = logon.request.reference();
    if (reference != null
        && services.contexts().find(reference) instanceof DigestContext kept
        && kept.isOf(logon.request.response())) {
      DigestHandle handle =
          new DigestHandle(logon.server, reference, kept, logon.request.response());
      try (Proof proof = Proof.byContext(logon.calculator, kept, logon.request.response())) {
        if (proof != null) {
          services.counters().verifiedLocally();
          return completion.complete(logon.request, handle, logon.calculator, proof);
        }
      }
    }
    return byAccountKey(logon);
  }

  private @Nullable AcceptResult byAccountKey(Logon logon) {
    AccountKey kept =
        services
            .accountKeys()
            .find(logon.account, options.realm(), logon.request.algorithm().base());
    if (kept == null) {
      return null;
    }
    try (Proof proof = Proof.byAccountKey(logon.calculator, kept.key(), logon.request.response())) {
      if (proof == null) {
        return null; // perhaps the password has changed: the authority knows
      }
      services.counters().verifiedLocally();
      Lifetime lifetime = new Lifetime(kept.establishedMillis(), kept.expiresMillis());
      return established(logon, kept.identity(), kept.key(), lifetime, proof);
    }
  }

  private AcceptResult byAuthority(Logon logon) throws AuthorityUnavailableException {
    DigestVerdict verdict = services.authority().verify(question(logon));
    if (verdict instanceof Refused refused) {
      services.throttle().failed(logon.account, logon.request.exchange().remoteAddress());
      return refuse(logon.request, refused.reason(), logon.account);
    }
    Accepted accepted = (Accepted) verdict;
    try {
      return accepted(logon, accepted);
    } finally {
      accepted.key().destroy();
    }
  }

  private AcceptResult accepted(Logon logon, Accepted accepted) {
    services.throttle().succeeded(logon.account, logon.request.exchange().remoteAddress());
    long now = services.clock().millis();
    long serves = Math.min(accepted.keyLifetime().toMillis(), contextLifetimeMillis);
    Lifetime lifetime = new Lifetime(now, now + serves);
    if (accepted.scope() == KeyScope.SESSION) {
      if (!logon.calculator.verifies(accepted.key(), logon.request.response())) {
        return refuse(logon.request, Reason.WRONG_RESPONSE, logon.account);
      }
      return established(
          logon, accepted.identity(), null, lifetime, new Proof(accepted.key(), false));
    }
    services
        .accountKeys()
        .keep(
            logon.account,
            options.realm(),
            logon.request.algorithm().base(),
            new AccountKey(accepted.identity(), accepted.key(), now, now + serves));
    try (Proof proof =
        Proof.byAccountKey(logon.calculator, accepted.key(), logon.request.response())) {
      if (proof == null) {
        // The authority vouches for an answer that its own key does not give: trust neither.
        return refuse(logon.request, Reason.WRONG_RESPONSE, logon.account);
      }
      return established(logon, accepted.identity(), accepted.key(), lifetime, proof);
    }
  }

  private AcceptResult established(
      Logon logon,
      Identity identity,
      @Nullable SessionKey accountKey,
      Lifetime lifetime,
      Proof proof) {
    Request request = logon.request;
    if (request.reference() == null || logon.foreign || logon.nonce.reason() != null) {
      return stale(logon);
    }
    SessionSeed seed = null;
    if (request.algorithm().session()) {
      seed =
          new SessionSeed(
              request.response().nonce(), request.response().cnonce(), proof.key().copy());
    }
    DigestContext made =
        new DigestContext(
            identity,
            request.response().writtenAccount(),
            request.algorithm(),
            accountKey == null ? null : accountKey.copy(),
            seed,
            lifetime);
    DigestContext kept = keep(request.reference(), made);
    if (kept == null) {
      return stale(logon);
    }
    DigestHandle handle =
        new DigestHandle(logon.server, request.reference(), kept, request.response());
    return completion.complete(request, handle, logon.calculator, proof);
  }

  private @Nullable DigestContext keep(ContextReference reference, DigestContext made) {
    if (services.contexts().keep(reference, made) == made) {
      services.counters().loggedOn();
      return made;
    }
    // Another request of the same context was faster, or the reference is used by another account.
    made.destroy();
    return services.contexts().find(reference) instanceof DigestContext other
            && other.algorithm() == made.algorithm()
            && other.identity().equals(made.identity())
        ? other
        : null;
  }

  private AcceptResult stale(Logon logon) {
    Request request = logon.request;
    Reason reason = logon.nonce.reason() == null ? Reason.CONTEXT_OF_ANOTHER : logon.nonce.reason();
    boolean ours = logon.nonce.isOurs() && !logon.foreign && request.reference() != null;
    ContextReference opaque = ours ? request.reference() : null;
    return challenger.stale(
        request.exchange(),
        SecurityStatus.SEC_E_CONTEXT_EXPIRED,
        opaque == null ? challenger.newReference() : opaque,
        reason,
        logon.account);
  }

  private DigestQuestion question(Logon logon) {
    DigestResponse response = logon.request.response();
    String method = logon.request.exchange().method();
    boolean hasQop = response.qop() != null;
    DigestQuestion.Inputs inputs =
        new DigestQuestion.Inputs(
            response.nonce(),
            hasQop ? response.countText() : null,
            hasQop ? response.cnonce() : null,
            response.qop() == null ? null : response.qop().token(),
            method,
            response.uri(),
            logon.entityHash == null ? null : HexFormat.of().formatHex(logon.entityHash),
            response.response());
    return new DigestQuestion(
        logon.account,
        options.realm(),
        logon.request.algorithm(),
        inputs,
        key -> isAnsweredBy(logon, method, key));
  }

  /**
   * With a calculator of its own: an authority may try keys on another thread, even after its time
   * is over.
   */
  private boolean isAnsweredBy(Logon logon, String method, SessionKey key) {
    Calculator calculator = calculators.borrow(logon.request.algorithm());
    try {
      calculator.hashA2(method, logon.request.response(), logon.entityHash);
      try (Proof proof = Proof.byAccountKey(calculator, key, logon.request.response())) {
        return proof != null;
      }
    } finally {
      calculators.giveBack(logon.request.algorithm(), calculator);
    }
  }

  private AcceptResult refuse(Request request, Reason reason, @Nullable String account) {
    return challenger.refuse(
        request.exchange(), SecurityStatus.SEC_E_LOGON_DENIED, reason, account);
  }

  private static AcceptResult unavailable() {
    return AcceptResult.refused(
        SecurityStatus.SEC_E_NO_AUTHENTICATING_AUTHORITY,
        java.util.List.of(),
        Reason.AUTHORITY_UNAVAILABLE,
        null);
  }
}
