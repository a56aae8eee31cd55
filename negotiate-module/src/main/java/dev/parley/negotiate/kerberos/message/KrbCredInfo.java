package dev.parley.negotiate.kerberos.message;

import dev.parley.http.MalformedTokenException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client knows of a ticket that it forwards (RFC 4120 section 5.8.1). Whatever it leaves out
 * is null; times are in seconds since 1970.
 *
 * @param key the session key of the ticket
 * @param prealm the client's realm
 * @param pname the client
 * @param flags the flags of the ticket
 * @param times when it serves
 * @param srealm the service's realm
 * @param sname the service
 * @param caddr the addresses it is for; empty for all
 */
public record KrbCredInfo(
    EncryptionKey key,
    @Nullable String prealm,
    @Nullable PrincipalName pname,
    int flags,
    Times times,
    @Nullable String srealm,
    @Nullable PrincipalName sname,
    List<HostAddress> caddr) {

  /** Copies the list. */
  public KrbCredInfo {
    caddr = List.copyOf(caddr);
  }

  /**
   * When a ticket serves.
   *
   * @param authtime of the first ticket
   * @param starttime from when
   * @param endtime until when
   * @param renewTill until when it may be renewed
   */
  public record Times(
      @Nullable Long authtime,
      @Nullable Long starttime,
      @Nullable Long endtime,
      @Nullable Long renewTill) {}

  static KrbCredInfo read(DerReader list) throws MalformedTokenException {
    DerReader fields = list.sequence();
    EncryptionKey key = EncryptionKey.read(fields.field(0));
    try {
      return afterKey(fields, key);
    } catch (MalformedTokenException e) {
      key.destroy();
      throw e;
    }
  }

  private static KrbCredInfo afterKey(DerReader fields, EncryptionKey key)
      throws MalformedTokenException {
    String prealm = optionalString(fields.optionalField(1));
    PrincipalName pname = PrincipalName.readOptional(fields.optionalField(2));
    int flags = fields.hasField(3) ? fields.flags(3) : 0;
    Times times =
        new Times(
            optionalTime(fields.optionalField(4)),
            optionalTime(fields.optionalField(5)),
            optionalTime(fields.optionalField(6)),
            optionalTime(fields.optionalField(7)));
    String srealm = optionalString(fields.optionalField(8));
    PrincipalName sname = PrincipalName.readOptional(fields.optionalField(9));
    List<HostAddress> caddr = HostAddress.readList(fields.optionalField(10));
    fields.expectEnd();
    return new KrbCredInfo(key, prealm, pname, flags, times, srealm, sname, caddr);
  }

  private static @Nullable String optionalString(@Nullable DerReader field)
      throws MalformedTokenException {
    if (field == null) {
      return null;
    }
    String text = field.string();
    field.expectEnd();
    return text;
  }

  private static @Nullable Long optionalTime(@Nullable DerReader field)
      throws MalformedTokenException {
    return field == null ? null : Long.valueOf(field.onlyTime());
  }

  DerValue toDer() {
    Der fields = new Der().add(0, key.toDer());
    if (prealm != null) {
      fields.string(1, prealm);
    }
    if (pname != null) {
      fields.add(2, pname.toDer());
    }
    fields.flags(3, flags);
    addTime(fields, 4, times.authtime);
    addTime(fields, 5, times.starttime);
    addTime(fields, 6, times.endtime);
    addTime(fields, 7, times.renewTill);
    if (srealm != null) {
      fields.string(8, srealm);
    }
    if (sname != null) {
      fields.add(9, sname.toDer());
    }
    if (!caddr.isEmpty()) {
      fields.sequence(10, caddr.stream().map(HostAddress::toDer).toList());
    }
    return fields.sequence();
  }

  private static void addTime(Der fields, int number, @Nullable Long time) {
    if (time != null) {
      fields.time(number, time);
    }
  }
}
