package dev.parley.digest.context;

import dev.parley.authority.Vouched;
import dev.parley.authority.guard.RemoteAddress;
import dev.parley.config.PackageServices;
import dev.parley.context.ContextReference;
import dev.parley.context.KeptContext;
import dev.parley.context.Owners;
import dev.parley.digest.calculation.MessageSignatures;
import dev.parley.digest.context.DigestContext.Lifetime;
import dev.parley.digest.context.DigestContext.Names;
import dev.parley.digest.context.DigestContext.SessionSeed;
import dev.parley.digest.message.DigestResponse;
import dev.parley.digest.nonce.Nonces;
import dev.parley.digest.options.DigestOptions;
import dev.parley.sspi.AcceptResult;
import dev.parley.sspi.Identity;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SecurityStatus;
import dev.parley.sspi.SessionKey;
import org.jspecify.annotations.Nullable;

/**
 * Makes a context for a client whose answer is right, if its nonce can serve; else the client gets
 * a new one. Thread-safe.
 */
final class Establishment {
  private final PackageServices services;
  private final Nonces nonces;
  private final Completion completion;
  private final Challenger challenger;
  private final RetiredContexts retired;

  Establishment(
      DigestOptions options,
      PackageServices services,
      Nonces nonces,
      Completion completion,
      Challenger challenger) {
    this.services = services;
    this.nonces = nonces;
    this.completion = completion;
    this.challenger = challenger;
    this.retired = new RetiredContexts(options.nonceLifetime(), services.clock());
  }

  /** Frees what is over. */
  void tidy() {
    retired.tidy();
  }

  /** What nonce and opaque of an answer are worth. */
  Standing standing(Request request) {
    ContextReference reference = request.reference();
    if (reference == null) {
      return new Standing(Reason.NONCE_UNKNOWN, false);
    }
    return Standing.of(
        nonces.examine(request.response(), reference), isRetired(reference, request.response()));
  }

  private boolean isRetired(ContextReference reference, DigestResponse response) {
    return retired.covers(reference, nonces.issuedMillis(response));
  }

  /**
   * Ends a logon whose answer is right.
   *
   * @param vouched what the authority has said, now or when the key was kept
   * @param accountKey H(user:realm:password), which stays the caller's; null when the authority
   *     gave a session key only
   * @param proof the H(A1) of the answer
   */
  AcceptResult establish(
      Logon logon,
      Vouched vouched,
      @Nullable SessionKey accountKey,
      Lifetime lifetime,
      Proof proof) {
    Request request = logon.request();
    ContextReference reference = request.reference();
    if (reference == null || logon.standing().unusable() != null) {
      return stale(logon, logon.standing());
    }
    DigestContext made = make(logon, vouched.identity(), accountKey, lifetime, proof);
    KeptContext there = services.contexts().keep(reference, made, vouched.asked());
    if (there == null) {
      made.wipe();
      return takenBack(logon, reference);
    }
    DigestContext kept = kept(made, there);
    if (kept == null) {
      return stale(logon, Standing.FOREIGN);
    }
    if (isRetired(reference, request.response())) {
      // While this logon waited a context of the same reference came and went, and took its counts
      // with it.
      services.contexts().remove(reference, kept);
      return stale(logon, new Standing(Reason.CONTEXT_EXPIRED, false));
    }
    DigestHandle handle = new DigestHandle(logon.server(), reference, kept, request.response());
    return completion.complete(request, handle, logon.calculator(), proof);
  }

  /** The account was changed, or the context revoked, while its client logged on. */
  private AcceptResult takenBack(Logon logon, ContextReference reference) {
    return services.contexts().isRevoked(reference)
        ? challenger.refuse(
            logon.request().exchange(),
            SecurityStatus.SEC_E_LOGON_DENIED,
            Reason.CONTEXT_REVOKED,
            logon.account())
        : stale(logon, Standing.CHANGED);
  }

  private DigestContext make(
      Logon logon,
      Identity identity,
      @Nullable SessionKey accountKey,
      Lifetime lifetime,
      Proof proof) {
    Request request = logon.request();
    DigestResponse response = request.response();
    SessionSeed seed = null;
    if (request.algorithm().session()) {
      seed =
          new SessionSeed(
              response.nonce(), response.cnonce(), proof.key().copy(), new MessageSignatures());
    }
    SessionKey key = accountKey == null ? null : accountKey.copy();
    int origin = Owners.of(RemoteAddress.network(request.exchange().remoteAddress()));
    Names names = new Names(logon.account(), response.writtenAccount(), origin);
    return new DigestContext(identity, names, request.algorithm(), key, seed, lifetime, retired);
  }

  private @Nullable DigestContext kept(DigestContext made, KeptContext there) {
    if (there == made) {
      services.counters().loggedOn();
      return made;
    }
    // Another request of the same context was faster, or the reference is used by another account.
    made.wipe();
    return there instanceof DigestContext other
            && other.algorithm() == made.algorithm()
            && other.identity().equals(made.identity())
        ? other
        : null;
  }

  private AcceptResult stale(Logon logon, Standing standing) {
    ContextReference opaque = logon.request().reference();
    if (opaque == null || !standing.opaqueServes()) {
      opaque = challenger.newReference();
    }
    Reason reason = standing.unusable() == null ? Reason.CONTEXT_EXPIRED : standing.unusable();
    return challenger.stale(
        logon.request().exchange(),
        SecurityStatus.SEC_E_CONTEXT_EXPIRED,
        opaque,
        reason,
        logon.account());
  }
}
