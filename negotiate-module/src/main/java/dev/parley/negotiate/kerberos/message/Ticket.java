package dev.parley.negotiate.kerberos.message;

import dev.parley.http.MalformedTokenException;

/**
 * A ticket (RFC 4120 section 5.3).
 *
 * @param realm the realm of the service, and of the KDC that made the ticket
 * @param sname the service
 * @param encPart an {@link EncTicketPart}, encrypted with the key of the service
 */
public record Ticket(String realm, PrincipalName sname, EncryptedData encPart) {
  private static final int APPLICATION = 1;
  private static final int TKT_VNO = 5;

  /** Of a host name, a realm (255 octets each) and a class. Contexts and the audit keep it. */
  private static final int LONGEST_SERVICE = 1_024;

  static Ticket read(DerReader field) throws MalformedTokenException {
    DerReader fields = field.message(APPLICATION);
    fields.expectInt32(0, TKT_VNO, "tkt-vno");
    String realm = fields.string(1);
    PrincipalName sname = PrincipalName.read(fields.field(2));
    if (realm.length() + sname.length() > LONGEST_SERVICE) {
      throw new MalformedTokenException(
          "the name of a service has at most " + LONGEST_SERVICE + " characters");
    }
    EncryptedData encPart = EncryptedData.read(fields.field(3));
    fields.expectEnd();
    return new Ticket(realm, sname, encPart);
  }

  /**
   * Reads a ticket that stands alone.
   *
   * @param der nobody may change the octets from then on
   * @throws MalformedTokenException when it is none
   */
  public static Ticket parse(byte[] der) throws MalformedTokenException {
    DerReader all = DerReader.of(der);
    Ticket ticket = read(all);
    all.expectEnd();
    return ticket;
  }

  DerValue toDer() {
    return new Der()
        .int32(0, TKT_VNO)
        .string(1, realm)
        .add(2, sname.toDer())
        .add(3, encPart.toDer())
        .message(APPLICATION);
  }

  /** The ticket in DER. */
  public byte[] encode() {
    return toDer().encode();
  }

  /** The service with its realm, for people to read. */
  public String service() {
    return sname.text() + "@" + realm;
  }
}
