package dev.parley.digest.nonce;

import dev.parley.context.ContextReference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key for the MACs of nonces, derived for one realm, so that a nonce of one realm is none of
 * another. Thread-safe. Its text form tells nothing.
 */
public final class NonceKey {
  private static final String ALGORITHM = "HmacSHA256";

  private final Mac prototype;
  private final short name;

  private NonceKey(Mac prototype, short name) {
    this.prototype = prototype;
    this.name = name;
  }

  /** Derives the key of a realm from secret octets, of which the caller wipes its own copy. */
  public static NonceKey derive(byte[] secret, String realm) {
    Mac mac = keyed(keyed(new SecretKeySpec(secret, ALGORITHM)).doFinal(label("nonce", realm)));
    byte[] name = mac.doFinal(label("name", realm));
    return new NonceKey(mac, ByteBuffer.wrap(name).getShort());
  }

  private static byte[] label(String use, String realm) {
    return ("parley " + use + " " + realm).getBytes(StandardCharsets.UTF_8);
  }

  private static Mac keyed(byte[] key) {
    return keyed(new SecretKeySpec(key, ALGORITHM));
  }

  private static Mac keyed(SecretKeySpec key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac;
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException(e);
    }
  }

  short name() {
    return name;
  }

  /** The MAC over the nonce before its own place, and the opaque. */
  byte[] mac(byte[] nonce, ContextReference opaque) {
    Mac mac;
    try {
      mac = (Mac) prototype.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
    mac.update(nonce, 0, NonceText.MAC_OFFSET);
    mac.update(opaque.octets());
    return mac.doFinal();
  }

  @Override
  public String toString() {
    return "[secret]";
  }
}
