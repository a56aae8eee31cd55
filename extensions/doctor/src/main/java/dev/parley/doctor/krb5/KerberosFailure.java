package dev.parley.doctor.krb5;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why the JDK's Kerberos did not go on.
 *
 * @param code of RFC 4120 section 7.5.9; 0 when there is none
 * @param text for people
 */
public record KerberosFailure(int code, String text) {
  /** KDC_ERR_C_PRINCIPAL_UNKNOWN. */
  public static final int CLIENT_UNKNOWN = 6;

  /** KDC_ERR_S_PRINCIPAL_UNKNOWN. */
  public static final int SERVICE_UNKNOWN = 7;

  /** KDC_ERR_PRINCIPAL_NOT_UNIQUE. */
  public static final int NOT_UNIQUE = 8;

  /** KDC_ERR_ETYPE_NOSUPP. */
  public static final int ETYPE_NOT_SUPPORTED = 14;

  /** KDC_ERR_PREAUTH_FAILED. */
  public static final int PREAUTH_FAILED = 24;

  /** KRB_AP_ERR_BAD_INTEGRITY. */
  public static final int BAD_INTEGRITY = 31;

  /** KRB_AP_ERR_TKT_EXPIRED. */
  public static final int TICKET_EXPIRED = 32;

  /** KRB_AP_ERR_SKEW. */
  public static final int SKEW = 37;

  /** KRB_AP_ERR_BADKEYVER. */
  public static final int BAD_KEY_VERSION = 44;

  /** The JDK shows the code only in the text of its exceptions, in brackets. */
  private static final Pattern CODE = Pattern.compile("\\((\\d{1,3})\\)");

  /** JGSS puts what Kerberos says into words of its own, once for each layer. */
  private static final Pattern WRAPPED = Pattern.compile(".*? \\(Mechanism level: (.*)\\)");

  private static final int DEEPEST = 8;

  /** What an exception of JGSS or JAAS, or one of its causes, says. */
  static KerberosFailure of(Throwable exception) {
    String last = exception.toString();
    @Nullable Throwable each = exception;
    for (int depth = 0; each != null && depth < DEEPEST; depth++) {
      String message = each.getMessage();
      if (message != null) {
        message = unwrapped(message);
        last = message;
        Matcher matcher = CODE.matcher(message);
        if (matcher.find()) {
          return new KerberosFailure(Integer.parseInt(matcher.group(1)), message);
        }
      }
      each = each.getCause();
    }
    // What the JDK can not decrypt has no code.
    return new KerberosFailure(last.contains("Checksum failed") ? BAD_INTEGRITY : 0, last);
  }

  private static String unwrapped(String message) {
    String text = message;
    for (int depth = 0; depth < DEEPEST; depth++) {
      Matcher matcher = WRAPPED.matcher(text);
      if (!matcher.matches()) {
        break;
      }
      text = matcher.group(1);
    }
    return text;
  }
}
