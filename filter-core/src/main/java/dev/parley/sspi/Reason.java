package dev.parley.sspi;

/**
 * Why a request was refused: a code for the audit, one line of cause, one line of mend. Operators
 * read these; a client is told no more than its scheme allows.
 */
public enum Reason {
  /** First contact. */
  NO_CREDENTIALS("the request has no credentials", "nothing: the client answers the challenge"),
  /** Another scheme. */
  UNKNOWN_SCHEME(
      "the credentials are of a scheme that is not offered",
      "switch the scheme on, or let the client use an offered one"),
  /** Grammar. */
  MALFORMED("the credentials break the grammar of their scheme", "mend the client"),
  /** RFC 7616 section 3.4. */
  MISSING_PARAMETER("a parameter that the scheme requires is missing", "mend the client"),
  /** RFC 7616 section 3.4. */
  CONTRADICTION("parameters of the credentials contradict each other", "mend the client"),
  /** Not what was offered. */
  REALM_MISMATCH(
      "the realm is not the one that was offered",
      "look whether a proxy or another service shares the protection space"),
  /** Not what was offered. */
  ALGORITHM_NOT_OFFERED(
      "the algorithm was not offered to this client",
      "add it to digest.algorithms if it is wanted"),
  /** Not what was offered. */
  QOP_NOT_OFFERED("the qop was not offered", "add it to digest.qop if it is wanted"),
  /** RFC 2069. */
  LEGACY_RESPONSE(
      "the response is of the RFC 2069 form, without qop",
      "set digest.allow-rfc2069 if such clients must get in"),
  /** The uri directive. */
  URI_MISMATCH(
      "the uri directive names another resource than the request",
      "behind a proxy that rewrites paths set digest.uri-prefixes"),
  /** The MAC of the nonce is wrong. */
  NONCE_UNKNOWN(
      "the nonce was not made for this opaque with a key that this server has",
      "after a restart: set digest.nonce-key to keep nonces recognisable"),
  /** Too old. */
  NONCE_EXPIRED("the nonce has served its time", "nothing: the client takes the new nonce"),
  /** Ours by key, but of another process. */
  NONCE_OTHER_SERVER(
      "the nonce was made before a restart or by another node",
      "nothing: the client takes the new nonce"),
  /** Replay. */
  NONCE_COUNT_REPLAYED(
      "this nonce count was used before",
      "if clients always send nc=1 set digest.replay-protection"),
  /** Behind the window. */
  NONCE_COUNT_TOO_OLD(
      "the nonce count lies behind the window", "nothing: the client takes the new nonce"),
  /** Strict mode. */
  NONCE_COUNT_OUT_OF_SEQUENCE(
      "the nonce count is not exactly one greater",
      "use digest.replay-protection=window for parallel clients"),
  /** The response does not verify. */
  WRONG_RESPONSE(
      "the response does not verify: wrong password, or a changed message",
      "let the user try again; compare realm and account spelling in the user store"),
  /** No such account. */
  UNKNOWN_ACCOUNT(
      "the authority does not know the account",
      "add the account, or look at the realm it is kept under"),
  /** Disabled. */
  ACCOUNT_DISABLED("the account is disabled", "enable it"),
  /** Expired. */
  ACCOUNT_EXPIRED("the account has expired", "extend it"),
  /** The store has no hash for this algorithm and realm. */
  NO_KEY_FOR_ALGORITHM(
      "the user store has no hash of this account for the realm and algorithm",
      "set the password again for this realm and algorithm"),
  /** Too many wrong answers. */
  LOCKED_OUT(
      "too many wrong answers for this account from this address", "wait for the back-off to end"),
  /** Too many wrong answers. */
  THROTTLED("too many wrong answers from this address", "wait for the back-off to end"),
  /** The authority does not answer. */
  AUTHORITY_UNAVAILABLE("the authority does not answer", "look at the authority and the way to it"),
  /** Logged out or revoked. */
  CONTEXT_REVOKED("the context was logged out or revoked", "nothing: the user logs on again"),
  /** The context has run out or is unknown. */
  CONTEXT_EXPIRED("the context has run out", "nothing: the client answers the new challenge"),
  /** The opaque belongs to the context of another account or algorithm. */
  CONTEXT_OF_ANOTHER(
      "the opaque names a context of another account or algorithm",
      "nothing: the client takes the new opaque"),
  /** 403. */
  ROLE_MISSING(
      "the user has none of the roles that the path requires",
      "give the user the role, or change the path's rule"),
  /** 413. */
  ENTITY_TOO_LARGE(
      "the request entity is longer than may be hashed",
      "raise entity-limit, or do not offer auth-int");

  private final String cause;
  private final String mend;

  Reason(String cause, String mend) {
    this.cause = cause;
    this.mend = mend;
  }

  /** One line that says what is wrong. */
  public String cause() {
    return cause;
  }

  /** One line that says what to do. */
  public String mend() {
    return mend;
  }
}
