package dev.parley.negotiate.kerberos.message;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERGeneralString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;

/**
 * The fields of a message that is written, with the types of RFC 4120 section 5.2. Bouncy Castle
 * makes DER of them. Not thread-safe.
 */
final class Der {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final ASN1EncodableVector fields = new ASN1EncodableVector();

  Der add(int number, ASN1Encodable value) {
    fields.add(new DERTaggedObject(true, number, value));
    return this;
  }

  Der int32(int number, int value) {
    return add(number, new ASN1Integer(value));
  }

  Der uint32(int number, int value) {
    return add(number, new ASN1Integer(Integer.toUnsignedLong(value)));
  }

  Der octets(int number, byte[] value) {
    return add(number, new DEROctetString(value));
  }

  Der string(int number, String value) {
    return add(number, string(value));
  }

  /**
   * @param seconds since 1970
   */
  Der time(int number, long seconds) {
    return add(number, time(seconds));
  }

  /** Read, since DERGeneralizedTime of a text parses the text with a new SimpleDateFormat. */
  private static ASN1Encodable time(long seconds) {
    byte[] text = TIME.format(Instant.ofEpochSecond(seconds)).getBytes(StandardCharsets.US_ASCII);
    byte[] octets = new byte[2 + text.length];
    octets[0] = DerReader.GENERALIZED_TIME;
    octets[1] = (byte) text.length;
    System.arraycopy(text, 0, octets, 2, text.length);
    try {
      return ASN1Primitive.fromByteArray(octets);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Der flags(int number, int flags) {
    byte[] octets = {
      (byte) (flags >>> 24), (byte) (flags >>> 16), (byte) (flags >>> 8), (byte) flags
    };
    return add(number, new DERBitString(octets));
  }

  Der sequence(int number, List<? extends ASN1Encodable> elements) {
    return add(number, new DERSequence(elements.toArray(ASN1Encodable[]::new)));
  }

  DERSequence sequence() {
    return new DERSequence(fields);
  }

  /** The sequence in an application tag. */
  ASN1Encodable message(int application) {
    return new DERTaggedObject(true, BERTags.APPLICATION, application, sequence());
  }

  /** A KerberosString; UTF-8 beyond the RFC's ASCII. */
  static ASN1Encodable string(String value) {
    // DERGeneralString keeps only the low octet of each character, which is what is wanted here.
    String octets = new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    return new DERGeneralString(octets);
  }

  static byte[] encode(ASN1Encodable value) {
    try {
      return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
