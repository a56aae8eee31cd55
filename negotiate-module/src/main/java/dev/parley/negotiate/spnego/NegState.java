package dev.parley.negotiate.spnego;

import org.jspecify.annotations.Nullable;

/** How a negotiation stands, RFC 4178 section 4.2.2. */
public enum NegState {
  /** The sender has no more to do. */
  ACCEPT_COMPLETED(0),
  /** The sender awaits a token. */
  ACCEPT_INCOMPLETE(1),
  /** The sender ends it. */
  REJECT(2),
  /** As incomplete, and the mechListMIC will be asked for; only in the first answer. */
  REQUEST_MIC(3);

  private final int number;

  NegState(int number) {
    this.number = number;
  }

  /** The number on the wire. */
  int number() {
    return number;
  }

  /** The state of a number on the wire, or null. */
  static @Nullable NegState of(int number) {
    for (NegState each : values()) {
      if (each.number == number) {
        return each;
      }
    }
    return null;
  }
}
