package dev.parley.negotiate.kerberos.message;

import dev.parley.http.MalformedTokenException;

/**
 * KRB_AP_REP, the server's proof (RFC 4120 section 5.5.2).
 *
 * @param encPart an {@link EncApRepPart}, encrypted with the session key of the ticket
 */
public record ApRep(EncryptedData encPart) {
  private static final int APPLICATION = 15;

  /**
   * Reads the message.
   *
   * @param der nobody may change the octets from then on
   * @throws MalformedTokenException when it is none
   */
  public static ApRep parse(byte[] der) throws MalformedTokenException {
    DerReader fields = DerReader.message(der, APPLICATION);
    fields.expectInt32(0, 5, "pvno");
    fields.expectInt32(1, APPLICATION, "msg-type");
    EncryptedData encPart = EncryptedData.read(fields.field(2));
    fields.expectEnd();
    return new ApRep(encPart);
  }

  /** The message in DER. */
  public byte[] encode() {
    return new Der()
        .int32(0, 5)
        .int32(1, APPLICATION)
        .add(2, encPart.toDer())
        .message(APPLICATION)
        .encode();
  }
}
