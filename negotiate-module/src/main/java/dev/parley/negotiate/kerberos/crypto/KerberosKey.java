package dev.parley.negotiate.kerberos.crypto;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import javax.security.auth.Destroyable;
import org.jspecify.annotations.Nullable;

/**
 * A key of Kerberos with its encryption type. Whoever holds it can make tickets or read messages,
 * so it has no getter and no text form, and is wiped by {@link #destroy()}. Thread-safe, without
 * locks. What is derived of it for a usage is kept with it.
 */
public final class KerberosKey implements Destroyable {
  private final Enctype enctype;
  private final WipeableKey base;
  private final Profiles profiles;
  private final AtomicReference<@Nullable Derived> derived = new AtomicReference<>();

  /** A list of what was derived so far: a key has few usages. */
  private record Derived(int usage, boolean seals, UsageKeys keys, @Nullable Derived next) {}

  private KerberosKey(Enctype enctype, byte[] octets, Profiles profiles) {
    this.enctype = enctype;
    this.base = new WipeableKey(enctype.cipher(), octets);
    this.profiles = profiles;
  }

  /**
   * A key with a copy of these octets; the caller wipes its own.
   *
   * @throws IllegalArgumentException when the length is not that of the type
   */
  public static KerberosKey copyOf(Enctype enctype, byte[] octets) {
    return new KerberosKey(enctype, checked(enctype, octets), Profiles.shared(enctype));
  }

  /**
   * As {@link #copyOf}, for a key that opens many messages, such as that of a service: its ciphers
   * stay prepared, until it is destroyed.
   *
   * @throws IllegalArgumentException when the length is not that of the type
   */
  public static KerberosKey lasting(Enctype enctype, byte[] octets) {
    return new KerberosKey(enctype, checked(enctype, octets), Profiles.ofOneKey(enctype));
  }

  private static byte[] checked(Enctype enctype, byte[] octets) {
    if (octets.length != enctype.keyLength()) {
      throw new IllegalArgumentException(
          "a key of " + enctype.krbName() + " has " + enctype.keyLength() + " octets");
    }
    return octets.clone();
  }

  /** A new key. */
  public static KerberosKey random(Enctype enctype, RandomGenerator random) {
    byte[] octets = new byte[enctype.keyLength()];
    random.nextBytes(octets);
    return new KerberosKey(enctype, octets, Profiles.shared(enctype));
  }

  /**
   * The same key, to be destroyed on its own.
   *
   * @throws IllegalStateException when it is destroyed
   */
  public KerberosKey copy() {
    byte @Nullable [] octets = base.getEncoded();
    if (octets == null) {
      throw new IllegalStateException("the key is destroyed");
    }
    return new KerberosKey(enctype, octets, Profiles.shared(enctype));
  }

  /** Its type. */
  public Enctype enctype() {
    return enctype;
  }

  /**
   * Encrypts with a confounder and a checksum.
   *
   * @param usage the key usage, {@link KeyUsage}
   * @throws IllegalStateException when the key is destroyed
   */
  public byte[] encrypt(int usage, byte[] plain, RandomGenerator random) {
    Profile profile = profiles.borrow();
    try {
      return profile.encrypt(keys(profile, usage, true), plain, random);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(unusable(), e);
    } finally {
      profiles.giveBack(profile, true);
    }
  }

  /**
   * Decrypts what {@link #encrypt} makes.
   *
   * @param usage the key usage, {@link KeyUsage}
   * @return without confounder and checksum; the caller wipes it where it holds a secret
   * @throws IntegrityException when the text was not made with this key and usage, was changed, or
   *     the key is destroyed
   */
  public byte[] decrypt(int usage, byte[] cipher) throws IntegrityException {
    return decrypt(usage, cipher, 0, cipher.length);
  }

  /**
   * As {@link #decrypt(int, byte[])}, for a part of an array.
   *
   * @param usage the key usage, {@link KeyUsage}
   * @throws IntegrityException as there
   * @throws IndexOutOfBoundsException when the array is shorter
   */
  public byte[] decrypt(int usage, byte[] octets, int from, int length) throws IntegrityException {
    Objects.checkFromIndexSize(from, length, octets.length);
    Profile profile = profiles.borrow();
    boolean right = false;
    try {
      byte[] plain = profile.decrypt(keys(profile, usage, true), octets, from, length);
      right = true;
      return plain;
    } catch (GeneralSecurityException e) {
      throw new IntegrityException(unusable());
    } finally {
      profiles.giveBack(profile, right);
    }
  }

  /**
   * The checksum of the type that goes with the key's ({@link Enctype#checksumType()}).
   *
   * @param usage the key usage, {@link KeyUsage}
   * @param parts what it is over, one after the other
   * @throws IllegalStateException when the key is destroyed
   */
  public byte[] checksum(int usage, byte[]... parts) {
    Profile profile = profiles.borrow();
    try {
      return profile.checksum(keys(profile, usage, false), usage, parts);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(unusable(), e);
    } finally {
      profiles.giveBack(profile, true);
    }
  }

  /**
   * Whether a checksum is {@link #checksum}'s; constant time. A destroyed key verifies nothing.
   *
   * @param usage the key usage, {@link KeyUsage}
   * @param parts what it is over, one after the other
   */
  public boolean verifyChecksum(int usage, byte[] checksum, byte[]... parts) {
    Profile profile = profiles.borrow();
    boolean right = false;
    try {
      byte[] expected = profile.checksum(keys(profile, usage, false), usage, parts);
      right = MessageDigest.isEqual(expected, checksum);
      return right;
    } catch (GeneralSecurityException e) {
      return false;
    } finally {
      profiles.giveBack(profile, right);
    }
  }

  /** Where it has its ciphers from. */
  Profiles profiles() {
    return profiles;
  }

  private String unusable() {
    return isDestroyed() ? "the key is destroyed" : "the key does not fit the cipher";
  }

  private UsageKeys keys(Profile profile, int usage, boolean seals)
      throws GeneralSecurityException {
    UsageKeys made = null;
    while (true) {
      Derived first = derived.get();
      UsageKeys known = find(first, usage, seals);
      if (known != null) {
        if (made != null) {
          made.destroy();
        }
        return known;
      }
      if (made == null) {
        made = seals ? profile.sealing(base, usage) : profile.signing(base, usage);
      }
      if (derived.compareAndSet(first, new Derived(usage, seals, made, first))) {
        if (base.isDestroyed()) {
          made.destroy();
        }
        return made;
      }
    }
  }

  private static @Nullable UsageKeys find(@Nullable Derived first, int usage, boolean seals) {
    for (Derived each = first; each != null; each = each.next) {
      if (each.usage == usage && each.seals == seals) {
        return each.keys;
      }
    }
    return null;
  }

  /**
   * Writes the octets of the key, for messages that carry it. The caller wipes what was written.
   *
   * @return false when the key was destroyed; nothing was written then
   */
  public boolean writeTo(byte[] target, int offset) {
    byte @Nullable [] octets = base.getEncoded();
    if (octets == null) {
      return false;
    }
    System.arraycopy(octets, 0, target, offset, octets.length);
    Arrays.fill(octets, (byte) 0);
    return true;
  }

  @Override
  public void destroy() {
    base.destroy();
    for (Derived each = derived.get(); each != null; each = each.next) {
      each.keys.destroy();
    }
    profiles.retire();
  }

  @Override
  public boolean isDestroyed() {
    return base.isDestroyed();
  }

  @Override
  public String toString() {
    return "[secret " + enctype.krbName() + "]";
  }
}
