package dev.parley.negotiate.kerberos.crypto;

import java.security.GeneralSecurityException;
import java.security.Key;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;

/**
 * AES in CBC mode with ciphertext stealing and an initial vector of zeros (RFC 3962 section 5, RFC
 * 8009 section 3). At least one block. Not thread-safe.
 */
final class AesCts {
  static final String KEY = "AES";
  static final int BLOCK = 16;

  private static final IvParameterSpec ZEROS = new IvParameterSpec(new byte[BLOCK]);

  private final Cipher cipher = PreparedCiphers.cipher("AES/CTS/NoPadding", KEY);

  /** Encrypts to the beginning of a target, which may be the array that is read. */
  void encrypt(Key key, byte[] plain, byte[] target) throws GeneralSecurityException {
    cipher.init(Cipher.ENCRYPT_MODE, key, ZEROS);
    cipher.doFinal(plain, 0, plain.length, target, 0);
  }

  /** Decrypts a part of an array. */
  byte[] decrypt(Key key, byte[] data, int from, int length) throws GeneralSecurityException {
    cipher.init(Cipher.DECRYPT_MODE, key, ZEROS);
    return cipher.doFinal(data, from, length);
  }

  /** Begins with a key for single blocks. */
  void keyForBlocks(Key key) throws GeneralSecurityException {
    cipher.init(Cipher.ENCRYPT_MODE, key, ZEROS);
  }

  /** One block, as ECB has it: one block after an initial vector of zeros. */
  void block(byte[] from, int fromOffset, byte[] to, int toOffset) throws GeneralSecurityException {
    cipher.doFinal(from, fromOffset, BLOCK, to, toOffset);
  }
}
