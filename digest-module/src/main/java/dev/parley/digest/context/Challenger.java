package dev.parley.digest.context;

import dev.parley.authority.DigestAlgorithm;
import dev.parley.authority.Qop;
import dev.parley.context.ContextReference;
import dev.parley.digest.message.DigestChallenge;
import dev.parley.digest.nonce.Nonces;
import dev.parley.digest.options.DigestOptions;
import dev.parley.digest.options.UserAgentRules;
import dev.parley.http.HeaderField;
import dev.parley.http.HttpExchange;
import dev.parley.sspi.AcceptResult;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SecurityStatus;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes challenges; each is made for the moment and forgotten. Thread-safe. */
final class Challenger {
  private final DigestChallenge challenge;
  private final UserAgentRules algorithms;
  private final Nonces nonces;
  private final RandomGenerator random;

  Challenger(DigestOptions options, Nonces nonces, RandomGenerator random) {
    String qop = options.qop().stream().map(Qop::token).collect(Collectors.joining(","));
    this.challenge =
        new DigestChallenge(options.realm(), options.domain(), qop, options.userhash());
    this.algorithms = new UserAgentRules(options.algorithms(), options.algorithmsByUserAgent());
    this.nonces = nonces;
    this.random = random;
  }

  /** First contact. */
  AcceptResult first(HttpExchange exchange, Reason reason) {
    return AcceptResult.continueNeeded(fresh(exchange), reason);
  }

  /** The answer is refused; the client may try again with a new context. */
  AcceptResult refuse(
      HttpExchange exchange, SecurityStatus status, Reason reason, @Nullable String account) {
    return AcceptResult.refused(status, fresh(exchange), reason, account);
  }

  /** The password was right, the nonce can not serve: the client comes back by itself. */
  AcceptResult stale(
      HttpExchange exchange,
      SecurityStatus status,
      ContextReference opaque,
      Reason reason,
      String account) {
    return AcceptResult.refused(status, write(exchange, opaque, true), reason, account);
  }

  /**
   * Whether an algorithm is offered to this client. What is offered by default is taken from every
   * client.
   */
  boolean offers(DigestAlgorithm algorithm, HttpExchange exchange) {
    return algorithms.offersToAll(algorithm)
        || algorithms.offeredTo(exchange.header("User-Agent")).contains(algorithm);
  }

  /** A reference that was never used. */
  ContextReference newReference() {
    return ContextReference.random(random);
  }

  private List<HeaderField> fresh(HttpExchange exchange) {
    return write(exchange, newReference(), false);
  }

  private List<HeaderField> write(HttpExchange exchange, ContextReference opaque, boolean stale) {
    List<DigestAlgorithm> offered = algorithms.offeredTo(exchange.header("User-Agent"));
    return challenge.write(nonces.issue(opaque), opaque.text(), stale, offered);
  }
}
