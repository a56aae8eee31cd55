package dev.parley.negotiate.kerberos;

import dev.parley.http.MalformedTokenException;
import dev.parley.negotiate.kerberos.crypto.KerberosKey;
import dev.parley.negotiate.kerberos.crypto.KeyUsage;
import dev.parley.negotiate.kerberos.message.Authenticator;
import dev.parley.negotiate.kerberos.message.Checksum;
import dev.parley.negotiate.kerberos.message.GssChecksum;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;

/**
 * What the checksum in an authenticator says.
 *
 * <pre>{@code
 * type 0x8003                       RFC 4121 section 4.1.1: bindings, flags, credentials
 * none                              no flags, no bindings (MS-KILE section 3.4.5)
 * a checksum over nothing           no flags, no bindings: clients that know no GSS-API (Samba)
 * a checksum over something         refused: the authenticator was made for another message
 * }</pre>
 *
 * A checksum over nothing has the key and the type of the session key (RFC 4120 section 7.5.1,
 * usage 10), or no key: Heimdal takes MD5 beside RC4. That one proves nothing, and needs not, since
 * it stands in what the session key encrypts.
 */
final class ClientChecksum {
  /** The values over nothing of the types without a key: rsa-md5, and both numbers of sha1. */
  private static final Map<Integer, byte[]> OVER_NOTHING =
      Map.of(
          7, HexFormat.of().parseHex("d41d8cd98f00b204e9800998ecf8427e"),
          10, HexFormat.of().parseHex("da39a3ee5e6b4b0d3255bfef95601890afd80709"),
          14, HexFormat.of().parseHex("da39a3ee5e6b4b0d3255bfef95601890afd80709"));

  private ClientChecksum() {}

  /**
   * Reads it.
   *
   * @throws Refusal when it is over something, or of a type that is not known
   * @throws MalformedTokenException when it has the type of GSS-API and not its form
   */
  static GssChecksum read(Authenticator authenticator, KerberosKey sessionKey)
      throws Refusal, MalformedTokenException {
    Checksum cksum = authenticator.cksum();
    if (cksum == null) {
      return GssChecksum.absent();
    }
    if (cksum.cksumtype() != GssChecksum.TYPE) {
      overNothing(cksum, sessionKey);
      return GssChecksum.absent();
    }
    GssChecksum checksum = GssChecksum.parse(cksum.checksum());
    if (checksum.has(GssChecksum.DCE_STYLE)) {
      throw Refusal.malformed("the client wants three legs (DCE style), which HTTP has not");
    }
    return checksum;
  }

  private static void overNothing(Checksum cksum, KerberosKey sessionKey) throws Refusal {
    byte[] expected = OVER_NOTHING.get(cksum.cksumtype());
    boolean keyed = cksum.cksumtype() == sessionKey.enctype().checksumType();
    if (expected == null && !keyed) {
      throw Refusal.malformed(
          "a checksum of type " + cksum.cksumtype() + " in the authenticator is not known");
    }
    boolean right =
        expected == null
            ? sessionKey.verifyChecksum(KeyUsage.AUTHENTICATOR_CHECKSUM, cksum.checksum())
            : MessageDigest.isEqual(expected, cksum.checksum());
    if (!right) {
      throw TicketOpener.altered("the checksum in the authenticator is not one over nothing");
    }
  }
}
