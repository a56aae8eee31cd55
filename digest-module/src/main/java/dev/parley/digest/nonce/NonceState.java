package dev.parley.digest.nonce;

import dev.parley.sspi.Reason;
import org.jspecify.annotations.Nullable;

/** What became of a nonce that comes back. */
public enum NonceState {
  /** Ours, in time, of this process. */
  FRESH(null),
  /** Ours, but its time is over (or the clock went back before it). */
  EXPIRED(Reason.NONCE_EXPIRED),
  /** Made with one of our keys, before a restart or by another node. */
  OTHER_SERVER(Reason.NONCE_OTHER_SERVER),
  /** Not made with any key we have, or not for this opaque. */
  UNKNOWN(Reason.NONCE_UNKNOWN);

  private final @Nullable Reason reason;

  NonceState(@Nullable Reason reason) {
    this.reason = reason;
  }

  /** Why the nonce can not serve; null when it can. */
  public @Nullable Reason reason() {
    return reason;
  }

  /** Whether the nonce and its opaque were issued together by a holder of our keys. */
  public boolean isOurs() {
    return this != UNKNOWN;
  }
}
