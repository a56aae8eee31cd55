package dev.parley.negotiate.kerberos.crypto;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The functions of an encryption type (RFC 3961 section 3) on ciphers of its own, which are not
 * looked up again. Not thread-safe: borrowed from {@link Profiles} for one call. An
 * InvalidKeyException means that the key was destroyed.
 */
abstract class Profile {
  private @Nullable Profiles preparedFor;

  static Profile of(Enctype enctype) {
    return switch (enctype) {
      case AES128_CTS_HMAC_SHA1_96, AES256_CTS_HMAC_SHA1_96 -> new AesSha1Profile(enctype);
      case AES128_CTS_HMAC_SHA256_128, AES256_CTS_HMAC_SHA384_192 -> new AesSha2Profile(enctype);
      case RC4_HMAC -> new Rc4Profile();
    };
  }

  /** Whether its ciphers are prepared for the key of these. */
  @SuppressWarnings("ReferenceEquality")
  final boolean isOf(Profiles profiles) {
    return preparedFor == profiles;
  }

  final void prepare(Profiles profiles) {
    preparedFor = profiles;
  }

  /** The keys that encrypt for a usage. */
  abstract UsageKeys sealing(WipeableKey base, int usage) throws GeneralSecurityException;

  /** The key of checksums for a usage. */
  abstract UsageKeys signing(WipeableKey base, int usage) throws GeneralSecurityException;

  /** Encrypts, with a confounder in front and a checksum behind. */
  abstract byte[] encrypt(UsageKeys keys, byte[] plain, RandomGenerator random)
      throws GeneralSecurityException;

  /** What {@link #encrypt} has encrypted, a part of an array, without confounder and checksum. */
  abstract byte[] decrypt(UsageKeys keys, byte[] cipher, int from, int length)
      throws GeneralSecurityException, IntegrityException;

  /** The checksum over the parts, one after the other. */
  abstract byte[] checksum(UsageKeys keys, int usage, byte[]... parts)
      throws GeneralSecurityException;

  /** Whether the first octets of a MAC are those at an offset; constant time. */
  static boolean macIs(byte[] mac, byte[] data, int offset, int length) {
    return MessageDigest.isEqual(
        Arrays.copyOf(mac, length), Arrays.copyOfRange(data, offset, offset + length));
  }

  static byte[] confounded(byte[] plain, int confounder, RandomGenerator random) {
    byte[] lot = new byte[confounder];
    random.nextBytes(lot);
    byte[] joined = Arrays.copyOf(lot, confounder + plain.length);
    System.arraycopy(plain, 0, joined, confounder, plain.length);
    return joined;
  }
}
