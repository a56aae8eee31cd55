package dev.parley.negotiate.kerberos.pac;

import dev.parley.http.MalformedTokenException;
import dev.parley.negotiate.identity.Sid;
import dev.parley.negotiate.kerberos.crypto.Enctype;
import dev.parley.negotiate.kerberos.crypto.KerberosKey;
import dev.parley.negotiate.kerberos.crypto.KeyUsage;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A PAC (MS-PAC section 2.3), taken apart; nothing of it is to be believed before {@link
 * #signatureProblem} has found none. Immutable.
 */
final class Pac {
  private static final int LOGON_INFO = 1;
  private static final int SERVER_SIGNATURE = 6;
  private static final int KDC_SIGNATURE = 7;
  private static final int CLIENT_INFO = 10;
  private static final int UPN_DNS_INFO = 12;
  private static final int CLIENT_CLAIMS = 13;
  private static final int DEVICE_INFO = 14;
  private static final int DEVICE_CLAIMS = 15;
  private static final int ATTRIBUTES = 17;
  private static final int REQUESTOR = 18;

  /** Windows knows twenty types. */
  private static final int MOST_BUFFERS = 64;

  private final byte[] octets;
  private final Map<Integer, Buffer> buffers;
  private final @Nullable LogonInfo logonInfo;
  private final @Nullable UpnDnsInfo upnDnsInfo;
  private final @Nullable ClientInfo clientInfo;
  private final @Nullable Sid requestor;
  private final int attributes;

  private record Buffer(int offset, int length) {}

  private interface Parser<T> {
    T parse(byte[] pac, int offset, int length) throws MalformedTokenException;
  }

  private Pac(byte[] octets) throws MalformedTokenException {
    this.octets = octets;
    this.buffers = buffers(octets);
    this.logonInfo = parse(LOGON_INFO, LogonInfo::parse);
    this.upnDnsInfo = parse(UPN_DNS_INFO, UpnDnsInfo::parse);
    this.clientInfo = parse(CLIENT_INFO, ClientInfo::parse);
    this.requestor =
        parse(REQUESTOR, (pac, offset, length) -> new LittleEndian(pac, offset, length).sid());
    Integer flags = parse(ATTRIBUTES, Pac::attributes);
    this.attributes = flags == null ? 0 : flags;
  }

  /**
   * Takes a PAC apart.
   *
   * @param octets the content of AD-WIN2K-PAC; not changed, and not to be changed
   */
  static Pac parse(byte[] octets) throws MalformedTokenException {
    return new Pac(octets);
  }

  /** Where the buffers are; of several of one type the first counts. */
  private static Map<Integer, Buffer> buffers(byte[] octets) throws MalformedTokenException {
    LittleEndian in = new LittleEndian(octets, 0, octets.length);
    int count = in.int32();
    int version = in.int32();
    if (version != 0 || count < 0 || count > MOST_BUFFERS || count > in.remaining() / 16) {
      throw new MalformedTokenException("a PAC of version 0 with at most 64 buffers is expected");
    }
    int header = 8 + 16 * count;
    Buffer[] all = new Buffer[count];
    Map<Integer, Buffer> first = new HashMap<>();
    for (int i = 0; i < count; i++) {
      int type = in.int32();
      int length = in.int32();
      long offset = in.int64();
      if (length < 0
          || offset < header
          || offset % 8 != 0
          || offset > octets.length - (long) length) {
        throw new MalformedTokenException("a buffer of the PAC lies outside of it, or not at 8n");
      }
      all[i] = new Buffer((int) offset, length);
      first.putIfAbsent(type, all[i]);
    }
    requireApart(all);
    return first;
  }

  /** What is signed as zeros must be nothing else at the same time. */
  private static void requireApart(Buffer[] buffers) throws MalformedTokenException {
    Arrays.sort(buffers, (a, b) -> Integer.compare(a.offset(), b.offset()));
    for (int i = 1; i < buffers.length; i++) {
      if (buffers[i - 1].offset() + buffers[i - 1].length() > buffers[i].offset()) {
        throw new MalformedTokenException("buffers of the PAC overlap");
      }
    }
  }

  private <T> @Nullable T parse(int type, Parser<T> parser) throws MalformedTokenException {
    Buffer buffer = buffers.get(type);
    return buffer == null ? null : parser.parse(octets, buffer.offset(), buffer.length());
  }

  /** PAC_ATTRIBUTES_INFO: a length in bits, then so many flags; only the first 32 have meanings. */
  private static Integer attributes(byte[] pac, int offset, int length)
      throws MalformedTokenException {
    LittleEndian in = new LittleEndian(pac, offset, length);
    return in.int32() == 0 ? 0 : in.int32();
  }

  /** Groups and names; null in the minimal PAC of an MIT KDC. */
  @Nullable LogonInfo logonInfo() {
    return logonInfo;
  }

  /** The user's UPN; null when it is not told. */
  @Nullable UpnDnsInfo upnDnsInfo() {
    return upnDnsInfo;
  }

  /** Which ticket it belongs to; null when it does not tell. */
  @Nullable ClientInfo clientInfo() {
    return clientInfo;
  }

  /** The SID of whoever asked for the first ticket; null when it is not told. */
  @Nullable Sid requestor() {
    return requestor;
  }

  /** Whether it has what only a directory of accounts with SIDs knows (Active Directory, Samba). */
  boolean isOfDirectory() {
    return logonInfo != null
        || requestor != null
        || (upnDnsInfo != null && upnDnsInfo.sid() != null)
        || buffers.containsKey(CLIENT_CLAIMS)
        || buffers.containsKey(DEVICE_INFO)
        || buffers.containsKey(DEVICE_CLAIMS);
  }

  /** 1: the client asked for a PAC; 2: it got one unasked; 0: not told. */
  int attributes() {
    return attributes;
  }

  /**
   * Verifies the server signature (MS-PAC section 2.8) in constant time.
   *
   * @param key the key that decrypted the ticket
   * @return null when it is right; else what is wrong, for the audit
   */
  @Nullable String signatureProblem(KerberosKey key) throws MalformedTokenException {
    Buffer server = buffers.get(SERVER_SIGNATURE);
    if (server == null) {
      return "it has no server signature";
    }
    if (!buffers.containsKey(KDC_SIGNATURE)) {
      return "it has no KDC signature";
    }
    int type = new LittleEndian(octets, server.offset(), server.length()).int32();
    Enctype enctype = key.enctype();
    if (type != enctype.checksumType()) {
      // An HMAC-MD5 signature under an AES key would be a downgrade.
      return "its signature is of type " + type + ", the key of type " + enctype.krbName();
    }
    if (server.length() - 4 < enctype.checksumLength()) {
      return "its signature is too short";
    }
    int from = server.offset() + 4;
    byte[] signature = Arrays.copyOfRange(octets, from, from + enctype.checksumLength());
    byte[] zeroed = octets.clone();
    zeroSignature(zeroed, SERVER_SIGNATURE);
    zeroSignature(zeroed, KDC_SIGNATURE);
    return key.verifyChecksum(KeyUsage.PAC, signature, zeroed) ? null : "its signature is wrong";
  }

  /** Only the signature itself; the type before it and the number of an RODC behind it stay. */
  private void zeroSignature(byte[] zeroed, int type) throws MalformedTokenException {
    Buffer buffer = buffers.get(type);
    if (buffer == null) {
      return;
    }
    int signature = new LittleEndian(octets, buffer.offset(), buffer.length()).int32();
    int room = buffer.length() - 4;
    int length = room;
    for (Enctype each : Enctype.values()) {
      length = each.checksumType() == signature ? each.checksumLength() : length;
    }
    int from = buffer.offset() + 4;
    Arrays.fill(zeroed, from, from + Math.min(length, room), (byte) 0);
  }
}
