package dev.parley.negotiate.binding;

import java.security.cert.X509Certificate;
import java.util.Map;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.jspecify.annotations.Nullable;

/** The one hash function of a certificate's signature algorithm, by the JDK's names. */
final class SignatureHash {
  private static final String PSS = "1.2.840.113549.1.1.10";

  private static final Map<String, String> OF_SIGNATURE =
      Map.ofEntries(
          // PKCS #1: RFC 8017, RFC 3279, RFC 4055
          Map.entry("1.2.840.113549.1.1.2", "MD2"),
          Map.entry("1.2.840.113549.1.1.4", "MD5"),
          Map.entry("1.2.840.113549.1.1.5", "SHA-1"),
          Map.entry("1.2.840.113549.1.1.14", "SHA-224"),
          Map.entry("1.2.840.113549.1.1.11", "SHA-256"),
          Map.entry("1.2.840.113549.1.1.12", "SHA-384"),
          Map.entry("1.2.840.113549.1.1.13", "SHA-512"),
          Map.entry("1.2.840.113549.1.1.15", "SHA-512/224"),
          Map.entry("1.2.840.113549.1.1.16", "SHA-512/256"),
          // DSA: RFC 3279, RFC 5758
          Map.entry("1.2.840.10040.4.3", "SHA-1"),
          Map.entry("2.16.840.1.101.3.4.3.1", "SHA-224"),
          Map.entry("2.16.840.1.101.3.4.3.2", "SHA-256"),
          Map.entry("2.16.840.1.101.3.4.3.3", "SHA-384"),
          Map.entry("2.16.840.1.101.3.4.3.4", "SHA-512"),
          // ECDSA: RFC 3279, RFC 5758
          Map.entry("1.2.840.10045.4.1", "SHA-1"),
          Map.entry("1.2.840.10045.4.3.1", "SHA-224"),
          Map.entry("1.2.840.10045.4.3.2", "SHA-256"),
          Map.entry("1.2.840.10045.4.3.3", "SHA-384"),
          Map.entry("1.2.840.10045.4.3.4", "SHA-512"),
          // SHA-3 with ECDSA and RSA: RFC 9688, the NIST arc
          Map.entry("2.16.840.1.101.3.4.3.9", "SHA3-224"),
          Map.entry("2.16.840.1.101.3.4.3.10", "SHA3-256"),
          Map.entry("2.16.840.1.101.3.4.3.11", "SHA3-384"),
          Map.entry("2.16.840.1.101.3.4.3.12", "SHA3-512"),
          Map.entry("2.16.840.1.101.3.4.3.13", "SHA3-224"),
          Map.entry("2.16.840.1.101.3.4.3.14", "SHA3-256"),
          Map.entry("2.16.840.1.101.3.4.3.15", "SHA3-384"),
          Map.entry("2.16.840.1.101.3.4.3.16", "SHA3-512"));

  /** The hash functions that RSASSA-PSS names in its parameters. */
  private static final Map<String, String> OF_DIGEST =
      Map.ofEntries(
          Map.entry("1.2.840.113549.2.5", "MD5"),
          Map.entry("1.3.14.3.2.26", "SHA-1"),
          Map.entry("2.16.840.1.101.3.4.2.4", "SHA-224"),
          Map.entry("2.16.840.1.101.3.4.2.1", "SHA-256"),
          Map.entry("2.16.840.1.101.3.4.2.2", "SHA-384"),
          Map.entry("2.16.840.1.101.3.4.2.3", "SHA-512"),
          Map.entry("2.16.840.1.101.3.4.2.5", "SHA-512/224"),
          Map.entry("2.16.840.1.101.3.4.2.6", "SHA-512/256"),
          Map.entry("2.16.840.1.101.3.4.2.7", "SHA3-224"),
          Map.entry("2.16.840.1.101.3.4.2.8", "SHA3-256"),
          Map.entry("2.16.840.1.101.3.4.2.9", "SHA3-384"),
          Map.entry("2.16.840.1.101.3.4.2.10", "SHA3-512"));

  private SignatureHash() {}

  /** The hash; null for algorithms that have none or several (Ed25519), and for unknown ones. */
  static @Nullable String of(X509Certificate certificate) {
    String algorithm = certificate.getSigAlgOID();
    return algorithm.equals(PSS)
        ? ofPss(certificate.getSigAlgParams())
        : OF_SIGNATURE.get(algorithm);
  }

  private static @Nullable String ofPss(byte @Nullable [] parameters) {
    try {
      RSASSAPSSparams read = RSASSAPSSparams.getInstance(parameters);
      return read == null ? null : OF_DIGEST.get(read.getHashAlgorithm().getAlgorithm().getId());
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
