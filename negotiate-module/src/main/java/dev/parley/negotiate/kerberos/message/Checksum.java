package dev.parley.negotiate.kerberos.message;

import dev.parley.http.MalformedTokenException;

/**
 * A checksum (RFC 4120 section 5.2.9).
 *
 * @param cksumtype its type
 * @param checksum its octets; belong to the value and are not changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Checksum(int cksumtype, byte[] checksum) {

  static Checksum read(DerReader field) throws MalformedTokenException {
    DerReader fields = field.onlySequence();
    int cksumtype = fields.int32(0);
    byte[] checksum = fields.octets(1);
    fields.expectEnd();
    return new Checksum(cksumtype, checksum);
  }

  DerValue toDer() {
    return new Der().int32(0, cksumtype).octets(1, checksum).sequence();
  }
}
