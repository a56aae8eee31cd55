package dev.parley.digest.context;

import dev.parley.digest.message.DigestResponse;
import dev.parley.digest.nonce.NonceWindow;
import dev.parley.digest.nonce.NonceWindow.Taken;
import dev.parley.digest.options.ReplayProtection;

/** Takes nonce counts as the settings say. Immutable. */
record Counts(ReplayProtection protection) {

  /**
   * Takes the answer's count; answers without one (RFC 2069) have the count 1, so that a nonce
   * serves once, also where counts are not looked at: without a count nothing else tells a repeated
   * request from a new one.
   */
  Taken take(NonceWindow window, DigestResponse response) {
    long count = Math.max(1, response.count());
    return switch (protection) {
      case WINDOW -> window.take(count);
      case STRICT -> window.takeInSequence(count);
      case OFF -> tellRepeats(response) ? window.take(count) : Taken.YES;
    };
  }

  /** Whether an answer serves once. */
  boolean tellRepeats(DigestResponse response) {
    return protection != ReplayProtection.OFF || response.qop() == null;
  }
}
