package dev.parley.negotiate.kerberos;

import dev.parley.sspi.Reason;
import dev.parley.sspi.SecurityStatus;
import org.jspecify.annotations.Nullable;

/** Ends the acceptance of a token: says why. Caught in one place, {@link Acceptance}. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  /** There is no code for it, so no KRB-ERROR is sent. */
  static final int NO_CODE = -1;

  private final SecurityStatus status;
  private final Reason reason;
  private final int errorCode;

  private Refusal(SecurityStatus status, Reason reason, int errorCode, @Nullable String detail) {
    super(detail, null, false, false);
    this.status = status;
    this.reason = reason;
    this.errorCode = errorCode;
  }

  /**
   * @param errorCode the code of KRB-ERROR, or {@link #NO_CODE}
   * @param detail without anything secret
   */
  static Refusal denied(Reason reason, int errorCode, @Nullable String detail) {
    return new Refusal(SecurityStatus.SEC_E_LOGON_DENIED, reason, errorCode, detail);
  }

  static Refusal of(SecurityStatus status, Reason reason, int errorCode, @Nullable String detail) {
    return new Refusal(status, reason, errorCode, detail);
  }

  static Refusal malformed(@Nullable String detail) {
    return new Refusal(SecurityStatus.SEC_E_INVALID_TOKEN, Reason.MALFORMED, NO_CODE, detail);
  }

  SecurityStatus status() {
    return status;
  }

  Reason reason() {
    return reason;
  }

  int errorCode() {
    return errorCode;
  }

  @Nullable String detail() {
    return getMessage();
  }
}
