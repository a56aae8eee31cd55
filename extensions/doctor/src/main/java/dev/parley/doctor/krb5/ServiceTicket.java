package dev.parley.doctor.krb5;

import dev.parley.http.MalformedTokenException;
import dev.parley.negotiate.kerberos.message.ApReq;
import dev.parley.negotiate.kerberos.message.GssToken;
import dev.parley.negotiate.kerberos.message.Ticket;

/** Gets tickets for services. */
public final class ServiceTicket {
  private ServiceTicket() {}

  /**
   * A ticket that the KDC gives the client for a service.
   *
   * @param service {@code HTTP/host@REALM}
   */
  public static Ticket get(Logon logon, String service) throws KerberosFailureException {
    try (Initiator initiator = Initiator.ofKerberos(logon, service)) {
      byte[] token = initiator.next(new byte[0]);
      return ApReq.parse(GssToken.parse(token == null ? new byte[0] : token).message()).ticket();
    } catch (MalformedTokenException e) {
      throw new KerberosFailureException(e);
    }
  }
}
