package dev.parley.negotiate.ntlm.calculation;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Cipher;
import javax.crypto.Mac;

/** What NTLM is built of, by the JDK: MD5, HMAC-MD5, RC4. */
final class Primitives {
  private Primitives() {}

  static byte[] md5(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] hmacMd5(byte[] key, byte[]... parts) {
    try (OctetKey secret = new OctetKey("HmacMD5", key)) {
      Mac mac = Mac.getInstance("HmacMD5");
      mac.init(secret);
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static Cipher rc4(byte[] key) {
    try (OctetKey secret = new OctetKey("RC4", key)) {
      Cipher cipher = Cipher.getInstance("RC4");
      cipher.init(Cipher.ENCRYPT_MODE, secret);
      return cipher;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
