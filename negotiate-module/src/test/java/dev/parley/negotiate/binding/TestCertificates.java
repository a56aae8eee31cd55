package dev.parley.negotiate.binding;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.jspecify.annotations.Nullable;

/** Certificates that name any signature algorithm. Nobody verifies their signatures. */
public final class TestCertificates {
  static final String SHA256_WITH_ECDSA = "1.2.840.10045.4.3.2";
  private static final KeyPair PAIR = pair();

  private TestCertificates() {}

  private static KeyPair pair() {
    try {
      return KeyPairGenerator.getInstance("EC").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** The key of all of them. */
  public static PrivateKey key() {
    return PAIR.getPrivate();
  }

  /** One of this name. */
  public static X509Certificate named(String name) {
    return signedWith(name, SHA256_WITH_ECDSA, null);
  }

  static X509Certificate signedWith(String name, String oid, @Nullable ASN1Encodable parameters) {
    ASN1ObjectIdentifier id = new ASN1ObjectIdentifier(oid);
    AlgorithmIdentifier algorithm =
        parameters == null ? new AlgorithmIdentifier(id) : new AlgorithmIdentifier(id, parameters);
    V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
    generator.setSerialNumber(new ASN1Integer(BigInteger.ONE));
    generator.setIssuer(new X500Name("CN=" + name));
    generator.setSubject(new X500Name("CN=" + name));
    generator.setStartDate(new Time(new Date(0)));
    generator.setEndDate(new Time(new Date(4_000_000_000_000L)));
    generator.setSignature(algorithm);
    generator.setSubjectPublicKeyInfo(
        SubjectPublicKeyInfo.getInstance(PAIR.getPublic().getEncoded()));
    TBSCertificate body = generator.generateTBSCertificate();
    ASN1EncodableVector parts = new ASN1EncodableVector();
    parts.add(body);
    parts.add(algorithm);
    parts.add(new DERBitString(new byte[64]));
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(new DERSequence(parts).getEncoded(ASN1Encoding.DER)));
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  static String pem(String type, byte[] der) {
    return "-----BEGIN "
        + type
        + "-----\n"
        + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der)
        + "\n-----END "
        + type
        + "-----\n";
  }

  static String pem(X509Certificate certificate) {
    try {
      return pem("CERTIFICATE", certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
