package dev.parley.negotiate.kerberos.crypto;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;

/**
 * The simplified profile of RFC 3961 section 5.3 with AES and HMAC-SHA1 (RFC 3962).
 *
 * <pre>{@code
 * Ke = DK(key, usage | 0xAA)   Ki = DK(key, usage | 0x55)   Kc = DK(key, usage | 0x99)
 * C  = CTS(Ke, confounder | plain) | HMAC(Ki, confounder | plain)[0..11]
 * }</pre>
 */
final class AesSha1Profile extends Profile {
  private static final int CACHED_USAGES = 32;
  private static final int[] LABELS = {0x99, 0xAA, 0x55};
  private static final int KC = 0;
  private static final int KE = 1;
  private static final int KI = 2;

  /** The n-folded constants of the usages that occur. */
  private static final byte[][] CONSTANTS = constants();

  private final int keyLength;
  private final int macLength;
  private final AesCts aes = new AesCts();
  // A cipher of its own: keys of several usages then come from one key schedule.
  private final AesCts deriving = new AesCts();
  private final Mac hmac;
  private final byte[] mac;

  AesSha1Profile(Enctype enctype) {
    this.keyLength = enctype.keyLength();
    this.macLength = enctype.checksumLength();
    this.hmac = PreparedCiphers.mac("HmacSHA1");
    this.mac = new byte[hmac.getMacLength()];
  }

  private static byte[][] constants() {
    byte[][] all = new byte[CACHED_USAGES * LABELS.length][];
    for (int i = 0; i < all.length; i++) {
      all[i] = folded(i / LABELS.length, i % LABELS.length);
    }
    return all;
  }

  private static byte[] folded(int usage, int label) {
    byte[] constant = {
      (byte) (usage >>> 24),
      (byte) (usage >>> 16),
      (byte) (usage >>> 8),
      (byte) usage,
      (byte) LABELS[label]
    };
    return NFold.fold(constant, AesCts.BLOCK);
  }

  private static byte[] constant(int usage, int label) {
    return usage >= 0 && usage < CACHED_USAGES
        ? CONSTANTS[usage * LABELS.length + label]
        : folded(usage, label);
  }

  @Override
  UsageKeys sealing(WipeableKey base, int usage) throws GeneralSecurityException {
    deriving.keyForBlocks(base);
    return new UsageKeys(derived(constant(usage, KE)), derived(constant(usage, KI)));
  }

  @Override
  UsageKeys signing(WipeableKey base, int usage) throws GeneralSecurityException {
    deriving.keyForBlocks(base);
    return UsageKeys.single(derived(constant(usage, KC)));
  }

  private WipeableKey derived(byte[] folded) throws GeneralSecurityException {
    byte[] key = new byte[keyLength];
    deriving.block(folded, 0, key, 0);
    for (int at = AesCts.BLOCK; at < keyLength; at += AesCts.BLOCK) {
      deriving.block(key, at - AesCts.BLOCK, key, at);
    }
    return new WipeableKey(AesCts.KEY, key);
  }

  @Override
  byte[] encrypt(UsageKeys keys, byte[] plain, RandomGenerator random)
      throws GeneralSecurityException {
    byte[] text = confounded(plain, AesCts.BLOCK, random);
    hmac.init(keys.integrity());
    hmac.update(text);
    hmac.doFinal(mac, 0);
    byte[] cipher = new byte[text.length + macLength];
    aes.encrypt(keys.encryption(), text, cipher);
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
    byte[] text = aes.decrypt(keys.encryption(), cipher, from, textLength);
    hmac.init(keys.integrity());
    hmac.update(text);
    hmac.doFinal(mac, 0);
    byte[] plain = Arrays.copyOfRange(text, AesCts.BLOCK, textLength);
    Arrays.fill(text, (byte) 0);
    if (!macIs(mac, cipher, from + textLength, macLength)) {
      Arrays.fill(plain, (byte) 0);
      throw new IntegrityException("the checksum of the cipher text is wrong");
    }
    return plain;
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
