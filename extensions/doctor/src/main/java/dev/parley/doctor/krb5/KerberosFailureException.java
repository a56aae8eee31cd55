package dev.parley.doctor.krb5;

/** Carries a {@link KerberosFailure}. */
public final class KerberosFailureException extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient KerberosFailure failure;

  KerberosFailureException(Throwable cause) {
    super(cause);
    this.failure = KerberosFailure.of(cause);
  }

  /** What failed. */
  public KerberosFailure failure() {
    return failure;
  }
}
