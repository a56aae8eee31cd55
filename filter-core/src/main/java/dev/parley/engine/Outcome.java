package dev.parley.engine;

import dev.parley.http.HeaderField;
import dev.parley.sspi.Identity;
import dev.parley.sspi.Reason;
import dev.parley.sspi.ResponseSeal;
import dev.parley.sspi.SecurityContext;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of a request. {@link Answer#to} says what it means in HTTP. */
public sealed interface Outcome {

  /** No credentials were needed, and none were looked at. */
  Abstained ABSTAINED = new Abstained();

  /** The request goes on without a user. */
  record Abstained() implements Outcome {}

  /**
   * The request goes on with a user.
   *
   * @param context the security context of the client
   * @param offer the package that knows the client
   * @param fields to be added to the response
   * @param seal what has to be computed over the response entity, or null
   */
  record Authenticated(
      SecurityContext context, Offer offer, List<HeaderField> fields, @Nullable ResponseSeal seal)
      implements Outcome {}

  /**
   * The user is known and lacks a role.
   *
   * @param user who
   * @param fields to be added to the response: what the package owes the client all the same
   */
  record Forbidden(Identity user, List<HeaderField> fields) implements Outcome {}

  /**
   * The client is to answer a challenge: the usual first contact, or a further leg.
   *
   * @param challenges a field line each
   * @param staysOnConnection whether the client has to answer over the same connection
   */
  record Challenged(List<HeaderField> challenges, boolean staysOnConnection) implements Outcome {}

  /**
   * The credentials are refused; the client may answer a new challenge.
   *
   * @param challenges a field line each
   * @param reason why, for the audit; the client is not told
   */
  record Rejected(List<HeaderField> challenges, Reason reason) implements Outcome {}

  /** The path is ambiguous, the credentials break their grammar, or the entity cannot be read. */
  record Malformed(Reason reason) implements Outcome {}

  /** The request entity exceeds what may be hashed. */
  record TooLarge() implements Outcome {}

  /**
   * Nobody can say now whether the credentials are right.
   *
   * @param retryAfter when the client may try again
   */
  record Unavailable(Duration retryAfter) implements Outcome {}
}
