package dev.parley.sspi;

import dev.parley.http.Hex;
import java.lang.invoke.VarHandle;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import javax.security.auth.Destroyable;
import org.jspecify.annotations.Nullable;

/**
 * The key that is kept of a logon, for Digest H(A1) or H(user:realm:password). Whoever holds it can
 * answer as the client, so it has no getter and no text form, is compared in constant time and is
 * wiped by {@link #destroy()}. Thread-safe.
 */
public final class SessionKey implements Destroyable {
  /** Null once destroyed: a flag beside it would make each of a million kept keys longer. */
  private volatile byte @Nullable [] octets;

  private SessionKey(byte @Nullable [] octets) {
    this.octets = octets;
  }

  /** A key with a copy of these octets; the caller wipes its own. */
  public static SessionKey copyOf(byte[] octets) {
    if (octets.length == 0) {
      throw new IllegalArgumentException("a key has at least one octet");
    }
    return new SessionKey(octets.clone());
  }

  /**
   * A key from hexadecimal text.
   *
   * @throws IllegalArgumentException when the text is not hexadecimal, or empty; the message does
   *     not hold it
   */
  public static SessionKey ofHex(CharSequence hex) {
    if (hex.isEmpty()) {
      throw new IllegalArgumentException("a key has at least one octet");
    }
    try {
      return new SessionKey(HexFormat.of().parseHex(hex));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("a key is written in hexadecimal");
    }
  }

  /** The length in octets; 0 once destroyed. */
  public int length() {
    byte[] now = octets;
    return now == null ? 0 : now.length;
  }

  /** A key of its own life with the same octets; the copy of a destroyed key is destroyed. */
  public SessionKey copy() {
    byte[] now = octets;
    SessionKey copy = new SessionKey(now == null ? null : now.clone());
    // As in writeHexTo: zeros must never become a key.
    VarHandle.loadLoadFence();
    if (octets == null) {
      copy.destroy();
    }
    return copy;
  }

  /**
   * Writes the key as lower-case hexadecimal ASCII, the form that enters the Digest calculation.
   * The caller wipes what was written.
   *
   * @return false when the key was destroyed; what was written is then worthless and must not be
   *     used
   */
  public boolean writeHexTo(byte[] target, int offset) {
    byte[] now = octets;
    if (now == null) {
      return false;
    }
    Hex.write(now, target, offset);
    // A key that is wiped meanwhile must never count as a key of zeros: look again after the
    // octets.
    VarHandle.loadLoadFence();
    return octets != null;
  }

  /**
   * Writes the octets of the key, for the calculations that take it as it is (HMAC of NTLM). The
   * caller wipes what was written.
   *
   * @return false when the key was destroyed; what was written is then worthless and must not be
   *     used
   */
  public boolean writeTo(byte[] target, int offset) {
    byte[] now = octets;
    if (now == null) {
      return false;
    }
    System.arraycopy(now, 0, target, offset, now.length);
    VarHandle.loadLoadFence();
    return octets != null;
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

  /** Constant-time comparison; a destroyed key equals none. */
  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof SessionKey key)) {
      return false;
    }
    byte[] mine = octets;
    byte[] others = key.octets;
    return mine != null
        && others != null
        && MessageDigest.isEqual(mine, others)
        && !isDestroyed()
        && !key.isDestroyed();
  }

  /** The same for all keys, so that it tells nothing. */
  @Override
  public int hashCode() {
    return SessionKey.class.hashCode();
  }

  @Override
  public String toString() {
    return "[secret]";
  }
}
