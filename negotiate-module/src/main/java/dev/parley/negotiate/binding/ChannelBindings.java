package dev.parley.negotiate.binding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/** From a certificate to the 16 octets that clients send. Pure functions. */
public final class ChannelBindings {
  private static final byte[] PREFIX = "tls-server-end-point:".getBytes(StandardCharsets.US_ASCII);

  private ChannelBindings() {}

  /**
   * The MD5 of the gss_channel_bindings structure (RFC 2744 section 3.11, RFC 4121 section 4.1.1.2)
   * that has the certificate as its end point, both addresses being unspecified.
   *
   * @return 16 octets; null where RFC 5929 defines no hash for the certificate, or the JDK has not
   *     got it
   */
  public static byte @Nullable [] of(X509Certificate certificate) {
    String hash = SignatureHash.of(certificate);
    if (hash == null) {
      return null;
    }
    // RFC 5929 section 4.1
    String used = hash.equals("MD5") || hash.equals("SHA-1") ? "SHA-256" : hash;
    try {
      return ofEndPoint(MessageDigest.getInstance(used).digest(certificate.getEncoded()));
    } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
      return null;
    }
  }

  /**
   * The MD5 of the structure for this hash of the certificate.
   *
   * @param certificateHash the hash by RFC 5929 section 4.1
   */
  static byte[] ofEndPoint(byte[] certificateHash) {
    int length = PREFIX.length + certificateHash.length;
    ByteBuffer structure = ByteBuffer.allocate(20 + length).order(ByteOrder.LITTLE_ENDIAN);
    structure.putInt(0).putInt(0); // initiator: GSS_C_AF_UNSPEC, no address
    structure.putInt(0).putInt(0); // acceptor
    structure.putInt(length).put(PREFIX).put(certificateHash);
    try {
      return MessageDigest.getInstance("MD5").digest(structure.array());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
