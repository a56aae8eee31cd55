package dev.parley.negotiate.spnego;

import dev.parley.http.MalformedTokenException;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.jspecify.annotations.Nullable;

/**
 * Every later token of a negotiation, RFC 4178 section 4.2.2:
 *
 * <pre>{@code
 * [1] { negState [0], supportedMech [1], responseToken [2], mechListMIC [3] }
 * }</pre>
 *
 * @param negState how it stands; null when the sender does not say
 * @param supportedMech the chosen mechanism, in the first answer of the acceptor only
 * @param responseToken the token of the mechanism, or null
 * @param mechListMic the mechListMIC, or null
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record NegTokenResp(
    @Nullable NegState negState,
    @Nullable MechType supportedMech,
    byte @Nullable [] responseToken,
    byte @Nullable [] mechListMic) {
  static final int CHOICE = 0xA1;

  private static final int FIELD = 0xA0;

  /**
   * Reads a token.
   *
   * @throws MalformedTokenException when it is none
   */
  public static NegTokenResp parse(byte[] token) throws MalformedTokenException {
    Elements all = Elements.of(token);
    Elements choice = all.enter(CHOICE);
    all.expectEnd();
    Elements fields = choice.enter(Elements.SEQUENCE);
    choice.expectEnd();
    NegState negState = null;
    MechType supportedMech = null;
    byte[] responseToken = null;
    byte[] mechListMic = null;
    int last = -1;
    while (fields.hasMore()) {
      int tag = fields.tag();
      if (tag <= last) {
        throw new MalformedTokenException("the fields of NegTokenResp are expected in order");
      }
      last = tag;
      Elements field = fields.next();
      switch (tag) {
        case FIELD -> negState = state(field.only(Elements.ENUMERATED));
        case FIELD + 1 -> {
          supportedMech = field.mechType();
          field.expectEnd();
        }
        case FIELD + 2 -> responseToken = field.only(Elements.OCTET_STRING);
        case FIELD + 3 -> mechListMic = field.only(Elements.OCTET_STRING);
        default -> {
          // what comes later is not known here
        }
      }
    }
    return new NegTokenResp(negState, supportedMech, responseToken, mechListMic);
  }

  private static NegState state(byte[] value) throws MalformedTokenException {
    NegState state = value.length == 1 ? NegState.of(value[0]) : null;
    if (state == null) {
      throw new MalformedTokenException("a negState from 0 to 3 is expected");
    }
    return state;
  }

  /** The token in DER. */
  public byte[] encode() {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    if (negState != null) {
      Der.add(fields, 0, new ASN1Enumerated(negState.number()));
    }
    if (supportedMech != null) {
      Der.add(fields, 1, supportedMech.identifier());
    }
    Der.addOctets(fields, 2, responseToken);
    Der.addOctets(fields, 3, mechListMic);
    return Der.encode(new DERTaggedObject(true, 1, new DERSequence(fields)));
  }
}
