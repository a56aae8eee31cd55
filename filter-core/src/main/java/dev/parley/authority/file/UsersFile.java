package dev.parley.authority.file;

import dev.parley.files.FileLimit;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.AbstractList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * The users file: JSON in UTF-8, without any password.
 *
 * <pre>{@code
 * {
 *   "format": "parley-users",
 *   "version": 1,
 *   "users": [
 *     {
 *       "name": "alice",
 *       "roles": ["admin"],
 *       "enabled": true,
 *       "expires": "2030-01-01T00:00:00Z",
 *       "ntHash": "32 hexadecimal digits",
 *       "keys": [
 *         {"realm": "Example", "algorithm": "SHA-256", "ha1": "64 hexadecimal digits"},
 *         {"realm": "Example", "algorithm": "MD5", "ha1": "32 hexadecimal digits"}
 *       ]
 *     }
 *   ]
 * }
 * }</pre>
 *
 * {@code ha1} is {@code H(user:realm:password)}. {@code roles} (none), {@code enabled} (true) and
 * {@code expires} (never) may be left out, and so may {@code ntHash}, MD4 of the password in
 * UTF-16LE, which only NTLM needs. Any other key, and any key twice, is an error. The users are
 * kept packed, about 125 octets each. Immutable.
 */
public final class UsersFile {
  /** How long users files and htdigest files may be. */
  static final FileLimit LIMIT =
      new FileLimit(
          "a users file",
          1 << 30,
          "take users, realms or algorithms out, or keep the users in a database behind a"
              + " DigestAuthority");

  static final String FORMAT = "parley-users";
  static final int VERSION = 1;

  private final PackedUsers packed;

  UsersFile(PackedUsers packed) {
    this.packed = packed;
  }

  /**
   * A file with these users.
   *
   * @throws IllegalArgumentException when a name comes twice
   */
  public UsersFile(Collection<User> users) {
    this(new PackedUsers());
    for (User user : users) {
      if (!packed.add(user)) {
        throw new IllegalArgumentException("the user " + user.name() + " comes twice");
      }
    }
  }

  /** Makes a file of many users, who need not be in memory as objects. Not thread-safe. */
  public static final class Builder {
    private @Nullable PackedUsers packed = new PackedUsers();

    private Builder() {}

    /**
     * Adds a user, or puts it in the place of the one of its name.
     *
     * @return its place, from 0
     */
    public int put(User user) {
      return packed().put(user);
    }

    /** The file; ends the builder. */
    public UsersFile build() {
      UsersFile file = new UsersFile(packed());
      packed = null;
      return file;
    }

    private PackedUsers packed() {
      if (packed == null) {
        throw new IllegalStateException("the file was built");
      }
      return packed;
    }
  }

  /** A file without users, to begin with. */
  public static Builder builder() {
    return new Builder();
  }

  /** The most octets that a file may have; whoever reads one refuses more. */
  public static long maximumOctets() {
    return LIMIT.octets();
  }

  /** Says that a file is too long, with its length, the limit and what to do. */
  public static String refusal(long octets) {
    return LIMIT.refusal(octets);
  }

  /**
   * Reads a file's content.
   *
   * @throws UsersFileException when it is not exactly of the form above
   */
  public static UsersFile parse(byte[] content) throws UsersFileException {
    return FileFormat.JSON.parse(content);
  }

  /** Reads content that is there as a whole. */
  static UsersFile inMemory(FileFormat format, byte[] content) throws UsersFileException {
    try {
      return format.read(new ByteArrayInputStream(content));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The users, no name twice. Each is made when it is asked for, with keys of its own. */
  public List<User> users() {
    return new Users(packed);
  }

  private static final class Users extends AbstractList<User> implements RandomAccess {
    private final PackedUsers packed;

    Users(PackedUsers packed) {
      this.packed = packed;
    }

    @Override
    public User get(int index) {
      Objects.checkIndex(index, packed.size());
      return packed.get(index).user();
    }

    @Override
    public int size() {
      return packed.size();
    }
  }

  /** The user of exactly this name; null when there is none. */
  public @Nullable User find(String name) {
    PackedUser found = packed.find(name);
    return found == null ? null : found.user();
  }

  PackedUsers packed() {
    return packed;
  }

  /** Writes the file, in the form that {@link #parse} reads. */
  public void writeTo(Writer out) throws IOException {
    new UsersFileWriter(out).write(this);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof UsersFile file && users().equals(file.users());
  }

  @Override
  public int hashCode() {
    return packed.size();
  }

  @Override
  public String toString() {
    return "users file of " + packed.size() + " users";
  }
}
