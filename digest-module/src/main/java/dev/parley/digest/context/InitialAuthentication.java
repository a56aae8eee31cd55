package dev.parley.digest.context;

import dev.parley.authority.AccountChanges.Fresh;
import dev.parley.authority.AccountNames;
import dev.parley.authority.AuthorityUnavailableException;
import dev.parley.authority.DigestAlgorithm;
import dev.parley.authority.DigestQuestion;
import dev.parley.authority.DigestVerdict;
import dev.parley.authority.DigestVerdict.Accepted;
import dev.parley.authority.DigestVerdict.KeyScope;
import dev.parley.authority.DigestVerdict.Refused;
import dev.parley.authority.OfAccount;
import dev.parley.authority.Vouched;
import dev.parley.authority.guard.Attempt;
import dev.parley.authority.guard.RemoteAddress;
import dev.parley.config.PackageServices;
import dev.parley.context.AccountKeys.AccountKey;
import dev.parley.context.ContextReference;
import dev.parley.digest.calculation.Calculator;
import dev.parley.digest.calculation.Calculators;
import dev.parley.digest.context.DigestContext.Lifetime;
import dev.parley.digest.options.DigestOptions;
import dev.parley.http.EntityTooLargeException;
import dev.parley.http.MalformedTokenException;
import dev.parley.sspi.AcceptResult;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SecurityStatus;
import dev.parley.sspi.SessionKey;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Initial authentication: an answer that no kept context can verify. Thread-safe.
 *
 * <ol>
 *   <li>what the nonce is worth; answers with nonces of unknown origin pass a gate
 *   <li>the throttle's word for the address, then for the account; with auth-int the entity, which
 *       is a stranger's and bounded; a hashed name
 *   <li>a place of the throttle, before any key is tried
 *   <li>a key kept by account and realm, if there is one: no authority call
 *   <li>the authority, once for concurrent requests of one context or one client
 *   <li>with a nonce that serves: a context is kept. With one that does not: {@code stale=true}
 * </ol>
 */
final class InitialAuthentication {
  private final DigestOptions options;
  private final PackageServices services;
  private final Calculators calculators;
  private final Challenger challenger;
  private final Completion completion;
  private final Establishment establishment;
  private final StandIns standIns;
  private final UnknownNonceGate gate;
  private final HashedNames hashedNames;
  private final OwnHashes ownHashes;
  private final Flights<ContextReference> ofContext = new Flights<>();
  private final Flights<Client> ofClient = new Flights<>();
  private final long contextLifetimeMillis;

  /** Whose requests, with whatever challenges, can do with the same key. */
  private record Client(String account, DigestAlgorithm base, String network) {}

  InitialAuthentication(
      DigestOptions options,
      PackageServices services,
      Duration contextLifetime,
      Completion completion,
      Establishment establishment,
      Challenger challenger) {
    this.options = options;
    this.services = services;
    this.calculators = completion.calculators();
    this.challenger = challenger;
    this.completion = completion;
    this.establishment = establishment;
    this.standIns = StandIns.random(services.random());
    this.gate = new UnknownNonceGate(options.unknownNonceRate(), services.clock());
    this.hashedNames = new HashedNames(services, options.realm());
    this.ownHashes = new OwnHashes(options.userhash(), options.realm());
    this.contextLifetimeMillis = contextLifetime.toMillis();
  }

  /**
   * Authenticates with a key kept by account, or with the authority.
   *
   * @param foreign whether the opaque names a context of another account or algorithm
   */
  AcceptResult authenticate(DigestServer server, Request request, boolean foreign)
      throws IOException {
    if (request.reference() != null && services.contexts().isRevoked(request.reference())) {
      return refuse(request, Reason.CONTEXT_REVOKED, null);
    }
    Reason throttled = services.throttle().check(request.exchange().remoteAddress());
    if (throttled != null) {
      return refuse(request, throttled, writtenAccount(request));
    }
    Standing standing = establishment.standing(request);
    if (standing.unusable() == Reason.NONCE_UNKNOWN) {
      services.counters().forgedNonce();
      if (!gate.admits(request.exchange().remoteAddress())) {
        return refuse(request, Reason.NONCE_UNKNOWN, null);
      }
    }
    try (Calculator calculator = calculators.borrow(request.algorithm())) {
      return authenticate(server, request, foreign ? Standing.FOREIGN : standing, calculator);
    } catch (MalformedTokenException e) {
      return challenger.refuse(
          request.exchange(), SecurityStatus.SEC_E_INVALID_TOKEN, Reason.MALFORMED, null);
    } catch (EntityTooLargeException e) {
      return challenger.refuse(
          request.exchange(), SecurityStatus.SEC_E_INVALID_TOKEN, Reason.ENTITY_TOO_LARGE, null);
    } catch (AuthorityUnavailableException e) {
      return AcceptResult.refused(
          SecurityStatus.SEC_E_NO_AUTHENTICATING_AUTHORITY,
          List.of(),
          e.reason(),
          writtenAccount(request));
    }
  }

  /** Frees what is over. */
  void tidy() {
    hashedNames.tidy();
    gate.tidy();
    establishment.tidy();
  }

  /** As the client wrote it, for the audit; null when it is longer than any. */
  private static @Nullable String writtenAccount(Request request) {
    String written = request.response().writtenAccount();
    return written.length() > AccountNames.LONGEST ? null : written;
  }

  private AcceptResult authenticate(
      DigestServer server, Request request, Standing standing, Calculator calculator)
      throws IOException,
          MalformedTokenException,
          EntityTooLargeException,
          AuthorityUnavailableException {
    String address = request.exchange().remoteAddress();
    String named = request.response().account();
    boolean hashed = request.response().userhash();
    // Before the entity is read: no attempt waits for an entity. By the hash, not by whose it is,
    // which would tell that it is anybody's.
    Reason held = held(named, hashed, address);
    if (held != null) {
      String claimed = hashed ? hashedNames.remembered(named, request.algorithm(), address) : named;
      return refuse(request, held, claimed);
    }
    byte[] entityHash = request.entityHash(calculator, null);
    calculator.hashA2(request.exchange().method(), request.response(), entityHash);
    HashedNames.Found found =
        hashed
            ? hashedNames.find(named, request.algorithm(), address)
            : new HashedNames.Account(named);
    if (found instanceof HashedNames.Account account) {
      return logOn(new Logon(server, request, standing, account.name(), calculator, entityHash));
    }
    return refuse(request, ((HashedNames.Held) found).reason(), named);
  }

  private @Nullable Reason held(String named, boolean hashed, String address) {
    Reason held = services.throttle().check(named, address);
    for (String hash : held == null && !hashed ? ownHashes.of(named) : List.<String>of()) {
      held = held == null ? services.throttle().check(hash, address) : held;
    }
    return held;
  }

  private AcceptResult logOn(Logon logon) throws IOException, AuthorityUnavailableException {
    String address = logon.request().exchange().remoteAddress();
    try (Attempt attempt = services.throttle().begin(logon.account(), address)) {
      String hash = logon.userhash();
      Reason held = attempt.held();
      if (held != null) {
        if (hash != null) {
          askInVain(logon.of(hash));
        }
        return refuse(logon.request(), held, logon.account());
      }
      if (hash == null) {
        ownHashes.of(logon.account()).forEach(attempt::countAlsoFor);
      } else {
        attempt.countAlsoFor(hash);
      }
      AcceptResult local = byAccountKey(logon);
      AcceptResult result = local == null ? together(logon, attempt) : local;
      if (result.status() == SecurityStatus.SEC_E_OK) {
        // Right, and of a nonce that serves: a recorded answer would not end the row of wrong ones.
        attempt.succeeded();
      }
      return result;
    }
  }

  /**
   * Of a hashed name whose account is held the authority is asked about the hash, as it is of one
   * that no account has: or the time would tell that there is an account.
   */
  private void askInVain(Logon ofHash) throws IOException, AuthorityUnavailableException {
    String address = ofHash.request().exchange().remoteAddress();
    try (Attempt attempt = services.throttle().begin(ofHash.account(), address)) {
      if (attempt.held() == null) {
        together(ofHash, attempt);
      }
    }
  }

  /** With the requests of the same context, then with those of the same client. */
  private AcceptResult together(Logon logon, Attempt attempt)
      throws IOException, AuthorityUnavailableException {
    Request request = logon.request();
    Flights.Look look = () -> byWhatAnotherLearned(logon);
    Flights.Ask ask =
        () ->
            ofClient.fly(
                new Client(
                    logon.account(),
                    request.algorithm().base(),
                    RemoteAddress.network(request.exchange().remoteAddress())),
                attempt,
                look,
                () -> byAuthority(logon, attempt));
    return request.reference() == null
        ? ask.ask()
        : ofContext.fly(request.reference(), attempt, look, ask);
  }

  private @Nullable AcceptResult byWhatAnotherLearned(Logon logon) {
    Request request = logon.request();
    ContextReference reference = request.reference();
    if (reference != null
        && services.contexts().find(reference) instanceof DigestContext kept
        && kept.isOf(request.response())) {
      try (Proof proof = Proof.byContext(logon.calculator(), kept, request.response())) {
        if (proof != null) {
          services.counters().verifiedLocally();
          DigestHandle handle =
              new DigestHandle(logon.server(), reference, kept, request.response());
          return completion.complete(request, handle, logon.calculator(), proof);
        }
      }
    }
    return byAccountKey(logon);
  }

  private @Nullable AcceptResult byAccountKey(Logon logon) {
    AccountKey kept =
        services
            .accountKeys()
            .find(logon.account(), options.realm(), logon.request().algorithm().base());
    // Where none is kept one is tried all the same: the time must not tell who was here before.
    SessionKey key = kept == null ? standIns.of(logon.request().algorithm()) : kept.key();
    try (Proof proof = Proof.byAccountKey(logon.calculator(), key, logon.request().response())) {
      if (proof == null || kept == null) {
        return null; // perhaps the password has changed: the authority knows
      }
      services.counters().verifiedLocally();
      Lifetime lifetime = new Lifetime(kept.establishedMillis(), kept.expiresMillis());
      return establishment.establish(logon, kept.vouched(), kept.key(), lifetime, proof);
    }
  }

  private AcceptResult byAuthority(Logon logon, Attempt attempt)
      throws AuthorityUnavailableException {
    Fresh<DigestVerdict> answer = ask(logon);
    if (answer.answer() instanceof Refused refused) {
      attempt.failed();
      return refuse(logon.request(), refused.reason(), logon.account());
    }
    Accepted accepted = (Accepted) answer.answer();
    try (Proof proof = proof(logon, accepted)) {
      if (proof == null) {
        // The authority vouches for an answer that its own key does not give: trust neither.
        attempt.failed();
        return refuse(logon.request(), Reason.WRONG_RESPONSE, logon.account());
      }
      Vouched vouched = Vouched.of(accepted.identity(), logon.account(), answer.asked());
      return accepted(logon, vouched, accepted, proof);
    } finally {
      accepted.key().destroy();
    }
  }

  private Fresh<DigestVerdict> ask(Logon logon) throws AuthorityUnavailableException {
    DigestQuestion question = logon.question(options.realm(), calculators);
    return services
        .contexts()
        .changes()
        .ask(
            () -> services.authority().verify(question),
            verdict ->
                verdict instanceof Accepted accepted
                    ? OfAccount.of(logon.account(), accepted.identity().name())
                    : null,
            DigestVerdict::discard);
  }

  private static @Nullable Proof proof(Logon logon, Accepted accepted) {
    if (accepted.scope() == KeyScope.ACCOUNT) {
      return Proof.byAccountKey(logon.calculator(), accepted.key(), logon.request().response());
    }
    return logon.calculator().verifies(accepted.key(), logon.request().response())
        ? new Proof(accepted.key(), false)
        : null;
  }

  private AcceptResult accepted(Logon logon, Vouched vouched, Accepted accepted, Proof proof) {
    long now = services.clock().millis();
    long until = now + Math.min(accepted.keyLifetime().toMillis(), contextLifetimeMillis);
    Lifetime lifetime = new Lifetime(now, until);
    if (accepted.scope() == KeyScope.SESSION) {
      return establishment.establish(logon, vouched, null, lifetime, proof);
    }
    AccountKey entry = new AccountKey(vouched, accepted.key(), now, until);
    services
        .accountKeys()
        .keep(logon.account(), options.realm(), logon.request().algorithm().base(), entry);
    return establishment.establish(logon, vouched, accepted.key(), lifetime, proof);
  }

  private AcceptResult refuse(Request request, Reason reason, @Nullable String account) {
    return challenger.refuse(
        request.exchange(), SecurityStatus.SEC_E_LOGON_DENIED, reason, account);
  }
}
