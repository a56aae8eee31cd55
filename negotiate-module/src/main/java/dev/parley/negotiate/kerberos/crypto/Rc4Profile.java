package dev.parley.negotiate.kerberos.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.Mac;

/**
 * RC4 with HMAC-MD5 (RFC 4757 sections 4 and 5).
 *
 * <pre>{@code
 * K1    = HMAC(key, usage)           K3 = HMAC(K1, checksum)
 * C     = checksum | RC4(K3, confounder | plain)     checksum = HMAC(K1, confounder | plain)
 * Ksign = HMAC(key, "signaturekey\0")
 * sum   = HMAC(Ksign, MD5(usage | data))
 * }</pre>
 */
final class Rc4Profile extends Profile {
  private static final byte[] SIGNATURE_KEY = "signaturekey\0".getBytes(StandardCharsets.US_ASCII);
  static final String KEY = "ARCFOUR";
  private static final int MAC = 16;
  private static final int CONFOUNDER = 8;

  private final Cipher rc4;
  private final Mac hmac;
  private final MessageDigest md5;

  Rc4Profile() {
    this.rc4 = PreparedCiphers.cipher(KEY, KEY);
    this.hmac = PreparedCiphers.mac("HmacMD5");
    try {
      this.md5 = MessageDigest.getInstance("MD5");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The usage as RFC 4757 section 3 counts it, in its own byte order. */
  private static byte[] usageOctets(int usage) {
    int own =
        switch (usage) {
          case 3, 9 -> 8;
          case KeyUsage.ACCEPTOR_SIGN -> 13;
          default -> usage;
        };
    return new byte[] {(byte) own, (byte) (own >>> 8), (byte) (own >>> 16), (byte) (own >>> 24)};
  }

  @Override
  UsageKeys sealing(WipeableKey base, int usage) throws GeneralSecurityException {
    hmac.init(base);
    return UsageKeys.single(new WipeableKey(KEY, hmac.doFinal(usageOctets(usage))));
  }

  @Override
  UsageKeys signing(WipeableKey base, int usage) throws GeneralSecurityException {
    hmac.init(base);
    return UsageKeys.single(new WipeableKey(KEY, hmac.doFinal(SIGNATURE_KEY)));
  }

  @Override
  byte[] encrypt(UsageKeys keys, byte[] plain, RandomGenerator random)
      throws GeneralSecurityException {
    byte[] text = confounded(plain, CONFOUNDER, random);
    hmac.init(keys.integrity());
    byte[] checksum = hmac.doFinal(text);
    byte[] cipher = Arrays.copyOf(checksum, MAC + text.length);
    WipeableKey k3 = new WipeableKey(KEY, hmac.doFinal(checksum));
    rc4.init(Cipher.ENCRYPT_MODE, k3);
    rc4.doFinal(text, 0, text.length, cipher, MAC);
    k3.destroy();
    Arrays.fill(text, (byte) 0);
    return cipher;
  }

  @Override
  byte[] decrypt(UsageKeys keys, byte[] cipher, int from, int length)
      throws GeneralSecurityException, IntegrityException {
    int textLength = length - MAC;
    if (textLength < CONFOUNDER) {
      throw new IntegrityException("the cipher text is too short");
    }
    hmac.init(keys.integrity());
    WipeableKey k3 =
        new WipeableKey(KEY, hmac.doFinal(Arrays.copyOfRange(cipher, from, from + MAC)));
    rc4.init(Cipher.DECRYPT_MODE, k3);
    byte[] text = rc4.doFinal(cipher, from + MAC, textLength);
    k3.destroy();
    byte[] checksum = hmac.doFinal(text);
    byte[] plain = Arrays.copyOfRange(text, CONFOUNDER, textLength);
    Arrays.fill(text, (byte) 0);
    if (!macIs(checksum, cipher, from, MAC)) {
      Arrays.fill(plain, (byte) 0);
      throw new IntegrityException("the checksum of the cipher text is wrong");
    }
    return plain;
  }

  @Override
  byte[] checksum(UsageKeys keys, int usage, byte[]... parts) throws GeneralSecurityException {
    md5.reset();
    md5.update(usageOctets(usage));
    for (byte[] part : parts) {
      md5.update(part);
    }
    hmac.init(keys.integrity());
    return hmac.doFinal(md5.digest());
  }
}
