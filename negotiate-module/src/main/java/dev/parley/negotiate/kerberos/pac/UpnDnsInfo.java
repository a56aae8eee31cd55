package dev.parley.negotiate.kerberos.pac;

import dev.parley.http.MalformedTokenException;
import dev.parley.negotiate.identity.Sid;
import org.jspecify.annotations.Nullable;

/**
 * UPN_DNS_INFO (MS-PAC section 2.10).
 *
 * @param upn the user principal name, {@code alice@example.test}
 * @param dnsDomain the DNS name of the domain
 * @param flags {@link #CONSTRUCTED}, {@link #EXTENDED}
 * @param samName the account's name; null without the flag
 * @param sid the user's; null without the flag
 */
record UpnDnsInfo(
    String upn, String dnsDomain, int flags, @Nullable String samName, @Nullable Sid sid) {
  /** The user has no UPN of its own; it was made of account and domain. */
  static final int CONSTRUCTED = 1;

  /** Name and SID follow. */
  static final int EXTENDED = 2;

  /** Reads the buffer of the PAC. */
  static UpnDnsInfo parse(byte[] pac, int offset, int length) throws MalformedTokenException {
    LittleEndian in = new LittleEndian(pac, offset, length);
    int upnLength = in.uint16();
    int upnOffset = in.uint16();
    int dnsLength = in.uint16();
    int dnsOffset = in.uint16();
    int flags = in.int32();
    String samName = null;
    Sid sid = null;
    if ((flags & EXTENDED) != 0) {
      int samLength = in.uint16();
      int samOffset = in.uint16();
      int sidLength = in.uint16();
      int sidOffset = in.uint16();
      samName = text(in, samOffset, samLength);
      if (sidLength != 0) {
        in.position(sidOffset);
        sid = in.sid();
      }
    }
    return new UpnDnsInfo(
        text(in, upnOffset, upnLength), text(in, dnsOffset, dnsLength), flags, samName, sid);
  }

  private static String text(LittleEndian in, int offset, int length)
      throws MalformedTokenException {
    in.position(offset);
    return in.text(length);
  }
}
