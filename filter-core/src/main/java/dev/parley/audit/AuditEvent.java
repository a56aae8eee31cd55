package dev.parley.audit;

import dev.parley.sspi.BindingState;
import dev.parley.sspi.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that an operator may want to know.
 *
 * @param time when
 * @param filter which filter of the process it is about: application, realm and name
 * @param type what
 * @param scheme the authentication scheme in use, or null
 * @param account the account the client claimed or proved, or null
 * @param contextId the shortened hash that names the context, or null
 * @param reason why it was refused, or why a context was destroyed unasked; or null
 * @param remoteAddress the client's address
 * @param method the request method
 * @param path the request path without its query; what is longer than 512 characters is cut, as in
 *     account, method and detail
 * @param authority the authority that answered, or null
 * @param detail what there is to know beside the reason, in a few words, or null
 * @param logon how the client proved who it is; null but for {@link Type#LOGON}
 */
public record AuditEvent(
    Instant time,
    FilterName filter,
    Type type,
    @Nullable String scheme,
    @Nullable String account,
    @Nullable String contextId,
    @Nullable Reason reason,
    String remoteAddress,
    String method,
    String path,
    @Nullable String authority,
    @Nullable String detail,
    @Nullable Logon logon) {
  /** Many events may wait for a slow log, and a client chooses the length of these texts. */
  private static final int LONGEST_TEXT = 512;

  /** Cuts the texts that a client chooses. */
  public AuditEvent {
    account = account == null ? null : cut(account, LONGEST_TEXT);
    method = cut(method, LONGEST_TEXT);
    path = cut(path, LONGEST_TEXT);
    detail = detail == null ? null : cut(detail, LONGEST_TEXT);
  }

  static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    // A pair of surrogates is not split.
    int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    return text.substring(0, end) + "...";
  }

  /**
   * How a client proved who it is, as far as its package can tell.
   *
   * @param mechanism what was negotiated, for example {@code Kerberos}, or null
   * @param keyInfo the algorithm of the session key, or null
   * @param bindings what was found of channel bindings, or null
   */
  public record Logon(
      @Nullable String mechanism, @Nullable String keyInfo, @Nullable BindingState bindings) {}

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
    /** A context was destroyed: by the user, by an operator, or with a reason. */
    LOGOUT
  }
}
