package dev.parley.digest.context;

import dev.parley.authority.Qop;
import dev.parley.digest.calculation.Calculator;
import dev.parley.digest.calculation.Calculators;
import dev.parley.digest.message.AuthenticationInfo;
import dev.parley.digest.message.DigestResponse;
import dev.parley.digest.nonce.NonceState;
import dev.parley.digest.nonce.NonceWindow;
import dev.parley.digest.nonce.NonceWindow.Taken;
import dev.parley.digest.nonce.Nonces;
import dev.parley.digest.options.DigestOptions;
import dev.parley.digest.options.InfoMode;
import dev.parley.digest.options.ReplayAnswer;
import dev.parley.http.HeaderField;
import dev.parley.sspi.AcceptResult;
import dev.parley.sspi.Reason;
import dev.parley.sspi.ResponseSeal;
import dev.parley.sspi.SecurityStatus;
import dev.parley.sspi.SessionKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows once an answer is proved right: its nonce must serve, its count must be free, and
 * the server proves itself in turn. Used by initial authentication and by every later request
 * alike. Thread-safe.
 */
final class Completion {
  private final Nonces nonces;
  private final Counts counts;
  private final Challenger challenger;
  private final Calculators calculators;
  private final InfoMode info;
  private final ReplayAnswer replayAnswer;

  Completion(DigestOptions options, Nonces nonces, Challenger challenger, Calculators calculators) {
    this.nonces = nonces;
    this.counts = new Counts(options.replayProtection());
    this.challenger = challenger;
    this.calculators = calculators;
    this.info = options.info();
    this.replayAnswer = options.replayAnswer();
  }

  /** Ends a request whose answer {@code proof} has shown to be right. */
  AcceptResult complete(Request request, DigestHandle handle, Calculator calculator, Proof proof) {
    DigestContext context = handle.kept();
    NonceWindow window = context.findWindow(request.response());
    if (window == null) {
      NonceState state = nonces.examine(request.response(), handle.reference());
      if (state.reason() != null) {
        return stale(request, handle, SecurityStatus.SEC_E_CONTEXT_EXPIRED, state.reason());
      }
      window = context.adopt(nonces.window(request.response()), nonces);
      if (window == null) {
        return stale(
            request, handle, SecurityStatus.SEC_E_CONTEXT_EXPIRED, Reason.NONCE_COUNT_TOO_OLD);
      }
    }
    if (nonces.isExpired(window)) {
      return stale(request, handle, SecurityStatus.SEC_E_CONTEXT_EXPIRED, Reason.NONCE_EXPIRED);
    }
    Taken taken = counts.take(window, request.response());
    if (taken != Taken.YES) {
      return notTaken(request, handle, taken);
    }
    return accept(request, handle, calculator, proof, window);
  }

  /** Whether the nonce of an answer was made for this context, by whatever process. */
  boolean recognises(Request request, DigestHandle handle) {
    return handle.kept().findWindow(request.response()) != null
        || nonces.examine(request.response(), handle.reference()).reason() != Reason.NONCE_UNKNOWN;
  }

  /** Whether an answer that is sent again is told from a new one. */
  boolean tellsRepeats(Request request) {
    return counts.tellRepeats(request.response());
  }

  private AcceptResult notTaken(Request request, DigestHandle handle, Taken taken) {
    return switch (taken) {
      case REPLAYED -> replayed(request, handle);
      case OUT_OF_SEQUENCE ->
          stale(
              request,
              handle,
              SecurityStatus.SEC_E_OUT_OF_SEQUENCE,
              Reason.NONCE_COUNT_OUT_OF_SEQUENCE);
      case OUT_OF_WINDOW, YES ->
          stale(request, handle, SecurityStatus.SEC_E_CONTEXT_EXPIRED, Reason.NONCE_COUNT_TOO_OLD);
    };
  }

  private AcceptResult replayed(Request request, DigestHandle handle) {
    SecurityStatus status = SecurityStatus.SEC_E_OUT_OF_SEQUENCE;
    Reason reason = Reason.NONCE_COUNT_REPLAYED;
    return replayAnswer == ReplayAnswer.STALE
        ? stale(request, handle, status, reason)
        : challenger.refuse(request.exchange(), status, reason, handle.identity().name());
  }

  private AcceptResult stale(
      Request request, DigestHandle handle, SecurityStatus status, Reason reason) {
    return challenger.stale(
        request.exchange(), status, handle.reference(), reason, handle.identity().name());
  }

  private AcceptResult accept(
      Request request,
      DigestHandle handle,
      Calculator calculator,
      Proof proof,
      NonceWindow window) {
    DigestResponse response = request.response();
    if (info == InfoMode.OFF || response.qop() == null) {
      return AcceptResult.ok(handle, List.of(), null);
    }
    String next =
        info == InfoMode.NEXTNONCE && nonces.isAgeing(window)
            ? nonces.issue(handle.reference())
            : null;
    if (response.qop() == Qop.AUTH_INT) {
      SessionKey key = proof.key().copy();
      return AcceptResult.ok(
          handle, List.of(), key.isDestroyed() ? null : new Seal(request, key, next));
    }
    HeaderField proved = info(calculator, proof.key(), response, null, next);
    // Of a context that went meanwhile there is no key: no proof is better than a wrong one.
    return AcceptResult.ok(handle, proof.key().isDestroyed() ? List.of() : List.of(proved), null);
  }

  private static HeaderField info(
      Calculator calculator,
      SessionKey key,
      DigestResponse response,
      byte @Nullable [] entityHash,
      @Nullable String next) {
    calculator.hashA2("", response, entityHash);
    byte[] rspauth = calculator.rspauth(key, response);
    byte[] scratch = calculator.scratch(AuthenticationInfo.maxLength(response, rspauth, next));
    return AuthenticationInfo.write(response, rspauth, next, scratch);
  }

  /**
   * The proof over the response entity, for auth-int. Has a key of its own, for the context may go
   * meanwhile.
   */
  private final class Seal implements ResponseSeal {
    private final Request request;
    private final SessionKey key;
    private final @Nullable String nextnonce;

    Seal(Request request, SessionKey key, @Nullable String nextnonce) {
      this.request = request;
      this.key = key;
      this.nextnonce = nextnonce;
    }

    @Override
    public String hashAlgorithm() {
      return request.algorithm().hashName();
    }

    @Override
    public HeaderField seal(byte[] entityHash) {
      try (Calculator calculator = calculators.borrow(request.algorithm())) {
        return info(calculator, key, request.response(), entityHash, nextnonce);
      } finally {
        key.destroy();
      }
    }
  }

  Calculators calculators() {
    return calculators;
  }
}
