package dev.parley.negotiate.ntlm.calculation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.CRC32;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.MD4Digest;

/**
 * LM, NTLMv1 and the signature without extended session security (MS-NLMP sections 3.3.1 and
 * 3.4.4.1), which servers must know only to be sure that they refuse them. For tests.
 */
public final class Ntlmv1 {
  private Ntlmv1() {}

  /** MD4, which the JDK does not have. */
  public static byte[] md4(byte[] octets) {
    MD4Digest digest = new MD4Digest();
    digest.update(octets, 0, octets.length);
    byte[] hash = new byte[16];
    digest.doFinal(hash, 0);
    return hash;
  }

  /** The NT hash (NTOWFv1). */
  public static byte[] ntHash(String password) {
    return md4(password.getBytes(StandardCharsets.UTF_16LE));
  }

  static byte[] lmHash(String password) {
    byte[] text = password.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
    byte[] key = Arrays.copyOf(text, 14);
    byte[] magic = "KGS!@#$%".getBytes(StandardCharsets.US_ASCII);
    return concat(des(Arrays.copyOf(key, 7), magic), des(Arrays.copyOfRange(key, 7, 14), magic));
  }

  /** DESL: the response of 24 octets. */
  public static byte[] response(byte[] hash, byte[] challenge) {
    byte[] keys = Arrays.copyOf(hash, 21);
    return concat(
        des(Arrays.copyOf(keys, 7), challenge),
        des(Arrays.copyOfRange(keys, 7, 14), challenge),
        des(Arrays.copyOfRange(keys, 14, 21), challenge));
  }

  /** The NT response with a client challenge, as with extended session security. */
  public static byte[] responseWithClientChallenge(
      byte[] hash, byte[] serverChallenge, byte[] clientChallenge) {
    return response(hash, Arrays.copyOf(Primitives.md5(serverChallenge, clientChallenge), 8));
  }

  static byte[] des(byte[] key, byte[] block) {
    long bits = 0;
    for (byte each : key) {
      bits = bits << 8 | each & 0xFF;
    }
    byte[] spread = new byte[8];
    for (int i = 0; i < 8; i++) {
      spread[i] = (byte) (bits >>> 49 - 7 * i << 1);
    }
    try {
      Cipher cipher = Cipher.getInstance("DES/ECB/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(spread, "DES"));
      return cipher.doFinal(block);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The data sealed, then its signature. */
  static byte[] sealWithCrc(byte[] key, byte[] message) {
    CRC32 crc = new CRC32();
    crc.update(message);
    byte[] tail =
        ByteBuffer.allocate(12)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(4, (int) crc.getValue())
            .array();
    Cipher rc4 = Primitives.rc4(key);
    return concat(rc4.update(message), new byte[] {1, 0, 0, 0}, rc4.update(tail));
  }

  static byte[] concat(byte[]... parts) {
    int length = 0;
    for (byte[] each : parts) {
      length += each.length;
    }
    ByteBuffer all = ByteBuffer.allocate(length);
    for (byte[] each : parts) {
      all.put(each);
    }
    return all.array();
  }
}
