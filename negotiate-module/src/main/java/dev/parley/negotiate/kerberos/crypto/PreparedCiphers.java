package dev.parley.negotiate.kerberos.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Ciphers and MACs of the JDK that have had a key, of zeros, already. The JDK looks for the
 * provider at the first key; when that one is refused, as a destroyed key is, the object refuses
 * every other key from then on, and one that is lent again would refuse those of others.
 */
final class PreparedCiphers {
  private static final int LENGTH = 16;

  private PreparedCiphers() {}

  static Cipher cipher(String transformation, String algorithm) {
    try {
      Cipher cipher = Cipher.getInstance(transformation);
      cipher.init(Cipher.ENCRYPT_MODE, zeros(algorithm));
      return cipher;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static Mac mac(String algorithm) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(zeros(algorithm));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SecretKey zeros(String algorithm) {
    return new SecretKeySpec(new byte[LENGTH], algorithm);
  }
}
