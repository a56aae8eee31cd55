package dev.parley.digest.context;

import dev.parley.digest.calculation.Calculator;
import dev.parley.digest.context.DigestContext.SessionSeed;
import dev.parley.digest.message.DigestResponse;
import dev.parley.sspi.SessionKey;
import org.jspecify.annotations.Nullable;

/**
 * The H(A1) with which an answer was found right.
 *
 * @param key the key
 * @param derived whether it was derived for this request, so that whoever has the proof destroys it
 */
record Proof(SessionKey key, boolean derived) implements AutoCloseable {

  /**
   * Tries H(user:realm:password); for {@code -sess} the session key of this answer's nonce and
   * cnonce is derived from it.
   */
  static @Nullable Proof byAccountKey(
      Calculator calculator, SessionKey accountKey, DigestResponse response) {
    if (!session(response)) {
      return calculator.verifies(accountKey, response) ? new Proof(accountKey, false) : null;
    }
    SessionKey derived = calculator.sessionKey(accountKey, response.nonce(), response.cnonce());
    if (calculator.verifies(derived, response)) {
      return new Proof(derived, true);
    }
    derived.destroy();
    return null;
  }

  /**
   * Tries the keys of a kept context. With {@code -sess} RFC 7616 binds A1 to the first cnonce, and
   * browsers to the current one: the kept session key is tried where the cnonce is the kept one,
   * then a key for the current, then the kept one after all.
   */
  static @Nullable Proof byContext(
      Calculator calculator, DigestContext context, DigestResponse response) {
    SessionKey accountKey = context.accountKey();
    SessionSeed seed = context.seed();
    if (seed == null) {
      return accountKey != null && calculator.verifies(accountKey, response)
          ? new Proof(accountKey, false)
          : null;
    }
    boolean ofSeed = seed.isOf(response);
    if (!ofSeed && accountKey != null) {
      Proof current = byAccountKey(calculator, accountKey, response);
      if (current != null) {
        return current;
      }
    }
    return calculator.verifies(seed.key(), response) ? new Proof(seed.key(), false) : null;
  }

  private static boolean session(DigestResponse response) {
    return response.algorithm() != null && response.algorithm().session();
  }

  @Override
  public void close() {
    if (derived) {
      key.destroy();
    }
  }
}
