package dev.parley.authority;

/**
 * Says that an authority gives no answer now: the credentials are not known to be wrong. Ends as
 * 503, never as 401 ({@code SEC_E_NO_AUTHENTICATING_AUTHORITY}).
 */
public final class AuthorityUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what was tried and what was seen; never a secret
   */
  public AuthorityUnavailableException(String message) {
    super(message);
  }

  /**
   * @param message what was tried and what was seen; never a secret
   * @param cause the failure underneath
   */
  public AuthorityUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
