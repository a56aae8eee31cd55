package dev.parley.authority.file;

import dev.parley.authority.DigestAlgorithm;
import dev.parley.sspi.SessionKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The htdigest file of Apache: a line {@code user:realm:hash} for each user and realm. Its hashes
 * are of MD5; 64 digits are taken for SHA-256. It knows neither roles nor expiry. Empty lines and
 * lines that start with {@code #} are passed over. Reads it line by line; not thread-safe.
 */
final class HtdigestFile {
  /** More than any line with names and a hash has; comments may be cut. */
  private static final int LONGEST_LINE = 1024;

  private final Reader in;
  private final PackedUsers users = new PackedUsers();
  private final StringBuilder line = new StringBuilder();
  private int number;

  private HtdigestFile(Reader in) {
    this.in = in;
  }

  static UsersFile read(InputStream content) throws UsersFileException, IOException {
    HtdigestFile file =
        new HtdigestFile(
            new BufferedReader(
                new InputStreamReader(content, StandardCharsets.UTF_8.newDecoder()), 1 << 16));
    boolean whole = false;
    try {
      file.read();
      whole = true;
      return new UsersFile(file.users);
    } catch (CharacterCodingException e) {
      throw new UsersFileException("the file is not UTF-8");
    } finally {
      if (!whole) {
        file.users.wipe();
      }
    }
  }

  private void read() throws UsersFileException, IOException {
    boolean more = readLine();
    if (!more && line.isEmpty()) {
      // More likely a file about to be written than one that means to lock everybody out.
      throw new UsersFileException("the file is empty");
    }
    if (line.indexOf("\uFEFF") == 0) {
      line.deleteCharAt(0);
    }
    while (true) {
      String text = line.toString();
      if (!text.isBlank() && text.charAt(0) != '#') {
        parse(text);
      }
      if (!more) {
        return;
      }
      more = readLine();
    }
  }

  /** Reads the next line; answers whether its end came before that of the file. */
  private boolean readLine() throws UsersFileException, IOException {
    line.setLength(0);
    number++;
    int next = in.read();
    while (next >= 0 && next != '\n') {
      if (line.length() < LONGEST_LINE) {
        line.append((char) next);
      } else if (line.charAt(0) != '#') {
        throw wrong("a line has at most " + LONGEST_LINE + " characters");
      }
      next = in.read();
    }
    int last = line.length() - 1;
    if (last >= 0 && line.charAt(last) == '\r') {
      line.setLength(last);
    }
    return next >= 0;
  }

  private void parse(String text) throws UsersFileException {
    int first = text.indexOf(':');
    int last = text.lastIndexOf(':');
    if (first == last) {
      throw wrong("user:realm:hash is expected");
    }
    int length = text.length() - last - 1;
    DigestAlgorithm algorithm =
        switch (length) {
          case 32 -> DigestAlgorithm.MD5;
          case 64 -> DigestAlgorithm.SHA_256;
          default -> throw wrong("a hash of 32 or 64 digits is expected, not " + length);
        };
    String name = text.substring(0, first);
    String realm = text.substring(first + 1, last);
    try {
      Names.checkUser(name);
      PackedUser known = users.find(name);
      add(
          name,
          known == null ? null : known.user(),
          new StoredKey(realm, algorithm, SessionKey.ofHex(text.substring(last + 1))));
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  /** The lines of a user need not stand together. */
  private void add(String name, @Nullable User known, StoredKey key) throws UsersFileException {
    List<StoredKey> keys = new ArrayList<>(known == null ? List.of() : known.keys());
    boolean there =
        keys.stream()
            .anyMatch(
                each -> each.realm().equals(key.realm()) && each.algorithm() == key.algorithm());
    if (there || keys.size() == User.MAXIMUM_KEYS) {
      throw wrong("the user has a hash for this realm, or too many, already");
    }
    keys.add(key);
    users.put(new User(name, List.of(), true, null, keys));
    keys.forEach(each -> each.key().destroy());
  }

  private UsersFileException wrong(@Nullable String what) {
    return new UsersFileException("line " + number + ": " + what);
  }
}
