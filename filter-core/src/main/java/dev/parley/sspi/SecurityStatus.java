package dev.parley.sspi;

/**
 * The SSPI status codes that a server can meet, with Microsoft's names and numeric values. Values
 * whose top bit is set are errors.
 */
public enum SecurityStatus {
  /** Done; an output token, if there is one, must still be sent. */
  SEC_E_OK(0x00000000),
  /** The output token must be sent and the peer's next token awaited. */
  SEC_I_CONTINUE_NEEDED(0x00090312),
  /** The context is known: {@code completeAuthToken} verifies the message, without a round trip. */
  SEC_I_COMPLETE_NEEDED(0x00090313),
  /** First complete, then send the token and await the next. */
  SEC_I_COMPLETE_AND_CONTINUE(0x00090314),
  /** The function or flag is not supported by the package. */
  SEC_E_UNSUPPORTED_FUNCTION(0x80090302),
  /** The handle is unknown or was deleted. */
  SEC_E_INVALID_HANDLE(0x80090301),
  /** An error without a status of its own. */
  SEC_E_INTERNAL_ERROR(0x80090304),
  /** There is no package of this name. */
  SEC_E_SECPKG_NOT_FOUND(0x80090305),
  /** The token is malformed, truncated or meant for another package. */
  SEC_E_INVALID_TOKEN(0x80090308),
  /** The negotiated protection does not include what is asked for. */
  SEC_E_QOP_NOT_SUPPORTED(0x8009030A),
  /** There is no client to impersonate. */
  SEC_E_NO_IMPERSONATION(0x8009030B),
  /** Wrong user or secret, or an account that may not log on. */
  SEC_E_LOGON_DENIED(0x8009030C),
  /** No credentials are available in the package. */
  SEC_E_NO_CREDENTIALS(0x8009030E),
  /** The digest or signature does not verify against the kept key. */
  SEC_E_MESSAGE_ALTERED(0x8009030F),
  /** The nonce count or sequence number is wrong. */
  SEC_E_OUT_OF_SEQUENCE(0x80090310),
  /** No authority can be reached; the credentials are not known to be wrong. */
  SEC_E_NO_AUTHENTICATING_AUTHORITY(0x80090311),
  /** The context was closed or has run out. */
  SEC_E_CONTEXT_EXPIRED(0x80090317),
  /** The client aimed at another service. */
  SEC_E_WRONG_PRINCIPAL(0x80090322),
  /** The clocks of client and server are too far apart. */
  SEC_E_TIME_SKEW(0x80090324),
  /** A requested attribute of the context can not be met. */
  SEC_E_SECURITY_QOS_FAILED(0x80090332),
  /** The channel binding policy is not satisfied. */
  SEC_E_BAD_BINDINGS(0x80090346);

  private final int code;

  SecurityStatus(int code) {
    this.code = code;
  }

  /** The numeric value of the status, as in Microsoft's {@code winerror.h}. */
  public int code() {
    return code;
  }

  /** Whether the status is an error (its top bit is set). */
  public boolean isError() {
    return code < 0;
  }
}
