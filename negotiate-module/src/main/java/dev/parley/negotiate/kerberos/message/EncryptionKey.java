package dev.parley.negotiate.kerberos.message;

import dev.parley.http.MalformedTokenException;
import dev.parley.negotiate.kerberos.crypto.Enctype;
import dev.parley.negotiate.kerberos.crypto.KerberosKey;
import java.util.Arrays;
import java.util.Optional;
import javax.security.auth.Destroyable;

/**
 * A key in a message (RFC 4120 section 5.2.9), of any type. Not thread-safe; to be destroyed once a
 * {@link KerberosKey} was made of it.
 */
public final class EncryptionKey implements Destroyable {
  private final int keytype;
  private final byte[] keyvalue;
  private boolean destroyed;

  private EncryptionKey(int keytype, byte[] keyvalue) {
    this.keytype = keytype;
    this.keyvalue = keyvalue;
  }

  /** What a message carries of a key. */
  public static EncryptionKey of(KerberosKey key) {
    byte[] octets = new byte[key.enctype().keyLength()];
    if (!key.writeTo(octets, 0)) {
      throw new IllegalStateException("the key is destroyed");
    }
    return new EncryptionKey(key.enctype().number(), octets);
  }

  static EncryptionKey read(DerReader field) throws MalformedTokenException {
    DerReader fields = field.onlySequence();
    int keytype = fields.int32(0);
    byte[] keyvalue = fields.octets(1);
    fields.expectEnd();
    return new EncryptionKey(keytype, keyvalue);
  }

  DerValue toDer() {
    return new Der().int32(0, keytype).octets(1, keyvalue).sequence();
  }

  /** The number of the encryption type. */
  public int keytype() {
    return keytype;
  }

  /**
   * The key, with a life of its own; empty when its type is none of ours.
   *
   * @throws MalformedTokenException when its length is not that of its type
   */
  public Optional<KerberosKey> toKerberosKey() throws MalformedTokenException {
    Optional<Enctype> enctype = Enctype.ofNumber(keytype);
    if (enctype.isEmpty()) {
      return Optional.empty();
    }
    if (destroyed || keyvalue.length != enctype.get().keyLength()) {
      throw new MalformedTokenException("a key of the length of its type is expected");
    }
    return Optional.of(KerberosKey.copyOf(enctype.get(), keyvalue));
  }

  /** A copy of the octets, which the caller wipes: for the tickets of delegated credentials. */
  public byte[] copyOfOctets() {
    return keyvalue.clone();
  }

  @Override
  public void destroy() {
    destroyed = true;
    Arrays.fill(keyvalue, (byte) 0);
  }

  @Override
  public boolean isDestroyed() {
    return destroyed;
  }

  @Override
  public String toString() {
    return "[secret " + Enctype.describe(keytype) + "]";
  }
}
