package dev.parley.engine;

import dev.parley.authority.AccountChanges;
import dev.parley.authority.AccountNames;
import dev.parley.authority.AuthorityUnavailableException;
import dev.parley.authority.DigestAlgorithm;
import dev.parley.authority.DigestAuthority;
import dev.parley.authority.DigestQuestion;
import dev.parley.authority.DigestQuestion.Inputs;
import dev.parley.authority.DigestVerdict;
import dev.parley.authority.OfAccount;
import dev.parley.authority.guard.Attempt;
import dev.parley.authority.guard.Throttle;
import dev.parley.http.HttpExchange;
import dev.parley.sspi.Identity;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SessionKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Verifies a password that the application was given, by answering a challenge in the client's
 * stead: so any authority serves, and none has to take a clear password. Thread-safe.
 */
public final class PasswordLogon {
  private static final List<DigestAlgorithm> ALGORITHMS =
      List.of(DigestAlgorithm.SHA_256, DigestAlgorithm.SHA_512_256, DigestAlgorithm.MD5);

  /** The password is right, or it is not. */
  public sealed interface Result {}

  /** The password is right. */
  public record Accepted(Identity identity) implements Result {}

  /** It is not, or must not be tried now. */
  public record Refused(Reason reason) implements Result {}

  private final String realm;
  private final DigestAuthority authority;
  private final Throttle throttle;
  private final AccountChanges changes;
  private final AuditTrail audit;
  private final RandomGenerator random;

  PasswordLogon(
      String realm,
      DigestAuthority authority,
      Throttle throttle,
      AccountChanges changes,
      AuditTrail audit,
      RandomGenerator random) {
    this.realm = realm;
    this.authority = authority;
    this.throttle = throttle;
    this.changes = changes;
    this.audit = audit;
    this.random = random;
  }

  /**
   * Verifies. The throttle counts it like any other answer.
   *
   * @param exchange the request in which the application was given it
   */
  public Result verify(String account, String password, HttpExchange exchange) {
    if (!AccountNames.isOrderly(account)) {
      return refused(Reason.UNKNOWN_ACCOUNT, account, exchange);
    }
    String address = exchange.remoteAddress();
    try (Attempt attempt = throttle.begin(account, address)) {
      Reason held = attempt.held();
      if (held != null) {
        return refused(held, account, exchange);
      }
      DigestVerdict verdict = askUnchanged(account, password);
      if (verdict instanceof DigestVerdict.Accepted accepted) {
        accepted.key().destroy();
        attempt.succeeded();
        return new Accepted(accepted.identity());
      }
      attempt.failed();
      return refused(((DigestVerdict.Refused) verdict).reason(), account, exchange);
    } catch (AuthorityUnavailableException e) {
      return refused(e.reason(), account, exchange);
    }
  }

  /** What comes of the verdict is no kept context, but a user in a request that may be long. */
  private DigestVerdict askUnchanged(String account, String password)
      throws AuthorityUnavailableException {
    return changes
        .ask(
            () -> ask(account, password),
            verdict ->
                verdict instanceof DigestVerdict.Accepted accepted
                    ? OfAccount.of(account, accepted.identity().name())
                    : null,
            DigestVerdict::discard)
        .answer();
  }

  private Refused refused(Reason reason, String account, HttpExchange exchange) {
    audit.refused(exchange, reason, null, account);
    return new Refused(reason);
  }

  /**
   * Asks until the authority has a key for the algorithm. A refusal takes one question for each
   * algorithm, whatever the authority has: their number must not tell which accounts there are.
   */
  private DigestVerdict ask(String account, String password) throws AuthorityUnavailableException {
    DigestVerdict verdict = new DigestVerdict.Refused(Reason.NO_KEY_FOR_ALGORITHM);
    for (DigestAlgorithm algorithm : ALGORITHMS) {
      if (isDecided(verdict)) {
        askOfNobody(algorithm);
        continue;
      }
      verdict = authority.verify(question(account, password, algorithm));
      if (verdict instanceof DigestVerdict.Accepted) {
        return verdict;
      }
    }
    return verdict;
  }

  private static boolean isDecided(DigestVerdict verdict) {
    return !(verdict instanceof DigestVerdict.Refused refused)
        || refused.reason() != Reason.NO_KEY_FOR_ALGORITHM;
  }

  /** Not of the account once more: an authority that locks out would count it twice. */
  private void askOfNobody(DigestAlgorithm algorithm) throws AuthorityUnavailableException {
    authority.verify(question(nonce(), nonce(), algorithm)).discard();
  }

  private DigestQuestion question(String account, String password, DigestAlgorithm algorithm) {
    Calculation calculation = new Calculation(algorithm, nonce(), nonce());
    byte[] response = calculation.response(account, realm, password);
    Inputs inputs =
        new Inputs(
            calculation.nonce,
            Calculation.NC,
            calculation.cnonce,
            "auth",
            Calculation.METHOD,
            Calculation.URI,
            null,
            HexFormat.of().formatHex(response));
    return new DigestQuestion(
        account,
        realm,
        algorithm,
        inputs,
        tried -> MessageDigest.isEqual(calculation.response(tried), response));
  }

  private String nonce() {
    byte[] octets = new byte[16];
    random.nextBytes(octets);
    return HexFormat.of().formatHex(octets);
  }

  /** RFC 7616 section 3.4 for a request of our own. */
  private record Calculation(DigestAlgorithm algorithm, String nonce, String cnonce) {
    static final String NC = "00000001";
    static final String METHOD = "POST";
    static final String URI = "/";

    private MessageDigest hash() {
      try {
        return MessageDigest.getInstance(algorithm.hashName());
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }

    byte[] response(String account, String realm, String password) {
      byte[] secret = (account + ":" + realm + ":" + password).getBytes(StandardCharsets.UTF_8);
      byte[] octets = hash().digest(secret);
      SessionKey key = SessionKey.copyOf(octets);
      Arrays.fill(secret, (byte) 0);
      Arrays.fill(octets, (byte) 0);
      try {
        return response(key);
      } finally {
        key.destroy();
      }
    }

    byte[] response(SessionKey key) {
      byte[] hex = new byte[key.length() * 2];
      boolean live = key.writeHexTo(hex, 0);
      MessageDigest hash = hash();
      String a2 = HexFormat.of().formatHex(hash.digest(ascii(METHOD + ":" + URI)));
      hash.update(hex);
      Arrays.fill(hex, (byte) 0);
      byte[] response = hash.digest(ascii(":" + nonce + ":" + NC + ":" + cnonce + ":auth:" + a2));
      return live ? response : new byte[0];
    }

    private static byte[] ascii(String text) {
      return text.getBytes(StandardCharsets.US_ASCII);
    }
  }
}
