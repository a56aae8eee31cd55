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
   * @param der nobody may change the octets from then on
   * @throws MalformedTokenException when it is none
   */
  public static ApReq parse(byte[] der) throws MalformedTokenException {
    return read(DerReader.of(der));
  }

  /**
   * Reads the message of a token, which nobody may change from then on.
   *
   * @throws MalformedTokenException when it is none
   */
  public static ApReq parse(GssToken token) throws MalformedTokenException {
    return read(token.reader());
  }

  private static ApReq read(DerReader all) throws MalformedTokenException {
    DerReader fields = all.onlyMessage(APPLICATION);
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
    return new Der()
        .int32(0, 5)
        .int32(1, APPLICATION)
        .flags(2, apOptions)
        .add(3, ticket.toDer())
        .add(4, authenticator.toDer())
        .message(APPLICATION)
        .encode();
  }
}
