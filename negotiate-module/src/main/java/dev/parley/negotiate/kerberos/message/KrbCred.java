package dev.parley.negotiate.kerberos.message;

import dev.parley.http.MalformedTokenException;
import java.util.ArrayList;
import java.util.List;

/**
 * KRB_CRED, forwarded credentials (RFC 4120 section 5.8.1).
 *
 * @param tickets what is forwarded
 * @param encPart an {@link EncKrbCredPart}, encrypted with a key of the context
 */
public record KrbCred(List<Ticket> tickets, EncryptedData encPart) {
  private static final int APPLICATION = 22;

  /** Copies the list. */
  public KrbCred {
    tickets = List.copyOf(tickets);
  }

  /**
   * Reads the message.
   *
   * @param der nobody may change the octets from then on
   * @throws MalformedTokenException when it is none
   */
  public static KrbCred parse(byte[] der) throws MalformedTokenException {
    DerReader fields = DerReader.message(der, APPLICATION);
    fields.expectInt32(0, 5, "pvno");
    fields.expectInt32(1, APPLICATION, "msg-type");
    DerReader list = fields.field(2).onlySequence();
    List<Ticket> tickets = new ArrayList<>(1);
    while (list.hasMore()) {
      tickets.add(Ticket.read(list));
    }
    EncryptedData encPart = EncryptedData.read(fields.field(3));
    fields.expectEnd();
    return new KrbCred(tickets, encPart);
  }

  /** The message in DER. */
  public byte[] encode() {
    return new Der()
        .int32(0, 5)
        .int32(1, APPLICATION)
        .sequence(2, tickets.stream().map(Ticket::toDer).toList())
        .add(3, encPart.toDer())
        .message(APPLICATION)
        .encode();
  }
}
