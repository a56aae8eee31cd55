package dev.parley.negotiate.kerberos.message;

import dev.parley.http.MalformedTokenException;

/**
 * KRB_AP_REQ, the client's message (RFC 4120 section 5.5.1).
 *
 * @param apOptions {@link #USE_SESSION_KEY}, {@link #MUTUAL_REQUIRED}
 * @param ticket for the service
 * @param authenticator an {@link Authenticator}, encrypted with the session key of the ticket
 */
public record ApReq(int apOptions, Ticket ticket, EncryptedData authenticator) {
  /** The ticket is encrypted with the session key of the server's own ticket (user to user). */
  public static final int USE_SESSION_KEY = 0x4000_0000;

  /** The client wants an AP-REP. */
  public static final int MUTUAL_REQUIRED = 0x2000_0000;

  private static final int APPLICATION = 14;

  /**
   * Reads the message.
   *
   * @throws MalformedTokenException when it is none
   */
  public static ApReq parse(byte[] der) throws MalformedTokenException {
    DerReader fields = DerReader.message(der, APPLICATION);
    fields.expectInt32(0, 5, "pvno");
    fields.expectInt32(1, APPLICATION, "msg-type");
    int apOptions = fields.flags(2);
    DerReader tagged = fields.field(3);
    Ticket ticket = Ticket.read(tagged);
    tagged.expectEnd();
    EncryptedData authenticator = EncryptedData.read(fields.field(4));
    fields.expectEnd();
    return new ApReq(apOptions, ticket, authenticator);
  }

  /** The message in DER. */
  public byte[] encode() {
    return Der.encode(
        new Der()
            .int32(0, 5)
            .int32(1, APPLICATION)
            .flags(2, apOptions)
            .add(3, ticket.toAsn1())
            .add(4, authenticator.toAsn1())
            .message(APPLICATION));
  }
}
