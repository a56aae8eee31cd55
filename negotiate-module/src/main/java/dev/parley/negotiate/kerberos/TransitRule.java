package dev.parley.negotiate.kerberos;

import dev.parley.http.MalformedTokenException;
import dev.parley.negotiate.kerberos.message.EncTicketPart;
import dev.parley.negotiate.kerberos.message.TransitedRealms;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which ways through other realms are trusted (RFC 4120 section 2.7): those that the KDC of the
 * service says it has checked, and those through realms that the settings name. Immutable.
 *
 * @param trusted the realms that may vouch for clients of others
 */
record TransitRule(Set<String> trusted) {
  /**
   * What is wrong with the way of a ticket; null when nothing is. Between realms that share a key
   * no other stands, and there is nothing to check.
   */
  @Nullable String problem(EncTicketPart ticket, String serverRealm) {
    if (ticket.transited().contents().length == 0
        || (ticket.flags() & EncTicketPart.TRANSITED_POLICY_CHECKED) != 0) {
      return null;
    }
    List<String> way;
    try {
      way = TransitedRealms.of(ticket.transited(), ticket.crealm(), serverRealm);
    } catch (MalformedTokenException e) {
      return e.getMessage();
    }
    return trusted.containsAll(way)
        ? null
        : "from " + ticket.crealm() + " by way of " + String.join(", ", way);
  }
}
