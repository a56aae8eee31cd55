package dev.parley.authority.file;

import dev.parley.sspi.SessionKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * Writes a user as octets: length and octets of the name, flags, the number of its roles; where the
 * flags say so the expiry (seconds, nanoseconds) and the NT hash; the count of its hashes, and each
 * with the number of its space. Numbers have seven bits an octet, the lowest first. {@link
 * PackedUser} reads it. Not thread-safe.
 */
final class UserPacker {
  static final int ENABLED = 1;
  static final int EXPIRES = 2;
  static final int NT_HASH = 4;

  private final Interned<Space> spaces;
  private final Interned<Roles> roles;
  private byte[] octets = new byte[1024];
  private int length;

  UserPacker(Interned<Space> spaces, Interned<Roles> roles) {
    this.spaces = spaces;
    this.roles = roles;
  }

  /** Packs a user, to be moved next; returns the length. */
  int pack(User user) {
    length = 0;
    byte[] name = user.name().getBytes(StandardCharsets.UTF_8);
    number(name.length);
    reserve(name.length);
    System.arraycopy(name, 0, octets, length, name.length);
    length += name.length;
    Instant expires = user.expires();
    SessionKey ntHash = user.ntHash();
    number(
        (user.enabled() ? ENABLED : 0)
            | (expires == null ? 0 : EXPIRES)
            | (ntHash == null ? 0 : NT_HASH));
    number(roles.number(Roles.of(user.roles())));
    if (expires != null) {
      fixed(expires.getEpochSecond(), Long.BYTES);
      fixed(expires.getNano(), Integer.BYTES);
    }
    if (ntHash != null) {
      key(ntHash);
    }
    number(user.keys().size());
    for (StoredKey each : user.keys()) {
      number(spaces.number(new Space(each.realm(), each.algorithm())));
      key(each.key());
    }
    return length;
  }

  /** Moves what was packed to its place. */
  void moveTo(byte[] target, int offset) {
    System.arraycopy(octets, 0, target, offset, length);
    Arrays.fill(octets, 0, length, (byte) 0);
    length = 0;
  }

  private void number(int value) {
    reserve(5);
    int left = value;
    while (left >= 0x80) {
      octets[length++] = (byte) (left | 0x80);
      left >>>= 7;
    }
    octets[length++] = (byte) left;
  }

  private void fixed(long value, int size) {
    reserve(size);
    for (int i = size - 1; i >= 0; i--) {
      octets[length++] = (byte) (value >> (i * Byte.SIZE));
    }
  }

  private void key(SessionKey key) {
    int size = key.length();
    reserve(size);
    if (size == 0 || !key.writeTo(octets, length)) {
      throw new IllegalStateException("the key was destroyed");
    }
    length += size;
  }

  private void reserve(int more) {
    if (length + more > octets.length) {
      byte[] before = octets;
      octets = Arrays.copyOf(before, 2 * (length + more));
      Arrays.fill(before, (byte) 0);
    }
  }
}
