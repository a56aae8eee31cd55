package dev.parley.authority.file;

import dev.parley.authority.DigestAlgorithm;
import dev.parley.sspi.SessionKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.CharBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the JSON users file token by token, so that each error has its line and the file is never
 * in memory as a whole. Messages of the JSON parser are not passed on: they may show pieces of the
 * file.
 */
final class UsersFileReader {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE) // which is hashed to its end
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxDocumentLength(UsersFile.LIMIT.octets())
                  .maxNestingDepth(8)
                  .maxStringLength(4096)
                  .maxNameLength(256)
                  .maxNumberLength(16)
                  .build())
          .build();

  private static final List<String> OF_FILE = List.of("format", "version", "users");
  private static final List<String> OF_USER =
      List.of("name", "roles", "enabled", "expires", "ntHash", "keys");
  private static final List<String> OF_KEY = List.of("realm", "algorithm", "ha1");
  private static final int NONE = -1;

  private final JsonParser parser;
  private final PackedUsers users = new PackedUsers();

  // Where the parser is: words are made of it for an error alone.
  private int user = NONE;
  private int key = NONE;
  private @Nullable String member;

  private UsersFileReader(JsonParser parser) {
    this.parser = parser;
  }

  /** Reads to the end. */
  static UsersFile read(InputStream in) throws UsersFileException, IOException {
    WithoutZeros content = new WithoutZeros(in);
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), content)) {
      return new UsersFileReader(parser).read();
    } catch (JacksonIOException e) {
      if (content.hasZero()) {
        throw new UsersFileException("the file is not JSON in UTF-8: it has zero octets");
      }
      throw e.getCause();
    }
  }

  private UsersFile read() throws UsersFileException {
    boolean whole = false;
    try {
      parser.nextToken();
      readFile();
      at(NONE, NONE);
      if (parser.nextToken() != null) {
        throw problem("nothing more is expected after the closing brace");
      }
      whole = true;
      return new UsersFile(users);
    } catch (JacksonIOException e) {
      throw e;
    } catch (JacksonException e) {
      throw problem("this is not JSON in UTF-8, or longer or deeper than a users file can be");
    } finally {
      if (!whole) {
        users.wipe();
      }
    }
  }

  private void readFile() throws UsersFileException {
    expect(JsonToken.START_OBJECT, "an object");
    Members members = new Members(OF_FILE);
    for (String name = members.next(); name != null; name = members.next()) {
      switch (name) {
        case "format" -> {
          if (!text().equals(UsersFile.FORMAT)) {
            throw problem("\"" + UsersFile.FORMAT + "\" is expected");
          }
        }
        case "version" -> {
          expect(JsonToken.VALUE_NUMBER_INT, "the number " + UsersFile.VERSION);
          if (!parser.getString().equals(Integer.toString(UsersFile.VERSION))) {
            throw problem("only version " + UsersFile.VERSION + " is known");
          }
        }
        default -> readUsers();
      }
      at(NONE, NONE);
    }
    if (!members.isComplete()) {
      throw problem("a users file has the keys format, version and users");
    }
  }

  private void readUsers() throws UsersFileException {
    expect(JsonToken.START_ARRAY, "a list of users");
    for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
      at(i, NONE);
      User read = readUser(i);
      boolean added = users.add(read);
      read.destroyKeys();
      if (!added) {
        throw problem("the user " + read.name() + " comes twice");
      }
    }
  }

  private User readUser(int number) throws UsersFileException {
    expect(JsonToken.START_OBJECT, "a user, in braces");
    String name = null;
    List<String> roles = List.of();
    boolean enabled = true;
    Instant expires = null;
    List<StoredKey> keys = null;
    SessionKey ntHash = null;
    Members members = new Members(OF_USER);
    for (String next = members.next(); next != null; next = members.next()) {
      switch (next) {
        case "name" -> name = text();
        case "roles" -> roles = readRoles();
        case "enabled" -> enabled = readBoolean();
        case "expires" -> expires = readInstant();
        case "ntHash" -> ntHash = readHash();
        default -> keys = readKeys(number);
      }
    }
    at(number, NONE);
    if (name == null || keys == null) {
      throw problem("a user has at least a name and keys");
    }
    try {
      return new User(name, roles, enabled, expires, keys, ntHash);
    } catch (IllegalArgumentException e) {
      throw problem(e.getMessage());
    }
  }

  private List<String> readRoles() throws UsersFileException {
    expect(JsonToken.START_ARRAY, "a list of roles");
    List<String> roles = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      String role = text();
      if (roles.size() == User.MAXIMUM_ROLES || roles.contains(role)) {
        throw problem("at most " + User.MAXIMUM_ROLES + " roles are expected, none twice");
      }
      roles.add(role);
    }
    return roles;
  }

  private boolean readBoolean() throws UsersFileException {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
      throw problem("true or false is expected");
    }
    return token == JsonToken.VALUE_TRUE;
  }

  private Instant readInstant() throws UsersFileException {
    try {
      return Instant.parse(text());
    } catch (DateTimeException e) {
      throw problem("an instant such as 2030-01-01T00:00:00Z is expected");
    }
  }

  private List<StoredKey> readKeys(int number) throws UsersFileException {
    expect(JsonToken.START_ARRAY, "a list of keys");
    List<StoredKey> keys = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (keys.size() == User.MAXIMUM_KEYS) {
        throw problem("at most " + User.MAXIMUM_KEYS + " keys are expected");
      }
      at(number, keys.size());
      keys.add(readKey());
    }
    at(number, NONE);
    return keys;
  }

  private StoredKey readKey() throws UsersFileException {
    expect(JsonToken.START_OBJECT, "a key, in braces");
    String realm = null;
    DigestAlgorithm algorithm = null;
    SessionKey hash = null;
    Members members = new Members(OF_KEY);
    for (String next = members.next(); next != null; next = members.next()) {
      switch (next) {
        case "realm" -> realm = text();
        case "algorithm" ->
            algorithm =
                DigestAlgorithm.ofToken(text())
                    .orElseThrow(() -> problem("MD5, SHA-256 or SHA-512-256 is expected"));
        default -> hash = readHash();
      }
    }
    if (realm == null || algorithm == null || hash == null) {
      throw problem("a key has realm, algorithm and ha1");
    }
    try {
      return new StoredKey(realm, algorithm, hash);
    } catch (IllegalArgumentException e) {
      throw problem(e.getMessage());
    }
  }

  private SessionKey readHash() throws UsersFileException {
    expect(JsonToken.VALUE_STRING, "a text");
    try {
      return SessionKey.ofHex(
          CharBuffer.wrap(
              parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength()));
    } catch (IllegalArgumentException e) {
      throw problem("hexadecimal digits are expected, two for each octet");
    }
  }

  private String text() throws UsersFileException {
    expect(JsonToken.VALUE_STRING, "a text");
    return parser.getString();
  }

  private void expect(JsonToken token, String what) throws UsersFileException {
    if (parser.currentToken() != token) {
      throw problem(what + " is expected");
    }
  }

  /** The members of one object, each once. */
  private final class Members {
    private final List<String> known;
    private int seen;

    Members(List<String> known) {
      this.known = known;
    }

    /** Goes to the value of the next one; null at the end of the object. */
    @Nullable String next() throws UsersFileException {
      member = null;
      String name = parser.nextName();
      if (name == null) {
        return null;
      }
      member = name;
      int number = known.indexOf(name);
      if (number < 0) {
        throw problem("unknown key; known are " + String.join(", ", known));
      }
      if ((seen & 1 << number) != 0) {
        throw problem("the key comes twice");
      }
      seen |= 1 << number;
      parser.nextToken();
      return name;
    }

    boolean isComplete() {
      return seen == (1 << known.size()) - 1;
    }
  }

  private void at(int userNumber, int keyNumber) {
    user = userNumber;
    key = keyNumber;
    member = null;
  }

  private UsersFileException problem(@Nullable String what) {
    int line = parser.currentTokenLocation().getLineNr();
    String path = path();
    return new UsersFileException(
        "line " + Math.max(line, 1) + (path.isEmpty() ? "" : ", " + path) + ": " + what);
  }

  private String path() {
    StringBuilder path = new StringBuilder();
    if (user != NONE) {
      path.append("users[").append(user).append(']');
    }
    if (key != NONE) {
      path.append(".keys[").append(key).append(']');
    }
    if (member != null) {
      path.append(path.isEmpty() ? "" : ".").append(member.replaceAll("\\p{Cntrl}", "?"));
    }
    return path.toString();
  }
}
