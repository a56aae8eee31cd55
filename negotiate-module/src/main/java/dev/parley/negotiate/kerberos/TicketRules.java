package dev.parley.negotiate.kerberos;

import dev.parley.config.AddressRange;
import dev.parley.negotiate.kerberos.message.Authenticator;
import dev.parley.negotiate.kerberos.message.EncTicketPart;
import dev.parley.negotiate.kerberos.message.HostAddress;
import dev.parley.negotiate.kerberos.message.KrbError;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SecurityStatus;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** What must hold of ticket and authenticator (RFC 4120 section 3.2.3). Thread-safe. */
final class TicketRules {
  private final long skewMillis;
  private final boolean checkAddresses;

  TicketRules(KerberosPolicy policy) {
    this.skewMillis = policy.clockSkew().toMillis();
    this.checkAddresses = policy.checkAddresses();
  }

  /** The client of the authenticator is the ticket's. */
  static void sameClient(EncTicketPart ticket, Authenticator authenticator) throws Refusal {
    boolean same =
        ticket.crealm().equals(authenticator.crealm())
            && ticket.cname().namesSame(authenticator.cname());
    if (!same) {
      throw Refusal.of(
          SecurityStatus.SEC_E_MESSAGE_ALTERED,
          Reason.AUTHENTICATOR_INTEGRITY,
          KrbError.BADMATCH,
          "the authenticator names another client than the ticket");
    }
  }

  /** The clocks of client and server agree. */
  void clock(Authenticator authenticator, long nowMillis) throws Refusal {
    long difference = clientMillis(authenticator) - nowMillis;
    if (Math.abs(difference) > skewMillis) {
      String side = difference > 0 ? " s ahead" : " s behind";
      throw Refusal.of(
          SecurityStatus.SEC_E_TIME_SKEW,
          Reason.CLOCK_SKEW,
          KrbError.SKEW,
          "the client's clock is " + Math.abs(difference) / 1000 + side);
    }
  }

  /** When the authenticator will be too old, in milliseconds since 1970. */
  long authenticatorEnd(Authenticator authenticator) {
    return clientMillis(authenticator) + skewMillis;
  }

  private static long clientMillis(Authenticator authenticator) {
    return authenticator.ctime() * 1000 + authenticator.cusec() / 1000;
  }

  /** The ticket serves now. */
  void times(EncTicketPart ticket, long nowMillis) throws Refusal {
    if ((ticket.flags() & EncTicketPart.INVALID) != 0) {
      throw Refusal.denied(Reason.TICKET_INVALID, KrbError.TKT_NYV, null);
    }
    long early = ticket.starttime() * 1000 - nowMillis;
    if (early > skewMillis) {
      throw Refusal.denied(
          Reason.TICKET_NOT_YET_VALID, KrbError.TKT_NYV, "it starts in " + early / 1000 + " s");
    }
    long late = nowMillis - ticket.endtime() * 1000;
    if (late > skewMillis) {
      throw Refusal.denied(
          Reason.TICKET_EXPIRED, KrbError.TKT_EXPIRED, "it ended " + late / 1000 + " s ago");
    }
  }

  /** When a context with this ticket ends, in milliseconds since 1970. */
  long contextEnd(EncTicketPart ticket) {
    return ticket.endtime() * 1000 + skewMillis;
  }

  /** A ticket that names addresses is used from one of them. */
  void address(EncTicketPart ticket, String address) throws Refusal {
    if (checkAddresses && !ticket.caddr().isEmpty() && !isOneOf(ticket.caddr(), address)) {
      throw Refusal.denied(Reason.TICKET_ADDRESS, KrbError.BADADDR, "the client is " + address);
    }
  }

  private static boolean isOneOf(List<HostAddress> addresses, String address) {
    for (HostAddress each : addresses) {
      Optional<InetAddress> internet = each.toInetAddress();
      if (internet.isPresent()
          && AddressRange.parse(internet.get().getHostAddress()).contains(address)) {
        return true;
      }
    }
    return false;
  }
}
