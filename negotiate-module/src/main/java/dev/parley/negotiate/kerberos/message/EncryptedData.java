package dev.parley.negotiate.kerberos.message;

import dev.parley.http.MalformedTokenException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.jspecify.annotations.Nullable;

/**
 * Something encrypted (RFC 4120 section 5.2.9).
 *
 * @param etype the number of the encryption type; 0 for none
 * @param kvno the version of the key, an unsigned number; null when it is not said
 * @param cipher the cipher text; belongs to the value and is not changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record EncryptedData(int etype, @Nullable Integer kvno, byte[] cipher) {

  static EncryptedData read(DerReader field) throws MalformedTokenException {
    DerReader fields = field.onlySequence();
    int etype = fields.int32(0);
    DerReader kvno = fields.optionalField(1);
    Integer version = kvno == null ? null : Integer.valueOf(kvno.onlyUint32());
    byte[] cipher = fields.octets(2);
    fields.expectEnd();
    return new EncryptedData(etype, version, cipher);
  }

  ASN1Encodable toAsn1() {
    Der fields = new Der().int32(0, etype);
    if (kvno != null) {
      fields.uint32(1, kvno);
    }
    return fields.octets(2, cipher).sequence();
  }
}
