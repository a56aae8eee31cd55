package dev.parley.negotiate.spnego;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERTaggedObject;
import org.jspecify.annotations.Nullable;

/** Writes DER with Bouncy Castle. */
final class Der {
  private Der() {}

  static byte[] encode(ASN1Encodable value) {
    try {
      return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds a field with an explicit tag. */
  static void add(ASN1EncodableVector fields, int tag, ASN1Encodable value) {
    fields.add(new DERTaggedObject(true, tag, value));
  }

  /** Adds an OCTET STRING with an explicit tag, unless it is null. */
  static void addOctets(ASN1EncodableVector fields, int tag, byte @Nullable [] octets) {
    if (octets != null) {
      add(fields, tag, new DEROctetString(octets));
    }
  }
}
