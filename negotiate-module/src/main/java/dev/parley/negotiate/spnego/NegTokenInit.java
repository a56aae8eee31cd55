package dev.parley.negotiate.spnego;

import dev.parley.http.MalformedTokenException;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.jspecify.annotations.Nullable;

/**
 * The first token of a negotiation, RFC 4178 section 4.2.1, in the frame of RFC 2743 section 3.1:
 *
 * <pre>{@code
 * [APPLICATION 0] { SPNEGO, [0] { mechTypes [0], reqFlags [1], mechToken [2], mechListMIC [3] } }
 * }</pre>
 *
 * NegTokenInit2 (MS-SPNG section 2.2.1) has negHints, a SEQUENCE, at the tag 3 and the mechListMIC
 * at 4; the hints are passed over, and so are reqFlags and unknown fields.
 *
 * @param mechTypes the client's mechanisms
 * @param mechToken the token of the first of them, or null
 * @param mechListMic the mechListMIC, or null
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record NegTokenInit(
    MechTypeList mechTypes, byte @Nullable [] mechToken, byte @Nullable [] mechListMic) {
  static final int FRAME = 0x60;
  static final ASN1ObjectIdentifier SPNEGO = new ASN1ObjectIdentifier("1.3.6.1.5.5.2");

  private static final int FIELD = 0xA0;

  /**
   * Reads a token.
   *
   * @throws MalformedTokenException when it is none
   */
  public static NegTokenInit parse(byte[] token) throws MalformedTokenException {
    Elements all = Elements.of(token);
    Elements frame = all.enter(FRAME);
    all.expectEnd();
    frame.enter(Elements.OBJECT_IDENTIFIER);
    Elements choice = frame.enter(FIELD);
    frame.expectEnd();
    Elements fields = choice.enter(Elements.SEQUENCE);
    choice.expectEnd();
    return read(fields);
  }

  private static NegTokenInit read(Elements fields) throws MalformedTokenException {
    MechTypeList mechTypes = null;
    byte[] mechToken = null;
    byte[] mechListMic = null;
    int last = -1;
    while (fields.hasMore()) {
      int tag = fields.tag();
      if (tag <= last) {
        throw new MalformedTokenException("the fields of NegTokenInit are expected in order");
      }
      last = tag;
      Elements field = fields.next();
      switch (tag) {
        case FIELD -> mechTypes = MechTypeList.read(field);
        case FIELD + 2 -> mechToken = field.only(Elements.OCTET_STRING);
        case FIELD + 3 -> mechListMic = micOrHints(field);
        case FIELD + 4 -> mechListMic = field.only(Elements.OCTET_STRING);
        default -> {
          // reqFlags were never used, and what comes later is not known here
        }
      }
    }
    if (mechTypes == null) {
      throw new MalformedTokenException("mechTypes are expected");
    }
    return new NegTokenInit(mechTypes, mechToken, mechListMic);
  }

  private static byte @Nullable [] micOrHints(Elements field) throws MalformedTokenException {
    return field.tag() == Elements.SEQUENCE ? null : field.only(Elements.OCTET_STRING);
  }

  /** The token in DER, without negHints. */
  public byte[] encode() {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    Der.add(fields, 0, ASN1Sequence.getInstance(mechTypes.der()));
    Der.addOctets(fields, 2, mechToken);
    Der.addOctets(fields, 3, mechListMic);
    ASN1EncodableVector frame = new ASN1EncodableVector();
    frame.add(SPNEGO);
    Der.add(frame, 0, new DERSequence(fields));
    return Der.encode(new DERTaggedObject(false, BERTags.APPLICATION, 0, new DERSequence(frame)));
  }
}
