package dev.parley.authority.file;

import java.io.IOException;
import java.io.Writer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
 * UTF-16LE, which only NTLM needs. Any other key, and any key twice, is an error.
 *
 * @param users the users, no name twice
 */
public record UsersFile(List<User> users) {
  /** The longest file that is read, in octets. */
  public static final int MAXIMUM_OCTETS = 64 << 20;

  static final String FORMAT = "parley-users";
  static final int VERSION = 1;

  /** Copies the list and checks that no name comes twice. */
  public UsersFile {
    users = List.copyOf(users);
    Set<String> names = new HashSet<>();
    for (User user : users) {
      if (!names.add(user.name())) {
        throw new IllegalArgumentException("the user " + user.name() + " comes twice");
      }
    }
  }

  /**
   * Reads a file's content.
   *
   * @throws UsersFileException when it is not exactly of the form above
   */
  public static UsersFile parse(byte[] content) throws UsersFileException {
    return UsersFileReader.read(content);
  }

  /** Writes the file, in the form that {@link #parse} reads. */
  public void writeTo(Writer out) throws IOException {
    new UsersFileWriter(out).write(this);
  }
}
