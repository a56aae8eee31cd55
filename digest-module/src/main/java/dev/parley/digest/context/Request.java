package dev.parley.digest.context;

import dev.parley.authority.DigestAlgorithm;
import dev.parley.authority.Qop;
import dev.parley.context.ContextReference;
import dev.parley.digest.calculation.Calculator;
import dev.parley.digest.message.DigestResponse;
import dev.parley.http.EntityTooLargeException;
import dev.parley.http.HttpExchange;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A request whose answer has passed the checks that need no key.
 *
 * @param exchange the request
 * @param response the answer
 * @param algorithm its algorithm, one that is offered
 * @param reference the context its opaque names; null when the opaque is none of ours
 */
record Request(
    HttpExchange exchange,
    DigestResponse response,
    DigestAlgorithm algorithm,
    @Nullable ContextReference reference) {

  /** Whether the answer is over the entity. */
  boolean coversEntity() {
    return response.qop() == Qop.AUTH_INT;
  }

  /**
   * With auth-int the hash of the entity, else null.
   *
   * @param kept the kept context that the answer is to be verified with; null when there is none
   */
  byte @Nullable [] entityHash(Calculator calculator, @Nullable ContextReference kept)
      throws IOException, EntityTooLargeException {
    if (!coversEntity()) {
      return null;
    }
    try {
      exchange.hashEntity(calculator.hash(), kept);
      return calculator.entityHash();
    } finally {
      calculator.hash(); // a client that went away must leave no half of its entity behind
    }
  }
}
