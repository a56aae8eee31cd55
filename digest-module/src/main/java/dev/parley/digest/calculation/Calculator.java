package dev.parley.digest.calculation;

import dev.parley.authority.DigestAlgorithm;
import dev.parley.digest.message.DigestResponse;
import dev.parley.digest.message.Octets;
import dev.parley.http.Hex;
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
  private final A2Hashes a2Hashes;
  private byte[] kd = new byte[512];
  private byte[] scratch = new byte[512];
  private @Nullable SessionKey laidOutKey;
  private @Nullable DigestResponse laidOut;
  private int keyEnd;
  private int a2Start;
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
    this.a2Hashes = new A2Hashes(a2.length);
  }

  /** Takes it into use; false when somebody else has it. */
  boolean take() {
    return free && FREE.compareAndSet(this, true, false);
  }

  /** Wipes what stands in it of keys, and gives it back. */
  @Override
  public void close() {
    wipe();
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
    int more = method.length() + 2 + 2 * result.length;
    byte[] text = scratch(response.length() + more);
    int at = Octets.write(method, 0, method.length(), text, 0);
    text[at++] = ':';
    at = response.writeUri(text, at);
    if (entityHash != null) {
      text[at++] = ':';
      at = Hex.write(entityHash, text, at);
    }
    boolean depends = entityHash != null; // on more than method and uri: it hardly comes again
    if (depends || !a2Hashes.find(text, at, a2)) {
      digest(text, at);
      Hex.write(result, a2, 0);
      if (!depends) {
        a2Hashes.keep(text, at, a2);
      }
    }
  }

  /**
   * Whether the answer was computed with this H(A1); constant time. A destroyed key verifies
   * nothing.
   */
  public boolean verifies(SessionKey a1, DigestResponse response) {
    boolean wellFormed = response.readResponse(expected);
    boolean usable = layOut(a1, response);
    digestWithA2();
    boolean equal = MessageDigest.isEqual(result, expected);
    boolean verified = equal && wellFormed && usable;
    if (!verified) {
      wipe(); // the authority may be asked next, which takes its time
    }
    return verified;
  }

  /**
   * The rspauth of an answer; {@link #hashA2} was called with an empty method before.
   *
   * @return the hash, in an array that belongs to the calculator and holds it until the next call
   */
  public byte[] rspauth(SessionKey a1, DigestResponse response) {
    if (!isLaidOut(a1, response)) {
      layOut(a1, response);
    }
    digestWithA2();
    return result;
  }

  /** After verifying, all but H(A2) stands there already. */
  @SuppressWarnings("ReferenceEquality") // the very key of the very answer
  private boolean isLaidOut(SessionKey a1, DigestResponse response) {
    return laidOut == response && laidOutKey == a1;
  }

  /** Space of at least this length, whose content the next call may overwrite. */
  public byte[] scratch(int length) {
    if (scratch.length < length) {
      scratch = new byte[length + 256];
    }
    return scratch;
  }

  /** Writes what is hashed, up to H(A2), and leaves it there. */
  private boolean layOut(SessionKey a1, DigestResponse response) {
    int keyLength = 2 * a1.length();
    reserve(keyLength + response.length() + a2.length + 8);
    keyEnd = keyLength;
    boolean usable = a1.writeHexTo(kd, 0);
    int at = keyLength;
    kd[at++] = ':';
    at = response.writeNonce(kd, at);
    kd[at++] = ':';
    if (response.qop() != null) {
      at = response.writeCount(kd, at);
      kd[at++] = ':';
      at = response.writeCnonce(kd, at);
      kd[at++] = ':';
      at = response.writeQop(kd, at);
      kd[at++] = ':';
    }
    a2Start = at;
    laidOut = usable ? response : null;
    laidOutKey = a1;
    return usable;
  }

  private void digestWithA2() {
    System.arraycopy(a2, 0, kd, a2Start, a2.length);
    digest(kd, a2Start + a2.length);
  }

  /**
   * The session key of a {@code -sess} algorithm, H(A1), from H(user:realm:password).
   *
   * @param accountKey H(user:realm:password); enters as hexadecimal digits, as HTTP clients do it
   */
  public SessionKey sessionKey(SessionKey accountKey, String nonce, String cnonce) {
    int keyLength = 2 * accountKey.length();
    reserve(keyLength + nonce.length() + cnonce.length() + 2);
    keyEnd = keyLength;
    boolean usable = accountKey.writeHexTo(kd, 0);
    int at = keyLength;
    kd[at++] = ':';
    at = Octets.write(nonce, 0, nonce.length(), kd, at);
    kd[at++] = ':';
    at = Octets.write(cnonce, 0, cnonce.length(), kd, at);
    digest(kd, at);
    wipe();
    SessionKey key = SessionKey.copyOf(result);
    Arrays.fill(result, (byte) 0);
    if (!usable) {
      key.destroy();
    }
    return key;
  }

  private void digest(byte[] text, int length) {
    hash.reset(); // an error in the middle of an earlier one must not last
    hash.update(text, 0, length);
    try {
      hash.digest(result, 0, result.length);
    } catch (DigestException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes room for a text that starts with a key; the one before is wiped. */
  private void reserve(int length) {
    wipe();
    if (kd.length < length) {
      kd = new byte[length + 256];
    }
  }

  private void wipe() {
    Arrays.fill(kd, 0, keyEnd, (byte) 0);
    keyEnd = 0;
    laidOut = null;
    laidOutKey = null;
  }
}
