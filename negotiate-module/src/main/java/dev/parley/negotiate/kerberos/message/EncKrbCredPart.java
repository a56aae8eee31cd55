package dev.parley.negotiate.kerberos.message;

import dev.parley.http.MalformedTokenException;
import java.util.ArrayList;
import java.util.List;

/**
 * The secrets of forwarded credentials (RFC 4120 section 5.8.1); nonce, time and addresses are
 * passed over.
 *
 * @param ticketInfo what belongs to each ticket, in the tickets' order
 */
public record EncKrbCredPart(List<KrbCredInfo> ticketInfo) {
  private static final int APPLICATION = 29;

  /** Copies the list. */
  public EncKrbCredPart {
    ticketInfo = List.copyOf(ticketInfo);
  }

  /**
   * Reads the decrypted part.
   *
   * @param der the octets; the caller wipes them
   * @throws MalformedTokenException when it is none
   */
  public static EncKrbCredPart parse(byte[] der) throws MalformedTokenException {
    DerReader fields = DerReader.message(der, APPLICATION);
    DerReader list = fields.field(0).onlySequence();
    List<KrbCredInfo> infos = new ArrayList<>(1);
    try {
      while (list.hasMore()) {
        infos.add(KrbCredInfo.read(list));
      }
      for (int passed = 1; passed <= 5; passed++) {
        fields.optionalField(passed);
      }
      fields.expectEnd();
      return new EncKrbCredPart(infos);
    } catch (MalformedTokenException e) {
      infos.forEach(each -> each.key().destroy());
      throw e;
    }
  }

  /** The part in DER, with secret keys: the caller wipes it. */
  public byte[] encode() {
    return new Der()
        .sequence(0, ticketInfo.stream().map(KrbCredInfo::toDer).toList())
        .message(APPLICATION)
        .encode();
  }
}
