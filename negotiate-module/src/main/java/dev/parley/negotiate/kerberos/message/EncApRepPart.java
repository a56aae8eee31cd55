package dev.parley.negotiate.kerberos.message;

import dev.parley.http.MalformedTokenException;
import org.jspecify.annotations.Nullable;

/**
 * What the server proves itself with (RFC 4120 section 5.5.2).
 *
 * @param ctime the time of the authenticator, in seconds since 1970
 * @param cusec its microseconds
 * @param subkey the server's own key; null when there is none
 * @param seqNumber with which the server's messages begin, unsigned; null when it is not said
 */
public record EncApRepPart(
    long ctime, int cusec, @Nullable EncryptionKey subkey, @Nullable Integer seqNumber) {
  private static final int APPLICATION = 27;

  /**
   * Reads the decrypted part.
   *
   * @throws MalformedTokenException when it is none
   */
  public static EncApRepPart parse(byte[] der) throws MalformedTokenException {
    DerReader fields = DerReader.message(der, APPLICATION);
    long ctime = fields.time(0);
    int cusec = fields.microseconds(1);
    DerReader key = fields.optionalField(2);
    EncryptionKey subkey = key == null ? null : EncryptionKey.read(key);
    DerReader number = fields.optionalField(3);
    Integer seqNumber = number == null ? null : Integer.valueOf(number.onlyUint32());
    fields.expectEnd();
    return new EncApRepPart(ctime, cusec, subkey, seqNumber);
  }

  /** The part in DER, with the secret key: the caller wipes it. */
  public byte[] encode() {
    Der fields = new Der().time(0, ctime).int32(1, cusec);
    if (subkey != null) {
      fields.add(2, subkey.toDer());
    }
    if (seqNumber != null) {
      fields.uint32(3, seqNumber);
    }
    return fields.message(APPLICATION).encode();
  }
}
