package dev.parley.users;

import dev.parley.sspi.SessionKey;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.MD4Digest;

/** The NT hash of a password, MS-NLMP section 3.3.1: MD4 of its UTF-16LE octets. */
final class NtHash {
  private NtHash() {}

  /**
   * Computes the hash.
   *
   * @param password stays with the caller, who wipes it
   */
  static SessionKey derive(char[] password) {
    MD4Digest digest = new MD4Digest();
    for (char unit : password) {
      digest.update((byte) unit);
      digest.update((byte) (unit >> 8));
    }
    byte[] hash = new byte[digest.getDigestSize()];
    digest.doFinal(hash, 0);
    try {
      return SessionKey.copyOf(hash);
    } finally {
      Arrays.fill(hash, (byte) 0);
    }
  }
}
