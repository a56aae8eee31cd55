package dev.parley.negotiate.kerberos;

import dev.parley.negotiate.kerberos.message.AuthorizationElement;
import dev.parley.sspi.Reason;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which authorization data of ticket and authenticator a server may pass over. Looked at is what
 * stands outside of AD-IF-RELEVANT, which says of all inside that it may be (RFC 4120 section
 * 5.2.6.1).
 *
 * <pre>{@code
 * 1, 4, 8, 128, 129, 141, 142, 143   known: they grant nothing but by the PAC, or are for the KDC
 * 5   AD-AND-OR                      refused: conditions that cannot be decided here
 * 9   AD-INITIAL-VERIFIED-CAS        refused: bare, the server has to judge the way to the KDC
 * 71  AD-fx-fast-armor               refused: the authenticator is for a KDC, to armor FAST
 * others                             passed over, and the audit says so
 * }</pre>
 *
 * RFC 4120 section 5.2.6 takes all that is bare and not known for critical. Windows (MS-KILE
 * section 3.1.5.5) and MIT do not, so KDCs and clients set such elements. Refused are those whose
 * own documents make them a restriction.
 */
final class AuthorizationRules {
  private static final Set<Integer> KNOWN =
      Set.of(
          AuthorizationElement.IF_RELEVANT,
          AuthorizationElement.KDC_ISSUED,
          AuthorizationElement.MANDATORY_FOR_KDC,
          AuthorizationElement.WIN2K_PAC,
          AuthorizationElement.ETYPE_NEGOTIATION,
          AuthorizationElement.TOKEN_RESTRICTIONS,
          AuthorizationElement.KERB_LOCAL,
          AuthorizationElement.AP_OPTIONS);

  private static final Set<Integer> CRITICAL =
      Set.of(
          AuthorizationElement.AND_OR,
          AuthorizationElement.INITIAL_VERIFIED_CAS,
          AuthorizationElement.FX_FAST_ARMOR);

  /** How many types a remark names: a client can send any. */
  private static final int MOST_NAMED = 8;

  private AuthorizationRules() {}

  /**
   * Looks at both.
   *
   * @return what was passed over, for the audit; null when nothing was
   * @throws Refusal when one of the elements may not be passed over
   */
  static @Nullable String passedOver(
      List<AuthorizationElement> ofTicket, List<AuthorizationElement> ofAuthenticator)
      throws Refusal {
    String ticket = look(ofTicket, "the ticket");
    String authenticator = look(ofAuthenticator, "the authenticator");
    if (ticket == null || authenticator == null) {
      return ticket == null ? authenticator : ticket;
    }
    return ticket + "; " + authenticator;
  }

  private static @Nullable String look(List<AuthorizationElement> elements, String where)
      throws Refusal {
    Set<Integer> unknown = null;
    for (AuthorizationElement each : elements) {
      int type = each.adType();
      if (CRITICAL.contains(type)) {
        throw Refusal.denied(
            Reason.AUTHORIZATION_DATA_CRITICAL, Refusal.NO_CODE, "type " + type + " in " + where);
      }
      if (!KNOWN.contains(type)) {
        unknown = unknown == null ? new TreeSet<>() : unknown;
        if (unknown.size() < MOST_NAMED) {
          unknown.add(type);
        }
      }
    }
    return unknown == null
        ? null
        : "authorization data in " + where + " was passed over, its type is not known: " + unknown;
  }
}
