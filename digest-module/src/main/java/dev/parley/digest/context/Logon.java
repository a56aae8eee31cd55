package dev.parley.digest.context;

import dev.parley.authority.DigestQuestion;
import dev.parley.digest.calculation.Calculator;
import dev.parley.digest.calculation.Calculators;
import dev.parley.digest.message.DigestResponse;
import dev.parley.sspi.SessionKey;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * An initial authentication while it goes on. Its text form tells nothing.
 *
 * @param server on whose behalf
 * @param request the request
 * @param standing what nonce and opaque are worth
 * @param account the account the client names, after a hashed name was resolved
 * @param calculator borrowed for this request; H(A2) is computed
 * @param entityHash with auth-int the hash of the entity, else null
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one request and is never compared
record Logon(
    DigestServer server,
    Request request,
    Standing standing,
    String account,
    Calculator calculator,
    byte @Nullable [] entityHash) {

  /** The same with another account. */
  Logon of(String other) {
    return new Logon(server, request, standing, other, calculator, entityHash);
  }

  /** The hash in place of which the account was found; null when there is none. */
  @Nullable String userhash() {
    DigestResponse response = request.response();
    return response.userhash() && !response.writtenAccount().equals(account)
        ? response.writtenAccount()
        : null;
  }

  /** The client's answer as a question to an authority. */
  DigestQuestion question(String realm, Calculators calculators) {
    DigestResponse response = request.response();
    String method = request.exchange().method();
    boolean hasQop = response.qop() != null;
    DigestQuestion.Inputs inputs =
        new DigestQuestion.Inputs(
            response.nonce(),
            hasQop ? response.countText() : null,
            hasQop ? response.cnonce() : null,
            response.qop() == null ? null : response.qop().token(),
            method,
            response.uri(),
            entityHash == null ? null : HexFormat.of().formatHex(entityHash),
            response.response());
    return new DigestQuestion(
        account, realm, request.algorithm(), inputs, key -> isAnsweredBy(key, method, calculators));
  }

  /**
   * With a calculator of its own: an authority may try keys on another thread, even after its time
   * is over.
   */
  private boolean isAnsweredBy(SessionKey key, String method, Calculators calculators) {
    try (Calculator own = calculators.borrow(request.algorithm())) {
      own.hashA2(method, request.response(), entityHash);
      try (Proof proof = Proof.byAccountKey(own, key, request.response())) {
        return proof != null;
      }
    }
  }

  @Override
  public String toString() {
    return "[logon]";
  }
}
