package dev.parley.authority.file;

import dev.parley.authority.DigestAlgorithm;
import dev.parley.sspi.SessionKey;
import java.nio.CharBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the JSON users file token by token, so that each error has its line. Messages of the JSON
 * parser are not passed on: they may show pieces of the file.
 */
final class UsersFileReader {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxDocumentLength(UsersFile.MAXIMUM_OCTETS)
                  .maxNestingDepth(8)
                  .maxStringLength(4096)
                  .maxNameLength(256)
                  .maxNumberLength(16)
                  .build())
          .build();

  private final JsonParser parser;
  private String at = "";

  private UsersFileReader(JsonParser parser) {
    this.parser = parser;
  }

  static UsersFile read(byte[] content) throws UsersFileException {
    // Before the parser sees it: that would guess UTF-16 and UTF-32.
    for (byte octet : content) {
      if (octet == 0) {
        throw new UsersFileException("the file is not JSON in UTF-8: it has zero octets");
      }
    }
    return new UsersFileReader(FACTORY.createParser(ObjectReadContext.empty(), content)).read();
  }

  private UsersFile read() throws UsersFileException {
    try (parser) {
      parser.nextToken();
      UsersFile file = readFile();
      at = "";
      if (parser.nextToken() != null) {
        throw problem("nothing more is expected after the closing brace");
      }
      return file;
    } catch (JacksonException e) {
      throw problem("this is not JSON in UTF-8, or longer or deeper than a users file can be");
    }
  }

  private UsersFile readFile() throws UsersFileException {
    expect(JsonToken.START_OBJECT, "an object");
    boolean format = false;
    boolean version = false;
    List<User> users = null;
    Set<String> seen = new HashSet<>();
    for (String key = nextKey(seen, ""); key != null; key = nextKey(seen, "")) {
      switch (key) {
        case "format" -> {
          if (!text().equals(UsersFile.FORMAT)) {
            throw problem("\"" + UsersFile.FORMAT + "\" is expected");
          }
          format = true;
        }
        case "version" -> {
          expect(JsonToken.VALUE_NUMBER_INT, "the number " + UsersFile.VERSION);
          if (!parser.getString().equals(Integer.toString(UsersFile.VERSION))) {
            throw problem("only version " + UsersFile.VERSION + " is known");
          }
          version = true;
        }
        case "users" -> users = readUsers();
        default -> throw unknown("format, version, users");
      }
    }
    at = "";
    if (!format || !version || users == null) {
      throw problem("a users file has the keys format, version and users");
    }
    return new UsersFile(users);
  }

  private List<User> readUsers() throws UsersFileException {
    expect(JsonToken.START_ARRAY, "a list of users");
    List<User> users = new ArrayList<>();
    Set<String> names = new HashSet<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      User user = readUser("users[" + users.size() + "]");
      if (!names.add(user.name())) {
        throw problem("the user " + user.name() + " comes twice");
      }
      users.add(user);
    }
    return users;
  }

  private User readUser(String path) throws UsersFileException {
    at = path;
    expect(JsonToken.START_OBJECT, "a user, in braces");
    String name = null;
    List<String> roles = List.of();
    boolean enabled = true;
    Instant expires = null;
    List<StoredKey> keys = null;
    SessionKey ntHash = null;
    Set<String> seen = new HashSet<>();
    for (String key = nextKey(seen, path); key != null; key = nextKey(seen, path)) {
      switch (key) {
        case "name" -> name = text();
        case "roles" -> roles = readRoles();
        case "enabled" -> enabled = readBoolean();
        case "expires" -> expires = readInstant();
        case "ntHash" -> ntHash = readHash();
        case "keys" -> keys = readKeys(path + ".keys");
        default -> throw unknown("name, roles, enabled, expires, ntHash, keys");
      }
    }
    at = path;
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

  private List<StoredKey> readKeys(String path) throws UsersFileException {
    expect(JsonToken.START_ARRAY, "a list of keys");
    List<StoredKey> keys = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (keys.size() == User.MAXIMUM_KEYS) {
        throw problem("at most " + User.MAXIMUM_KEYS + " keys are expected");
      }
      keys.add(readKey(path + "[" + keys.size() + "]"));
    }
    return keys;
  }

  private StoredKey readKey(String path) throws UsersFileException {
    at = path;
    expect(JsonToken.START_OBJECT, "a key, in braces");
    String realm = null;
    DigestAlgorithm algorithm = null;
    SessionKey hash = null;
    Set<String> seen = new HashSet<>();
    for (String key = nextKey(seen, path); key != null; key = nextKey(seen, path)) {
      switch (key) {
        case "realm" -> realm = text();
        case "algorithm" ->
            algorithm =
                DigestAlgorithm.ofToken(text())
                    .orElseThrow(() -> problem("MD5, SHA-256 or SHA-512-256 is expected"));
        case "ha1" -> hash = readHash();
        default -> throw unknown("realm, algorithm, ha1");
      }
    }
    at = path;
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

  /** Goes to the value of the next key; null at the end of the object. */
  private @Nullable String nextKey(Set<String> seen, String path) throws UsersFileException {
    at = path;
    String key = parser.nextName();
    if (key == null) {
      return null;
    }
    at = (path.isEmpty() ? key : path + "." + key).replaceAll("\\p{Cntrl}", "?");
    if (!seen.add(key)) {
      throw problem("the key comes twice");
    }
    parser.nextToken();
    return key;
  }

  private UsersFileException unknown(String allowed) {
    return problem("unknown key; known are " + allowed);
  }

  private UsersFileException problem(@Nullable String what) {
    int line = parser.currentTokenLocation().getLineNr();
    return new UsersFileException(
        "line " + Math.max(line, 1) + (at.isEmpty() ? "" : ", " + at) + ": " + what);
  }
}
