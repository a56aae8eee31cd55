package dev.parley.authority.file;

import dev.parley.authority.DigestAlgorithm;
import dev.parley.sspi.Identity;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SessionKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One of the packed users, read where it stands: see {@link UserPacker}. Not thread-safe. */
final class PackedUser {
  private static final int NT_HASH_LENGTH = 16;

  private final PackedUsers users;
  private final byte[] octets;
  private final int start;
  private final String name;
  private final int flags;
  private final int roles;
  private final int expiry;
  private final int ntHash;
  private final int keyCount;
  private final int keys;
  private int at;

  PackedUser(PackedUsers users, byte[] octets, int start) {
    this.users = users;
    this.octets = octets;
    this.start = start;
    this.at = start;
    int length = number();
    this.name = new String(octets, at, length, StandardCharsets.UTF_8);
    this.at += length;
    this.flags = number();
    this.roles = number();
    this.expiry = at;
    this.ntHash = expiry + (has(UserPacker.EXPIRES) ? Long.BYTES + Integer.BYTES : 0);
    this.at = ntHash + (has(UserPacker.NT_HASH) ? NT_HASH_LENGTH : 0);
    this.keyCount = number();
    this.keys = at;
  }

  private int number() {
    int value = 0;
    for (int shift = 0; ; shift += 7) {
      byte octet = octets[at++];
      value |= (octet & 0x7F) << shift;
      if (octet >= 0) {
        return value;
      }
    }
  }

  private boolean has(int flag) {
    return (flags & flag) != 0;
  }

  String name() {
    return name;
  }

  boolean enabled() {
    return has(UserPacker.ENABLED);
  }

  @Nullable Instant expires() {
    return has(UserPacker.EXPIRES)
        ? Instant.ofEpochSecond(
            fixed(expiry, Long.BYTES), fixed(expiry + Long.BYTES, Integer.BYTES))
        : null;
  }

  private long fixed(int from, int size) {
    long value = 0;
    for (int i = 0; i < size; i++) {
      value = value << Byte.SIZE | (octets[from + i] & 0xFF);
    }
    return value;
  }

  Identity identity(String authority) {
    return new Identity(name, authority, users.roles(roles).unordered());
  }

  /** Why nobody is let in by this name, or null. */
  @Nullable Reason barred(Instant now) {
    if (!enabled()) {
      return Reason.ACCOUNT_DISABLED;
    }
    Instant expires = expires();
    return expires != null && !now.isBefore(expires) ? Reason.ACCOUNT_EXPIRED : null;
  }

  boolean hasNtHash() {
    return has(UserPacker.NT_HASH);
  }

  /** A copy of the NT hash, which is the caller's; null when there is none. */
  @Nullable SessionKey ntHash() {
    return hasNtHash() ? key(ntHash, NT_HASH_LENGTH) : null;
  }

  /** Takes a key where it stands. */
  @FunctionalInterface
  interface EachKey {
    /**
     * @param space the number of what it serves for
     * @param from where it begins
     */
    void take(int space, int from, int length);
  }

  void forEachKey(EachKey each) {
    at = keys;
    for (int i = 0; i < keyCount; i++) {
      int space = number();
      int length = users.space(space).algorithm().hashLength();
      each.take(space, at, length);
      at += length;
    }
  }

  /** Copies of the keys that serve for a realm and algorithm; they are the caller's. */
  List<SessionKey> keys(String realm, DigestAlgorithm base) {
    List<SessionKey> found = new ArrayList<>(1);
    forEachKey(
        (number, from, length) -> {
          Space space = users.space(number);
          if (space.algorithm() == base && space.realm().equals(realm)) {
            found.add(key(from, length));
          }
        });
    return found;
  }

  private SessionKey key(int from, int length) {
    byte[] copy = Arrays.copyOfRange(octets, from, from + length);
    SessionKey key = SessionKey.copyOf(copy);
    Arrays.fill(copy, (byte) 0);
    if (users.isWiped()) {
      key.destroy();
    }
    return key;
  }

  /** As an object of its own, with copies of the keys. */
  User user() {
    List<StoredKey> all = new ArrayList<>(keyCount);
    forEachKey(
        (number, from, length) -> {
          Space space = users.space(number);
          all.add(new StoredKey(space.realm(), space.algorithm(), key(from, length)));
        });
    return new User(name, users.roles(roles).inOrder(), enabled(), expires(), all, ntHash());
  }

  /** Whether all of both is the same, wherever they are packed. */
  boolean isSameAs(PackedUser other) {
    return name.equals(other.name)
        && flags == other.flags
        && Objects.equals(expires(), other.expires())
        && users.roles(roles).inOrder().equals(other.users.roles(other.roles).inOrder())
        && (!hasNtHash() || isEqual(ntHash, other, other.ntHash, NT_HASH_LENGTH))
        && hasKeysOf(other);
  }

  private boolean hasKeysOf(PackedUser other) {
    boolean equal = keyCount == other.keyCount;
    at = keys;
    other.at = other.keys;
    for (int i = 0; equal && i < keyCount; i++) {
      Space space = users.space(number());
      equal = space.equals(other.users.space(other.number()));
      int length = space.algorithm().hashLength();
      equal = equal && isEqual(at, other, other.at, length);
      at += length;
      other.at += length;
    }
    return equal;
  }

  /** In the same time wherever they differ. */
  private boolean isEqual(int from, PackedUser other, int othersFrom, int length) {
    int difference = 0;
    for (int i = 0; i < length; i++) {
      difference |= octets[from + i] ^ other.octets[othersFrom + i];
    }
    return difference == 0;
  }

  /** How many octets it takes. */
  int length() {
    forEachKey((space, from, length) -> {});
    return at - start;
  }

  /** Overwrites its keys, and nothing else, since others may be reading it. */
  void wipe() {
    forEachKey((space, from, length) -> Arrays.fill(octets, from, from + length, (byte) 0));
    Arrays.fill(octets, ntHash, ntHash + (hasNtHash() ? NT_HASH_LENGTH : 0), (byte) 0);
  }
}
