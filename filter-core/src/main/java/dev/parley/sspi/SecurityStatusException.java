package dev.parley.sspi;

/** Carries the error status of an SSPI call that has no other way to say no. */
public final class SecurityStatusException extends Exception {
  private static final long serialVersionUID = 1L;
  private final SecurityStatus status;

  /**
   * @param status an error status
   * @param message what was asked for; never a secret
   */
  public SecurityStatusException(SecurityStatus status, String message) {
    super(status + ": " + message);
    this.status = status;
  }

  /** The status. */
  public SecurityStatus status() {
    return status;
  }
}
