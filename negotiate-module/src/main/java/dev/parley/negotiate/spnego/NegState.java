package dev.parley.negotiate.spnego;

import org.jspecify.annotations.Nullable;

/** How a negotiation stands, RFC 4178 section 4.2.2. */
public enum NegState {
  /** The sender has no more to do. */
  ACCEPT_COMPLETED,
  /** The sender awaits a token. */
  ACCEPT_INCOMPLETE,
  /** The sender ends it. */
  REJECT,
  /** As incomplete, and the mechListMIC will be asked for; only in the first answer. */
  REQUEST_MIC;

  /** The state of a number on the wire, or null. */
  static @Nullable NegState of(int number) {
    return number >= 0 && number < values().length ? values()[number] : null;
  }
}
