package dev.parley.authority.file;

import dev.parley.sspi.SessionKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user as the file has it. Immutable.
 *
 * @param name the name, exactly as clients must write it
 * @param roles what the user may do, in the order of the file
 * @param enabled false lets nobody in
 * @param expires from when on nobody is let in, or null
 * @param keys the hashes; several for one realm and algorithm are alternatives
 * @param ntHash MD4 of the password in UTF-16LE, 16 octets, for NTLM: as good as the password
 *     wherever NTLM is taken; null when there is none
 */
public record User(
    String name,
    List<String> roles,
    boolean enabled,
    @Nullable Instant expires,
    List<StoredKey> keys,
    @Nullable SessionKey ntHash) {
  static final int MAXIMUM_ROLES = 256;
  static final int MAXIMUM_KEYS = 64;
  private static final int NT_HASH_LENGTH = 16;

  /** Checks the names and copies the lists. */
  public User {
    Names.checkUser(name);
    roles.forEach(role -> Names.check("a role", role));
    if (roles.size() > MAXIMUM_ROLES || keys.size() > MAXIMUM_KEYS) {
      throw new IllegalArgumentException(
          "a user has at most " + MAXIMUM_ROLES + " roles and " + MAXIMUM_KEYS + " keys");
    }
    if (ntHash != null && ntHash.length() != NT_HASH_LENGTH) {
      throw new IllegalArgumentException(
          "an NT hash has 32 hexadecimal digits, not " + 2 * ntHash.length());
    }
    roles = List.copyOf(roles);
    keys = List.copyOf(keys);
  }

  /** A user without an NT hash. */
  public User(
      String name,
      List<String> roles,
      boolean enabled,
      @Nullable Instant expires,
      List<StoredKey> keys) {
    this(name, roles, enabled, expires, keys, null);
  }

  /** Wipes its keys. */
  void destroyKeys() {
    keys.forEach(each -> each.key().destroy());
    if (ntHash != null) {
      ntHash.destroy();
    }
  }
}
