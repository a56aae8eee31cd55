package dev.parley.authority.file;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The users by H(user:realm) (RFC 7616 section 3.4.4). The hashes of a space are computed when it
 * is first asked for, and are not kept. Thread-safe.
 */
final class Userhashes {
  private final PackedUsers users;
  private final Map<Space, NameIndex> bySpace = new ConcurrentHashMap<>();

  Userhashes(PackedUsers users) {
    this.users = users;
  }

  /** Whose hash it is; null when it is no user's, or nobody has a key for the space. */
  @Nullable PackedUser find(String userhash, Space space) {
    if (userhash.length() != 2 * space.algorithm().hashLength()
        || !users.spaces().contains(space)) {
      return null;
    }
    int number = bySpace.computeIfAbsent(space, this::index).find(userhash);
    return number == NameIndex.NONE ? null : users.get(number);
  }

  private NameIndex index(Space space) {
    NameIndex index = new NameIndex(number -> userhash(users.get(number).name(), space));
    for (int number = 0; number < users.size(); number++) {
      index.putIfAbsent(number);
    }
    return index;
  }

  private static String userhash(String name, Space space) {
    try {
      byte[] text = (name + ":" + space.realm()).getBytes(StandardCharsets.UTF_8);
      MessageDigest digest = MessageDigest.getInstance(space.algorithm().hashName());
      return HexFormat.of().formatHex(digest.digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The spaces that were asked for. */
  Set<Space> asked() {
    return Set.copyOf(bySpace.keySet());
  }
}
