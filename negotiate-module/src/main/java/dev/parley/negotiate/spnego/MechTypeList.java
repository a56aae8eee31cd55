package dev.parley.negotiate.spnego;

import dev.parley.http.MalformedTokenException;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERSequence;

/**
 * The mechanisms of the initiator in its order of preference, RFC 4178 section 4.1.
 *
 * @param der the octets as they came, tag and length included: the mechListMIC is over them
 * @param types what they stand for; not empty
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record MechTypeList(byte[] der, List<MechType> types) {
  /** More mechanisms than any client has. */
  static final int MAX_TYPES = 32;

  /** A server keeps the list from leg to leg. */
  static final int MAX_OCTETS = 2048;

  /** Copies the list. */
  public MechTypeList {
    types = List.copyOf(types);
  }

  /** A list to be sent. */
  public static MechTypeList of(List<MechType> types) {
    ASN1EncodableVector identifiers = new ASN1EncodableVector();
    types.forEach(each -> identifiers.add(each.identifier()));
    return new MechTypeList(Der.encode(new DERSequence(identifiers)), types);
  }

  /** Reads the inside of the field mechTypes. */
  static MechTypeList read(Elements field) throws MalformedTokenException {
    int from = field.position();
    Elements identifiers = field.enter(Elements.SEQUENCE);
    field.expectEnd();
    byte[] der = field.since(from);
    if (der.length > MAX_OCTETS) {
      throw new MalformedTokenException(
          "mechTypes of at most " + MAX_OCTETS + " octets are expected");
    }
    List<MechType> types = new ArrayList<>();
    while (identifiers.hasMore()) {
      if (types.size() == MAX_TYPES) {
        throw new MalformedTokenException("at most " + MAX_TYPES + " mechanisms are expected");
      }
      types.add(identifiers.mechType());
    }
    if (types.isEmpty()) {
      throw new MalformedTokenException("at least one mechanism is expected");
    }
    return new MechTypeList(der, types);
  }
}
