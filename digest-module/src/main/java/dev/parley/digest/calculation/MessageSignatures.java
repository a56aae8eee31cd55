package dev.parley.digest.calculation;

import dev.parley.sspi.SecurityStatus;
import dev.parley.sspi.SecurityStatusException;
import dev.parley.sspi.SessionKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signatures that the two sides of a context can put under messages after the logon, RFC 2831
 * section 2.3, as Microsoft Digest makes them with the session key of MD5-sess:
 *
 * <pre>{@code
 * Kic, Kis  = MD5(H(A1) + magic constant of the direction)
 * signature = HMAC-MD5(Ki, number + message)[0..9] + 00 01 + number
 * }</pre>
 *
 * Each direction is numbered from 0. Thread-safe.
 */
public final class MessageSignatures {
  /** How long a signature is. */
  public static final int LENGTH = 16;

  private static final int MAC_LENGTH = 10;
  private static final int KEY_LENGTH = 16;
  private static final byte[] TO_SERVER =
      constant("Digest session key to client-to-server signing key magic constant");
  private static final byte[] TO_CLIENT =
      constant("Digest session key to server-to-client signing key magic constant");

  private int sent;
  private int received;

  /** None made or verified yet. */
  public MessageSignatures() {}

  private static byte[] constant(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Signs the next message to the client.
   *
   * @param sessionKey H(A1) of MD5-sess
   * @throws SecurityStatusException with {@code SEC_E_CONTEXT_EXPIRED} when the key is gone
   */
  public synchronized byte[] make(SessionKey sessionKey, byte[] message)
      throws SecurityStatusException {
    byte[] signature = signature(sessionKey, TO_CLIENT, sent, message);
    sent++;
    return signature;
  }

  /**
   * Verifies the client's signature, which must be of its next message.
   *
   * @param sessionKey H(A1) of MD5-sess
   * @throws SecurityStatusException with {@code SEC_E_INVALID_TOKEN}, {@code
   *     SEC_E_MESSAGE_ALTERED}, {@code SEC_E_OUT_OF_SEQUENCE}, or as {@link #make}
   */
  public synchronized void verify(SessionKey sessionKey, byte[] message, byte[] signature)
      throws SecurityStatusException {
    if (signature.length != LENGTH) {
      throw new SecurityStatusException(
          SecurityStatus.SEC_E_INVALID_TOKEN, "a signature of 16 octets is expected");
    }
    int number = ByteBuffer.wrap(signature).getInt(LENGTH - Integer.BYTES);
    byte[] expected = signature(sessionKey, TO_SERVER, number, message);
    if (!MessageDigest.isEqual(expected, signature)) {
      throw new SecurityStatusException(
          SecurityStatus.SEC_E_MESSAGE_ALTERED, "the signature is not the client's");
    }
    if (number != received) {
      throw new SecurityStatusException(
          SecurityStatus.SEC_E_OUT_OF_SEQUENCE, "the signature is not of the next message");
    }
    received++;
  }

  private static byte[] signature(
      SessionKey sessionKey, byte[] constant, int number, byte[] message)
      throws SecurityStatusException {
    byte[] secret = new byte[KEY_LENGTH + constant.length];
    byte[] key = new byte[KEY_LENGTH];
    try {
      if (sessionKey.length() != KEY_LENGTH || !sessionKey.writeTo(secret, 0)) {
        throw new SecurityStatusException(
            SecurityStatus.SEC_E_CONTEXT_EXPIRED, "the session key is gone");
      }
      System.arraycopy(constant, 0, secret, KEY_LENGTH, constant.length);
      key = MessageDigest.getInstance("MD5").digest(secret);
      Mac mac = Mac.getInstance("HmacMD5");
      mac.init(new SecretKeySpec(key, "HmacMD5"));
      mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, number));
      byte[] hash = mac.doFinal(message);
      return ByteBuffer.allocate(LENGTH)
          .put(hash, 0, MAC_LENGTH)
          .putShort((short) 1)
          .putInt(number)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } finally {
      Arrays.fill(secret, (byte) 0);
      Arrays.fill(key, (byte) 0);
    }
  }
}
