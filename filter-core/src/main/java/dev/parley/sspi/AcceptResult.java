package dev.parley.sspi;

import dev.parley.http.HeaderField;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a token.
 *
 * @param status how it ended
 * @param token the output token: header fields to be sent with the response, challenges or {@code
 *     Authentication-Info}
 * @param context the handle of the context; present with {@code SEC_E_OK} and {@code
 *     SEC_I_COMPLETE_NEEDED}
 * @param reason why the token was refused; null unless a challenge or an error is the answer, and
 *     null for the next leg of a negotiation that is under way
 * @param responseSeal what has to be computed over the response entity before it is sent, or null
 * @param account the account the client claimed, for the audit; null when unknown
 * @param detail what an operator wants to know beside the reason, without anything secret; null
 *     when there is nothing
 */
public record AcceptResult(
    SecurityStatus status,
    List<HeaderField> token,
    @Nullable SecurityContext context,
    @Nullable Reason reason,
    @Nullable ResponseSeal responseSeal,
    @Nullable String account,
    @Nullable String detail) {

  /** The client is known. */
  public static AcceptResult ok(
      SecurityContext context, List<HeaderField> token, @Nullable ResponseSeal seal) {
    return new AcceptResult(SecurityStatus.SEC_E_OK, token, context, null, seal, null, null);
  }

  /** The context is known, and the message has still to be verified. */
  public static AcceptResult completeNeeded(SecurityContext context) {
    return new AcceptResult(
        SecurityStatus.SEC_I_COMPLETE_NEEDED, List.of(), context, null, null, null, null);
  }

  /** The client is to answer the challenges in {@code token}. */
  public static AcceptResult continueNeeded(List<HeaderField> token, Reason reason) {
    return new AcceptResult(
        SecurityStatus.SEC_I_CONTINUE_NEEDED, token, null, reason, null, null, null);
  }

  /**
   * The next token of a negotiation that is under way: it goes to the client alone, without the
   * challenges of other packages, which would lead the client away.
   */
  public static AcceptResult nextLeg(List<HeaderField> token) {
    return new AcceptResult(
        SecurityStatus.SEC_I_CONTINUE_NEEDED, token, null, null, null, null, null);
  }

  /**
   * The token is refused.
   *
   * @param token challenges with which the client may try again; may be empty
   */
  public static AcceptResult refused(
      SecurityStatus status, List<HeaderField> token, Reason reason, @Nullable String account) {
    return refused(status, token, reason, account, null);
  }

  /**
   * The token is refused. With {@link Reason#NOT_ON_THIS_CONNECTION} the package's challenges are
   * left out of the answer where another package has some, so that the client takes that one.
   *
   * @param token challenges with which the client may try again; may be empty
   * @param detail what an operator wants to know beside the reason, or null
   */
  public static AcceptResult refused(
      SecurityStatus status,
      List<HeaderField> token,
      Reason reason,
      @Nullable String account,
      @Nullable String detail) {
    return new AcceptResult(status, token, null, reason, null, account, detail);
  }

  /** The same with a detail for the audit. */
  public AcceptResult withDetail(String text) {
    return new AcceptResult(status, token, context, reason, responseSeal, account, text);
  }
}
