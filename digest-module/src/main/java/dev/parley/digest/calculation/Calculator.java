package dev.parley.digest.calculation;

import dev.parley.authority.DigestAlgorithm;
import dev.parley.digest.message.DigestResponse;
import dev.parley.digest.message.Octets;
import dev.parley.sspi.SessionKey;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Computes with one hash function. Holds the hash and scratch space, which is wiped where keys
 * stood in it. Not thread-safe: borrowed from {@link Calculators} for one request, and closed to
 * give it back.
 *
 * <pre>{@code
 * response = KD( H(A1), nonce ":" nc ":" cnonce ":" qop ":" H(A2) )        RFC 7616 section 3.4.1
 * response = KD( H(A1), nonce ":" H(A2) )                                 RFC 2069 section 2.1.2
 * A1       = H( user ":" realm ":" password ) ":" nonce ":" cnonce        for -sess, section 3.4.2
 * A2       = method ":" uri  [ ":" H(entity) ]                            section 3.4.3
 * A2       = ":" uri  [ ":" H(entity) ]                                   for rspauth, section 3.5
 * }</pre>
 */
public final class Calculator implements AutoCloseable {
  private static final VarHandle FREE;

  static {
    try {
      FREE = MethodHandles.lookup().findVarHandle(Calculator.class, "free", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final MessageDigest hash;
  private final byte[] result;
  private final byte[] expected;
  private final byte[] a2;
  private byte[] text = new byte[1024];
  private volatile boolean free;

  /** One that is in use by whoever makes it. */
  Calculator(DigestAlgorithm algorithm) {
    try {
      this.hash = MessageDigest.getInstance(algorithm.hashName());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    this.result = new byte[algorithm.hashLength()];
    this.expected = new byte[algorithm.hashLength()];
    this.a2 = new byte[2 * algorithm.hashLength()];
  }

  /** Takes it into use; false when somebody else has it. */
  boolean take() {
    return free && FREE.compareAndSet(this, true, false);
  }

  /** Gives it back. */
  @Override
  public void close() {
    FREE.setRelease(this, true);
  }

  /** The hash function, reset, for an entity. */
  public MessageDigest hash() {
    hash.reset();
    return hash;
  }

  /** The hash of the entity that was fed to {@link #hash()}. */
  public byte[] entityHash() {
    return hash.digest();
  }

  /**
   * Computes H(A2) of a request; to be called before {@link #verifies}.
   *
   * @param method the request method; empty for the A2 of rspauth
   * @param entityHash the hash of the entity with qop auth-int, else null
   */
  public void hashA2(String method, DigestResponse response, byte @Nullable [] entityHash) {
    int methodLength = method.length();
    reserve(response, methodLength);
    int at = latin1(method, 0);
    text[at++] = ':';
    at = response.writeUri(text, at);
    if (entityHash != null) {
      text[at++] = ':';
      at = Octets.writeHex(entityHash, text, at);
    }
    digest(at);
    Octets.writeHex(result, a2, 0);
  }

  /**
   * Whether the answer was computed with this H(A1); constant time. A destroyed key verifies
   * nothing.
   */
  public boolean verifies(SessionKey a1, DigestResponse response) {
    boolean wellFormed = response.readResponse(expected);
    boolean usable = computeResponse(a1, response);
    boolean equal = MessageDigest.isEqual(result, expected);
    return equal && wellFormed && usable;
  }

  /**
   * The rspauth of an answer; {@link #hashA2} was called with an empty method before.
   *
   * @return the hash, in an array that belongs to the calculator and holds it until the next call
   */
  public byte[] rspauth(SessionKey a1, DigestResponse response) {
    computeResponse(a1, response);
    return result;
  }

  /** Scratch space of at least this length, whose content the next call overwrites. */
  public byte[] scratch(int length) {
    reserve(length);
    return text;
  }

  private boolean computeResponse(SessionKey a1, DigestResponse response) {
    int keyLength = 2 * a1.length();
    reserve(response, keyLength + a2.length);
    boolean usable = a1.writeHexTo(text, 0);
    int at = keyLength;
    text[at++] = ':';
    at = response.writeNonce(text, at);
    text[at++] = ':';
    if (response.qop() != null) {
      at = response.writeCount(text, at);
      text[at++] = ':';
      at = response.writeCnonce(text, at);
      text[at++] = ':';
      at = response.writeQop(text, at);
      text[at++] = ':';
    }
    System.arraycopy(a2, 0, text, at, a2.length);
    digest(at + a2.length);
    Arrays.fill(text, 0, keyLength, (byte) 0);
    return usable;
  }

  /**
   * The session key of a {@code -sess} algorithm, H(A1), from H(user:realm:password).
   *
   * @param accountKey H(user:realm:password); enters as hexadecimal digits, as HTTP clients do it
   */
  public SessionKey sessionKey(SessionKey accountKey, String nonce, String cnonce) {
    int keyLength = 2 * accountKey.length();
    reserve(keyLength + nonce.length() + cnonce.length() + 2);
    boolean usable = accountKey.writeHexTo(text, 0);
    int at = keyLength;
    text[at++] = ':';
    at = latin1(nonce, at);
    text[at++] = ':';
    at = latin1(cnonce, at);
    digest(at);
    Arrays.fill(text, 0, keyLength, (byte) 0);
    SessionKey key = SessionKey.copyOf(result);
    Arrays.fill(result, (byte) 0);
    if (!usable) {
      key.destroy();
    }
    return key;
  }

  private void digest(int length) {
    hash.update(text, 0, length);
    try {
      hash.digest(result, 0, result.length);
    } catch (DigestException e) {
      throw new IllegalStateException(e);
    }
  }

  private int latin1(String part, int at) {
    return Octets.write(part, 0, part.length(), text, at);
  }

  private void reserve(DigestResponse response, int more) {
    reserve(response.text().length() + more);
  }

  private void reserve(int length) {
    if (text.length < length + 256) {
      text = new byte[length + 256];
    }
  }
}
