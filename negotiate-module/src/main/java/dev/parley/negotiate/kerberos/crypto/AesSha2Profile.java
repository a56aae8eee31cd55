package dev.parley.negotiate.kerberos.crypto;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;

/**
 * AES with HMAC-SHA2 (RFC 8009).
 *
 * <pre>{@code
 * KDF(key, label, k) = HMAC(key, 0x00000001 | label | 0x00 | k)[0..k/8-1]
 * Ke = KDF(key, usage | 0xAA, key length)   Ki = KDF(key, usage | 0x55, MAC length)
 * Kc = KDF(key, usage | 0x99, MAC length)
 * c  = CTS(Ke, confounder | plain)
 * C  = c | HMAC(Ki, initial vector of zeros | c)[0..MAC length-1]
 * }</pre>
 */
final class AesSha2Profile extends Profile {
  private static final byte[] ZEROS = new byte[AesCts.BLOCK];

  private final int keyLength;
  private final int macLength;
  private final AesCts aes = new AesCts();
  private final Mac hmac;
  private final byte[] mac;

  AesSha2Profile(Enctype enctype) {
    this.keyLength = enctype.keyLength();
    this.macLength = enctype.checksumLength();
    boolean longer = enctype == Enctype.AES256_CTS_HMAC_SHA384_192;
    this.hmac = PreparedCiphers.mac(longer ? "HmacSHA384" : "HmacSHA256");
    this.mac = new byte[hmac.getMacLength()];
  }

  @Override
  UsageKeys sealing(WipeableKey base, int usage) throws GeneralSecurityException {
    hmac.init(base);
    return new UsageKeys(derived(usage, 0xAA, keyLength), derived(usage, 0x55, macLength));
  }

  @Override
  UsageKeys signing(WipeableKey base, int usage) throws GeneralSecurityException {
    hmac.init(base);
    return UsageKeys.single(derived(usage, 0x99, macLength));
  }

  private WipeableKey derived(int usage, int label, int length) throws GeneralSecurityException {
    int bits = length * 8;
    byte[] input = {
      0,
      0,
      0,
      1,
      (byte) (usage >>> 24),
      (byte) (usage >>> 16),
      (byte) (usage >>> 8),
      (byte) usage,
      (byte) label,
      0,
      0,
      0,
      (byte) (bits >>> 8),
      (byte) bits
    };
    hmac.update(input);
    hmac.doFinal(mac, 0);
    byte[] key = Arrays.copyOf(mac, length);
    Arrays.fill(mac, (byte) 0);
    return new WipeableKey(AesCts.KEY, key);
  }

  @Override
  byte[] encrypt(UsageKeys keys, byte[] plain, RandomGenerator random)
      throws GeneralSecurityException {
    byte[] text = confounded(plain, AesCts.BLOCK, random);
    byte[] cipher = new byte[text.length + macLength];
    aes.encrypt(keys.encryption(), text, cipher);
    macOver(keys, cipher, 0, text.length);
    System.arraycopy(mac, 0, cipher, text.length, macLength);
    Arrays.fill(text, (byte) 0);
    return cipher;
  }

  @Override
  byte[] decrypt(UsageKeys keys, byte[] cipher, int from, int length)
      throws GeneralSecurityException, IntegrityException {
    int textLength = length - macLength;
    if (textLength < AesCts.BLOCK) {
      throw new IntegrityException("the cipher text is too short");
    }
    macOver(keys, cipher, from, textLength);
    if (!macIs(mac, cipher, from + textLength, macLength)) {
      throw new IntegrityException("the checksum of the cipher text is wrong");
    }
    byte[] text = aes.decrypt(keys.encryption(), cipher, from, textLength);
    byte[] plain = Arrays.copyOfRange(text, AesCts.BLOCK, textLength);
    Arrays.fill(text, (byte) 0);
    return plain;
  }

  private void macOver(UsageKeys keys, byte[] cipher, int from, int length)
      throws GeneralSecurityException {
    hmac.init(keys.integrity());
    hmac.update(ZEROS);
    hmac.update(cipher, from, length);
    hmac.doFinal(mac, 0);
  }

  @Override
  byte[] checksum(UsageKeys keys, int usage, byte[]... parts) throws GeneralSecurityException {
    hmac.init(keys.integrity());
    for (byte[] part : parts) {
      hmac.update(part);
    }
    hmac.doFinal(mac, 0);
    return Arrays.copyOf(mac, macLength);
  }
}
