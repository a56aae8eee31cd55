package dev.parley.negotiate.kerberos.message;

import dev.parley.http.MalformedTokenException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the KDC says to the service in a ticket (RFC 4120 section 5.3). Times are in seconds since
 * 1970.
 *
 * @param flags {@link #INVALID} and others
 * @param key the session key
 * @param crealm the client's realm
 * @param cname the client
 * @param transited the realms on the way
 * @param authtime when the client got its first ticket
 * @param starttime from when it serves; authtime when it is not there
 * @param endtime until when it serves
 * @param renewTill until when it may be renewed; null when it may not
 * @param caddr for which addresses it is; empty for all
 * @param authorizationData as it stands, not flattened
 */
public record EncTicketPart(
    int flags,
    EncryptionKey key,
    String crealm,
    PrincipalName cname,
    TransitedEncoding transited,
    long authtime,
    long starttime,
    long endtime,
    @Nullable Long renewTill,
    List<HostAddress> caddr,
    List<AuthorizationElement> authorizationData) {
  /** The ticket was postdated and must be validated first. */
  public static final int INVALID = 0x0100_0000;

  /** The client was pre-authenticated. */
  public static final int PRE_AUTHENT = 0x0020_0000;

  /** The KDC of the service has checked the realms on the way (section 2.7). */
  public static final int TRANSITED_POLICY_CHECKED = 0x0008_0000;

  /** The service may be trusted with delegated credentials. */
  public static final int OK_AS_DELEGATE = 0x0004_0000;

  /** The ticket may be forwarded. */
  public static final int FORWARDABLE = 0x4000_0000;

  private static final int APPLICATION = 3;

  /** Copies the lists. */
  public EncTicketPart {
    caddr = List.copyOf(caddr);
    authorizationData = List.copyOf(authorizationData);
  }

  /**
   * Which realms the client's way to the service led through (RFC 4120 section 3.3.3.2).
   *
   * @param trType 1 DOMAIN-X500-COMPRESS
   * @param contents the list; belongs to the value and is not changed
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  public record TransitedEncoding(int trType, byte[] contents) {}

  /**
   * Reads the decrypted part.
   *
   * @param der the octets; the caller wipes them
   * @throws MalformedTokenException when it is none
   */
  public static EncTicketPart parse(byte[] der) throws MalformedTokenException {
    DerReader fields = DerReader.message(der, APPLICATION);
    int flags = fields.flags(0);
    EncryptionKey key = EncryptionKey.read(fields.field(1));
    try {
      return afterKey(fields, flags, key);
    } catch (MalformedTokenException e) {
      key.destroy();
      throw e;
    }
  }

  private static EncTicketPart afterKey(DerReader fields, int flags, EncryptionKey key)
      throws MalformedTokenException {
    String crealm = fields.string(2);
    PrincipalName cname = PrincipalName.read(fields.field(3));
    DerReader way = fields.field(4).onlySequence();
    TransitedEncoding transited = new TransitedEncoding(way.int32(0), way.octets(1));
    way.expectEnd();
    long authtime = fields.time(5);
    DerReader start = fields.optionalField(6);
    long starttime = start == null ? authtime : start.onlyTime();
    long endtime = fields.time(7);
    DerReader renew = fields.optionalField(8);
    Long renewTill = renew == null ? null : Long.valueOf(renew.onlyTime());
    List<HostAddress> caddr = HostAddress.readList(fields.optionalField(9));
    List<AuthorizationElement> data = AuthorizationData.readOptional(fields.optionalField(10));
    fields.expectEnd();
    return new EncTicketPart(
        flags, key, crealm, cname, transited, authtime, starttime, endtime, renewTill, caddr, data);
  }

  /** The part in DER, with the secret key: the caller wipes it. */
  public byte[] encode() {
    Der fields =
        new Der()
            .flags(0, flags)
            .add(1, key.toDer())
            .string(2, crealm)
            .add(3, cname.toDer())
            .add(4, new Der().int32(0, transited.trType).octets(1, transited.contents).sequence())
            .time(5, authtime)
            .time(6, starttime)
            .time(7, endtime);
    if (renewTill != null) {
      fields.time(8, renewTill);
    }
    if (!caddr.isEmpty()) {
      fields.sequence(9, caddr.stream().map(HostAddress::toDer).toList());
    }
    if (!authorizationData.isEmpty()) {
      fields.add(10, AuthorizationData.toDer(authorizationData));
    }
    return fields.message(APPLICATION).encode();
  }
}
