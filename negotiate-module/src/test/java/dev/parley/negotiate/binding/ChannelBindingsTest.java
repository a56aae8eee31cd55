package dev.parley.negotiate.binding;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelBindingsTest {
  private static final String PSS = "1.2.840.113549.1.1.10";

  private static byte[] bindingWith(X509Certificate certificate, String hash) throws Exception {
    return ChannelBindings.ofEndPoint(
        MessageDigest.getInstance(hash).digest(certificate.getEncoded()));
  }

  @Test
  @DisplayName("The vector of Microsoft's article on NTLM and the channel binding hash")
  void vector() {
    byte[] hash =
        HexFormat.of().parseHex("ea05fefecc6b0bd571dbbc5baa3ed45386d0446835f7b74c85621b9983475f95");
    assertThat(ChannelBindings.ofEndPoint(hash))
        .asHexString()
        .isEqualToIgnoringCase("6586e99d81c2fc984e47172fd4dd0310");
  }

  @ParameterizedTest(name = "signed with {0}: {1}")
  @DisplayName("RFC 5929 section 4.1: the signature's hash; SHA-256 in place of MD5 and SHA-1")
  @CsvSource({
    "1.2.840.113549.1.1.4, SHA-256",
    "1.2.840.113549.1.1.5, SHA-256",
    "1.2.840.113549.1.1.11, SHA-256",
    "1.2.840.113549.1.1.12, SHA-384",
    "1.2.840.113549.1.1.13, SHA-512",
    "1.2.840.113549.1.1.14, SHA-224",
    "1.2.840.113549.1.1.15, SHA-512/224",
    "1.2.840.113549.1.1.16, SHA-512/256",
    "1.2.840.10040.4.3, SHA-256",
    "2.16.840.1.101.3.4.3.2, SHA-256",
    "1.2.840.10045.4.1, SHA-256",
    "1.2.840.10045.4.3.2, SHA-256",
    "1.2.840.10045.4.3.3, SHA-384",
    "1.2.840.10045.4.3.4, SHA-512",
    "2.16.840.1.101.3.4.3.10, SHA3-256",
    "2.16.840.1.101.3.4.3.15, SHA3-384",
  })
  void signatureHash(String signature, String hash) throws Exception {
    X509Certificate certificate = TestCertificates.signedWith("a", signature, null);
    assertThat(ChannelBindings.of(certificate)).isEqualTo(bindingWith(certificate, hash));
  }

  @ParameterizedTest(name = "RSASSA-PSS with {0}: {1}")
  @DisplayName("RSASSA-PSS: the hash of its parameters")
  @CsvSource({
    "1.3.14.3.2.26, SHA-256",
    "2.16.840.1.101.3.4.2.1, SHA-256",
    "2.16.840.1.101.3.4.2.2, SHA-384",
    "2.16.840.1.101.3.4.2.3, SHA-512",
  })
  void pss(String digest, String hash) throws Exception {
    ASN1Encodable parameters =
        new RSASSAPSSparams(
            new AlgorithmIdentifier(new ASN1ObjectIdentifier(digest)),
            RSASSAPSSparams.DEFAULT_MASK_GEN_FUNCTION,
            RSASSAPSSparams.DEFAULT_SALT_LENGTH,
            RSASSAPSSparams.DEFAULT_TRAILER_FIELD);
    X509Certificate certificate = TestCertificates.signedWith("a", PSS, parameters);
    assertThat(ChannelBindings.of(certificate)).isEqualTo(bindingWith(certificate, hash));
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("Ed25519, Ed448 and unknown algorithms have no binding")
  @ValueSource(strings = {"1.3.101.112", "1.3.101.113", "1.2.3.4"})
  void undefined(String signature) {
    assertThat(ChannelBindings.of(TestCertificates.signedWith("a", signature, null))).isNull();
  }

  @Test
  @DisplayName("RSASSA-PSS without its parameters has no binding")
  void withoutParameters() {
    X509Certificate certificate = TestCertificates.signedWith("a", PSS, null);
    assertThat(ChannelBindings.of(certificate)).isNull();
  }
}
