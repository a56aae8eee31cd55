package dev.parley.negotiate.kerberos.message;

import dev.parley.http.MalformedTokenException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The client's proof that it holds the session key (RFC 4120 section 5.5.1).
 *
 * @param crealm the client's realm
 * @param cname the client
 * @param cksum for GSS-API a {@link GssChecksum}; null when there is none
 * @param cusec microseconds of the client's time
 * @param ctime the client's time, in seconds since 1970
 * @param subkey the client's own key; null when there is none
 * @param seqNumber with which the client's messages begin, unsigned; null when it is not said
 * @param authorizationData the client's own, which nobody vouches for; not flattened
 */
public record Authenticator(
    String crealm,
    PrincipalName cname,
    @Nullable Checksum cksum,
    int cusec,
    long ctime,
    @Nullable EncryptionKey subkey,
    @Nullable Integer seqNumber,
    List<AuthorizationElement> authorizationData) {
  private static final int APPLICATION = 2;

  /** Copies the list. */
  public Authenticator {
    authorizationData = List.copyOf(authorizationData);
  }

  /**
   * Reads the decrypted authenticator.
   *
   * @param der the octets; the caller wipes them
   * @throws MalformedTokenException when it is none
   */
  public static Authenticator parse(byte[] der) throws MalformedTokenException {
    DerReader fields = DerReader.message(der, APPLICATION);
    fields.expectInt32(0, 5, "authenticator-vno");
    String crealm = fields.string(1);
    PrincipalName cname = PrincipalName.read(fields.field(2));
    DerReader sum = fields.optionalField(3);
    Checksum cksum = sum == null ? null : Checksum.read(sum);
    int cusec = fields.microseconds(4);
    long ctime = fields.time(5);
    DerReader key = fields.optionalField(6);
    EncryptionKey subkey = key == null ? null : EncryptionKey.read(key);
    try {
      DerReader number = fields.optionalField(7);
      Integer seqNumber = number == null ? null : Integer.valueOf(number.onlyUint32());
      List<AuthorizationElement> data = AuthorizationData.readOptional(fields.optionalField(8));
      fields.expectEnd();
      return new Authenticator(crealm, cname, cksum, cusec, ctime, subkey, seqNumber, data);
    } catch (MalformedTokenException e) {
      if (subkey != null) {
        subkey.destroy();
      }
      throw e;
    }
  }

  /** The authenticator in DER, with the secret key: the caller wipes it. */
  public byte[] encode() {
    Der fields = new Der().int32(0, 5).string(1, crealm).add(2, cname.toDer());
    if (cksum != null) {
      fields.add(3, cksum.toDer());
    }
    fields.int32(4, cusec).time(5, ctime);
    if (subkey != null) {
      fields.add(6, subkey.toDer());
    }
    if (seqNumber != null) {
      fields.uint32(7, seqNumber);
    }
    if (!authorizationData.isEmpty()) {
      fields.add(8, AuthorizationData.toDer(authorizationData));
    }
    return fields.message(APPLICATION).encode();
  }
}
