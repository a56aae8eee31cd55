package dev.parley.negotiate.kerberos.message;

import dev.parley.http.MalformedTokenException;
import dev.parley.negotiate.kerberos.crypto.IntegrityException;
import dev.parley.negotiate.kerberos.crypto.KerberosKey;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something encrypted (RFC 4120 section 5.2.9). What was read stays in the message that it was read
 * from, which nobody may change. Immutable.
 */
public final class EncryptedData {
  private static final int HASHED = 8;

  private final int etype;
  private final @Nullable Integer kvno;
  private final byte[] octets;
  private final int from;
  private final int length;

  private EncryptedData(int etype, @Nullable Integer kvno, byte[] octets, int from, int length) {
    this.etype = etype;
    this.kvno = kvno;
    this.octets = octets;
    this.from = from;
    this.length = length;
  }

  /**
   * What is encrypted already.
   *
   * @param etype the number of the encryption type; 0 for none
   * @param kvno the version of the key, an unsigned number; null when it is not said
   * @param cipher the cipher text; belongs to the value and is not changed
   */
  public EncryptedData(int etype, @Nullable Integer kvno, byte[] cipher) {
    this(etype, kvno, cipher, 0, cipher.length);
  }

  static EncryptedData read(DerReader field) throws MalformedTokenException {
    DerReader fields = field.onlySequence();
    int etype = fields.int32(0);
    DerReader kvno = fields.optionalField(1);
    Integer version = kvno == null ? null : Integer.valueOf(kvno.onlyUint32());
    DerReader tagged = fields.field(2);
    fields.expectEnd();
    return tagged.only(
        DerReader.OCTET_STRING,
        (octets, from, length) -> new EncryptedData(etype, version, octets, from, length));
  }

  DerValue toDer() {
    Der fields = new Der().int32(0, etype);
    if (kvno != null) {
      fields.uint32(1, kvno);
    }
    return fields.octets(2, cipher()).sequence();
  }

  /** The number of the encryption type; 0 for none. */
  public int etype() {
    return etype;
  }

  /** The version of the key, an unsigned number; null when it is not said. */
  public @Nullable Integer kvno() {
    return kvno;
  }

  /** The length of the cipher text, in octets. */
  public int length() {
    return length;
  }

  /** The same, apart from the message that it was read from. */
  public EncryptedData copy() {
    return new EncryptedData(etype, kvno, cipher());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EncryptedData that
        && etype == that.etype
        && Objects.equals(kvno, that.kvno)
        && hasCipherOf(that);
  }

  /** Whether the cipher text is the same, whatever is said of its key in the clear. */
  public boolean hasCipherOf(EncryptedData other) {
    return Arrays.mismatch(
            octets, from, from + length, other.octets, other.from, other.from + other.length)
        < 0;
  }

  /** Of the end alone, which looks random: a MAC, or cipher text. */
  @Override
  public int hashCode() {
    int hash = length;
    for (int i = Math.max(0, length - HASHED); i < length; i++) {
      hash = 31 * hash + octets[from + i];
    }
    return hash;
  }

  /** A copy of the cipher text. */
  public byte[] cipher() {
    return Arrays.copyOfRange(octets, from, from + length);
  }

  /**
   * Decrypts it.
   *
   * @param usage the key usage
   * @return the plain text, which the caller wipes where it holds a secret
   * @throws IntegrityException as {@link KerberosKey#decrypt(int, byte[])}
   */
  public byte[] decrypt(KerberosKey key, int usage) throws IntegrityException {
    return key.decrypt(usage, octets, from, length);
  }
}
