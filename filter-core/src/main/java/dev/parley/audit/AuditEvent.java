package dev.parley.audit;

import dev.parley.sspi.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that an operator may want to know.
 *
 * @param time when
 * @param type what
 * @param scheme the authentication scheme in use, or null
 * @param account the account the client claimed or proved, or null
 * @param contextId the shortened hash that names the context, or null
 * @param reason why it was refused, or null
 * @param remoteAddress the client's address
 * @param method the request method
 * @param path the request path without its query
 * @param authority the authority that answered, or null
 */
public record AuditEvent(
    Instant time,
    Type type,
    @Nullable String scheme,
    @Nullable String account,
    @Nullable String contextId,
    @Nullable Reason reason,
    String remoteAddress,
    String method,
    String path,
    @Nullable String authority) {

  /** The kinds of events. */
  public enum Type {
    /** A challenge was sent; written in debug only. */
    CHALLENGE,
    /** An authority vouched for a client. */
    LOGON,
    /** A request was refused. */
    REFUSAL,
    /** A nonce count came twice. */
    REPLAY,
    /** The password was right, but the nonce can not serve any more. */
    STALE,
    /** An account or address is locked out. */
    LOCKOUT,
    /** No authority answers. */
    AUTHORITY_DOWN,
    /** A context was destroyed by the user or an operator. */
    LOGOUT
  }
}
