package dev.parley.doctor.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;

/** A well-formed token of any length that no server accepts. */
final class LongToken {
  private static final ASN1ObjectIdentifier SPNEGO = new ASN1ObjectIdentifier("1.3.6.1.5.5.2");

  /** Kerberos through the server, which no web server offers. */
  private static final ASN1ObjectIdentifier IAKERB = new ASN1ObjectIdentifier("1.3.6.1.5.2.5");

  private LongToken() {}

  /**
   * A NegTokenInit (RFC 4178 section 4.2.1) for a mechanism that is not offered.
   *
   * @param characters how long it has to be in Base64, about
   */
  static String ofLength(int characters) {
    ASN1Encodable mechTypes = new DERSequence(IAKERB);
    ASN1Encodable mechToken = new DEROctetString(new byte[Math.max(16, characters / 4 * 3 - 64)]);
    ASN1Encodable init =
        new DERSequence(
            new ASN1Encodable[] {
              new DERTaggedObject(true, 0, mechTypes), new DERTaggedObject(true, 2, mechToken)
            });
    ASN1Encodable[] inside = {SPNEGO, new DERTaggedObject(true, 0, init)};
    try {
      byte[] token =
          new DERTaggedObject(false, BERTags.APPLICATION, 0, new DERSequence(inside))
              .getEncoded(ASN1Encoding.DER);
      return Base64.getEncoder().encodeToString(token);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
