package dev.parley.digest.context;

import dev.parley.digest.nonce.NonceState;
import dev.parley.sspi.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What the nonce and opaque of an answer are worth, before anything is known of the password.
 *
 * @param unusable why they can not serve even if the password is right; null when they can
 * @param opaqueServes whether a new nonce may be issued for the same opaque
 */
record Standing(@Nullable Reason unusable, boolean opaqueServes) {

  /** The opaque names a context of another account or algorithm. */
  static final Standing FOREIGN = new Standing(Reason.CONTEXT_OF_ANOTHER, false);

  /** What the authority said no longer holds. */
  static final Standing CHANGED = new Standing(Reason.ACCOUNT_CHANGED, false);

  static Standing of(NonceState nonce, boolean retired) {
    if (nonce.reason() == null && retired) {
      return new Standing(Reason.CONTEXT_EXPIRED, false);
    }
    return new Standing(nonce.reason(), nonce.isOurs() && !retired);
  }
}
