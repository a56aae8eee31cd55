package dev.parley.authority;

import dev.parley.sspi.SessionKey;
import org.jspecify.annotations.Nullable;

/**
 * A client's answer to a Digest challenge, put to an authority: everything that a domain controller
 * needs to compute the response itself (MS-APDS 2.2.3.1), and a way to try a key for authorities
 * that hold H(user:realm:password). All values are unquoted. Its text form has no value but the
 * account and the realm.
 */
public final class DigestQuestion {
  /** Computes the response with a key; supplied by the Digest package. */
  @FunctionalInterface
  public interface Trial {
    /**
     * Whether a key that is H(user:realm:password) gives the client's response; takes the same time
     * either way.
     */
    boolean verifies(SessionKey accountKey);
  }

  /**
   * The inputs of the response, RFC 7616 section 3.4.
   *
   * @param nonce the nonce
   * @param nonceCount nc as its eight hex digits; null for RFC 2069 answers
   * @param cnonce the client's nonce; null for RFC 2069 answers
   * @param qop {@code auth} or {@code auth-int}; null for RFC 2069 answers
   * @param method the request method
   * @param uri the uri directive
   * @param entityHash H(entity-body) in lower-case hex with qop auth-int, else null
   * @param response the response directive
   */
  public record Inputs(
      String nonce,
      @Nullable String nonceCount,
      @Nullable String cnonce,
      @Nullable String qop,
      String method,
      String uri,
      @Nullable String entityHash,
      String response) {
    @Override
    public String toString() {
      return "[digest inputs]";
    }
  }

  private final String account;
  private final String realm;
  private final DigestAlgorithm algorithm;
  private final Inputs inputs;
  private final Trial trial;

  /**
   * @param account the account as the client wrote it, after userhash was resolved
   * @param realm the realm
   * @param algorithm the algorithm of the answer, with its {@code -sess}
   */
  public DigestQuestion(
      String account, String realm, DigestAlgorithm algorithm, Inputs inputs, Trial trial) {
    this.account = account;
    this.realm = realm;
    this.algorithm = algorithm;
    this.inputs = inputs;
    this.trial = trial;
  }

  /** The account as the client wrote it. */
  public String account() {
    return account;
  }

  /** The realm. */
  public String realm() {
    return realm;
  }

  /** The algorithm, with its {@code -sess}. */
  public DigestAlgorithm algorithm() {
    return algorithm;
  }

  /** The inputs of the response. */
  public Inputs inputs() {
    return inputs;
  }

  /**
   * Whether this H(user:realm:password), for {@code algorithm().base()}, gives the client's
   * response. An authority that does not know the account calls it with a key of its own, so that
   * its answer takes as long.
   */
  public boolean isAnsweredBy(SessionKey accountKey) {
    return trial.verifies(accountKey);
  }

  @Override
  public String toString() {
    return account + "@" + realm + " " + algorithm;
  }
}
