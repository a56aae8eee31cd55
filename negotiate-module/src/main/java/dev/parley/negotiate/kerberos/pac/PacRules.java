package dev.parley.negotiate.kerberos.pac;

import dev.parley.http.MalformedTokenException;
import dev.parley.negotiate.identity.Sid;
import dev.parley.negotiate.kerberos.KerberosClient;
import dev.parley.negotiate.kerberos.Mapped;
import dev.parley.sspi.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of a PAC before anything of it is believed, in this order: it is the KDC's, it is
 * of this ticket, and its account is not disabled.
 */
final class PacRules {
  private PacRules() {}

  /** What does not hold; null when all does. */
  static Mapped.@Nullable Refused problem(Pac pac, KerberosClient client)
      throws MalformedTokenException {
    String problem = pac.signatureProblem(client.serviceKey().key());
    if (problem != null) {
      return Mapped.Refused.of(Reason.PAC_SIGNATURE, problem);
    }
    ClientInfo info = pac.clientInfo();
    if (info == null) {
      return Mapped.Refused.of(Reason.PAC_MALFORMED, "it does not say whose it is");
    }
    if (!info.isOf(client.authTime(), client.components(), client.realm())) {
      return Mapped.Refused.of(Reason.PAC_OF_ANOTHER, "it is of another client or time");
    }
    LogonInfo logon = pac.logonInfo();
    if (logon == null) {
      return null;
    }
    Sid requestor = pac.requestor();
    if (requestor != null && logon.user().filter(requestor::equals).isEmpty()) {
      return Mapped.Refused.of(Reason.PAC_OF_ANOTHER, "the SIDs of user and requestor differ");
    }
    return (logon.userAccountControl() & LogonInfo.DISABLED) == 0
        ? null
        : Mapped.Refused.of(Reason.ACCOUNT_DISABLED, "the PAC says so");
  }
}
