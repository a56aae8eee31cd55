package dev.parley.negotiate.kerberos.crypto;

import java.lang.invoke.VarHandle;
import java.util.Arrays;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Octets of a key as the JDK's ciphers want them, that can be wiped. Thread-safe. A destroyed key
 * has no encoding, which ciphers refuse with InvalidKeyException: zeros never become a key.
 */
final class WipeableKey implements SecretKey {
  private static final long serialVersionUID = 1L;

  private final String algorithm;
  private transient volatile byte @Nullable [] octets;

  /**
   * @param algorithm the cipher it is for, by the JDK's name
   * @param octets become the key's own
   */
  WipeableKey(String algorithm, byte[] octets) {
    this.algorithm = algorithm;
    this.octets = octets;
  }

  /** A copy, which the caller wipes; null when destroyed. */
  @Override
  @SuppressWarnings("NullAway") // the interface allows null
  public byte[] getEncoded() {
    byte[] now = octets;
    if (now == null) {
      return null;
    }
    byte[] copy = now.clone();
    // A key that is wiped meanwhile must never be read as zeros: look again after the octets.
    VarHandle.loadLoadFence();
    return octets == null ? null : copy;
  }

  @Override
  public String getAlgorithm() {
    return algorithm;
  }

  @Override
  public String getFormat() {
    return "RAW";
  }

  @Override
  public void destroy() {
    byte[] now = octets;
    octets = null;
    VarHandle.fullFence();
    if (now != null) {
      Arrays.fill(now, (byte) 0);
    }
  }

  @Override
  public boolean isDestroyed() {
    return octets == null;
  }

  @Override
  public String toString() {
    return "[secret]";
  }
}
