package dev.parley.doctor.krb5;

import dev.parley.negotiate.kerberos.crypto.Enctype;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERGeneralString;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;

/** An AS-REQ without pre-authentication (RFC 4120 section 5.4.1), which proves and gets nothing. */
final class KdcRequest {
  private static final int AS_REQ = 10;
  private static final int NT_PRINCIPAL = 1;
  private static final int NT_SRV_INST = 2;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private KdcRequest() {}

  /**
   * The message in DER.
   *
   * @param client the components of the name to log on as
   * @param nonce any number of 31 bits
   */
  static byte[] of(String realm, List<String> client, int nonce, Instant till) {
    ASN1EncodableVector body = new ASN1EncodableVector();
    body.add(field(0, new DERBitString(new byte[4])));
    body.add(field(1, name(NT_PRINCIPAL, client)));
    body.add(field(2, new DERGeneralString(realm)));
    body.add(field(3, name(NT_SRV_INST, List.of("krbtgt", realm))));
    body.add(field(5, new DERGeneralizedTime(TIME.format(till))));
    body.add(field(7, new ASN1Integer(nonce)));
    body.add(field(8, sequence(Arrays.stream(Enctype.values()).map(KdcRequest::number).toList())));
    ASN1EncodableVector message = new ASN1EncodableVector();
    message.add(field(1, new ASN1Integer(5)));
    message.add(field(2, new ASN1Integer(AS_REQ)));
    message.add(field(4, new DERSequence(body)));
    try {
      return new DERTaggedObject(true, BERTags.APPLICATION, AS_REQ, new DERSequence(message))
          .getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ASN1Encodable number(Enctype type) {
    return new ASN1Integer(type.number());
  }

  private static ASN1Encodable name(int type, List<String> components) {
    List<ASN1Encodable> parts =
        components.stream().<ASN1Encodable>map(DERGeneralString::new).toList();
    return sequence(List.of(field(0, new ASN1Integer(type)), field(1, sequence(parts))));
  }

  private static ASN1Encodable sequence(List<ASN1Encodable> elements) {
    return new DERSequence(elements.toArray(ASN1Encodable[]::new));
  }

  private static ASN1Encodable field(int number, ASN1Encodable value) {
    return new DERTaggedObject(true, number, value);
  }
}
