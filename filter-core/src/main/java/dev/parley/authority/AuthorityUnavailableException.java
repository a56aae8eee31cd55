package dev.parley.authority;

import dev.parley.sspi.Reason;

/**
 * Says that an authority gives no answer now: the credentials are not known to be wrong. Ends as
 * 503, never as 401 ({@code SEC_E_NO_AUTHENTICATING_AUTHORITY}). Several in a row open the circuit
 * breaker for all clients, so an authority that cannot look one name up, while it can look up
 * others, refuses that name instead.
 */
public final class AuthorityUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /**
   * @param message what was tried and what was seen; never a secret
   */
  public AuthorityUnavailableException(String message) {
    this(Reason.AUTHORITY_UNAVAILABLE, message);
  }

  /**
   * The authority is not to blame.
   *
   * @param reason why it was not asked, for the audit
   * @param message what was tried and what was seen; never a secret
   */
  public AuthorityUnavailableException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /**
   * @param message what was tried and what was seen; never a secret
   * @param cause the failure underneath
   */
  public AuthorityUnavailableException(String message, Throwable cause) {
    super(message, cause);
    this.reason = Reason.AUTHORITY_UNAVAILABLE;
  }

  /** Why there is no answer, for the audit. */
  public Reason reason() {
    return reason;
  }
}
