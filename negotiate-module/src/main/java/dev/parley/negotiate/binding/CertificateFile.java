package dev.parley.negotiate.binding;

import dev.parley.files.RegularFile;
import dev.parley.files.UnusableFileException;
import dev.parley.http.MalformedTokenException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the certificates that servers show from files. */
final class CertificateFile {
  /** More than any chain or keystore of a server needs. */
  static final int MAXIMUM_OCTETS = 4 << 20;

  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
  private static final String END = "-----END CERTIFICATE-----";

  private CertificateFile() {}

  /**
   * The certificate of the server: the first in a PEM file (RFC 7468), whatever stands around it
   * (its issuers, its private key), or the one of a DER file.
   */
  static List<X509Certificate> ofPem(byte[] content) throws MalformedTokenException {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END, Math.max(begin, 0));
    if (begin < 0 && text.contains("-----BEGIN ")) {
      throw new MalformedTokenException("the file has no certificate");
    }
    if (begin >= 0 && end < 0) {
      throw new MalformedTokenException("the certificate has no end");
    }
    byte[] block = begin < 0 ? content : Arrays.copyOfRange(content, begin, end + END.length());
    try {
      Certificate certificate =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(block));
      return List.of((X509Certificate) certificate);
    } catch (CertificateException e) {
      throw new MalformedTokenException("the file has no certificate that can be read");
    }
  }

  /**
   * The certificates of all key entries of a PKCS #12 or JKS keystore; where it has none, all its
   * certificates.
   *
   * @param passwordFile the file whose first line is the password, or null for none
   */
  static List<X509Certificate> ofKeyStore(byte[] content, @Nullable Path passwordFile)
      throws MalformedTokenException, UnusableFileException {
    char[] password = passwordFile == null ? null : firstLine(passwordFile);
    try {
      // The JDK's PKCS #12 store reads JKS as well.
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(content), password);
      List<X509Certificate> ofKeys = new ArrayList<>();
      List<X509Certificate> others = new ArrayList<>();
      for (String alias : Collections.list(store.aliases())) {
        if (store.getCertificate(alias) instanceof X509Certificate certificate) {
          (store.isKeyEntry(alias) ? ofKeys : others).add(certificate);
        }
      }
      List<X509Certificate> found = ofKeys.isEmpty() ? others : ofKeys;
      if (found.isEmpty()) {
        throw new MalformedTokenException("the keystore has no certificate");
      }
      return List.copyOf(found);
    } catch (GeneralSecurityException | IOException e) {
      throw new MalformedTokenException(
          "the keystore can not be opened: it is no PKCS #12 or JKS, or the password is wrong");
    } finally {
      if (password != null) {
        Arrays.fill(password, '\0');
      }
    }
  }

  private static char[] firstLine(Path file) throws UnusableFileException {
    byte[] octets;
    try {
      octets = RegularFile.read(file, MAXIMUM_OCTETS);
    } catch (IOException e) {
      throw UnusableFileException.unreadable(file, e);
    }
    CharBuffer text = StandardCharsets.UTF_8.decode(java.nio.ByteBuffer.wrap(octets));
    int length = 0;
    while (length < text.length() && text.charAt(length) != '\n' && text.charAt(length) != '\r') {
      length++;
    }
    char[] line = Arrays.copyOf(text.array(), length);
    Arrays.fill(octets, (byte) 0);
    Arrays.fill(text.array(), '\0');
    return line;
  }
}
