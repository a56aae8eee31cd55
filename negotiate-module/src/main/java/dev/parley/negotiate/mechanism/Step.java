package dev.parley.negotiate.mechanism;

import dev.parley.sspi.Reason;
import dev.parley.sspi.SecurityStatus;
import org.jspecify.annotations.Nullable;

/** What came of one token of a mechanism. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public sealed interface Step {

  /**
   * The client is to answer.
   *
   * @param token the server's token
   */
  record Continue(byte[] token) implements Step {}

  /**
   * The client is known.
   *
   * @param context the established context; the receiver closes it
   * @param token the last token, which must be sent, or null when there is none
   */
  record Established(EstablishedContext context, byte @Nullable [] token) implements Step {}

  /**
   * The client is refused.
   *
   * @param status an error
   * @param reason why
   * @param detail what an operator wants to know beside the reason, in a few words and without
   *     anything secret: the skew in seconds, the kvno; null when there is nothing
   * @param account the account the client claims, as far as it is known
   * @param token an error token for the client (KRB-ERROR), or null
   */
  record Refused(
      SecurityStatus status,
      Reason reason,
      @Nullable String detail,
      @Nullable String account,
      byte @Nullable [] token)
      implements Step {
    /** A refusal without a token. */
    public static Refused of(
        SecurityStatus status, Reason reason, @Nullable String detail, @Nullable String account) {
      return new Refused(status, reason, detail, account, null);
    }
  }
}
