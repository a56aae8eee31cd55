package dev.parley.authority.file;

import dev.parley.authority.DigestAlgorithm;
import dev.parley.sspi.SessionKey;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The htdigest file of Apache: a line {@code user:realm:hash} for each user and realm. Its hashes
 * are of MD5; 64 digits are taken for SHA-256. It knows neither roles nor expiry. Empty lines and
 * lines that start with {@code #} are passed over.
 */
final class HtdigestFile {
  private HtdigestFile() {}

  static UsersFile parse(byte[] content) throws UsersFileException {
    if (content.length == 0) {
      // More likely a file about to be written than one that means to lock everybody out.
      throw new UsersFileException("the file is empty");
    }
    Map<String, List<StoredKey>> keys = new LinkedHashMap<>();
    int number = 0;
    for (String line : decode(content).split("\n", -1)) {
      number++;
      String text = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
      if (!text.isBlank() && text.charAt(0) != '#') {
        parseLine(text, number, keys);
      }
    }
    List<User> users = new ArrayList<>();
    keys.forEach((name, each) -> users.add(new User(name, List.of(), true, null, each)));
    return new UsersFile(users);
  }

  private static String decode(byte[] content) throws UsersFileException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new UsersFileException("the file is not UTF-8");
    }
  }

  private static void parseLine(String line, int number, Map<String, List<StoredKey>> keys)
      throws UsersFileException {
    int first = line.indexOf(':');
    int last = line.lastIndexOf(':');
    if (first == last) {
      throw new UsersFileException("line " + number + ": user:realm:hash is expected");
    }
    String user = line.substring(0, first);
    int length = line.length() - last - 1;
    DigestAlgorithm algorithm =
        switch (length) {
          case 32 -> DigestAlgorithm.MD5;
          case 64 -> DigestAlgorithm.SHA_256;
          default ->
              throw new UsersFileException(
                  "line " + number + ": a hash of 32 or 64 digits is expected, not " + length);
        };
    try {
      Names.checkUser(user);
      List<StoredKey> known = keys.computeIfAbsent(user, name -> new ArrayList<>());
      String realm = line.substring(first + 1, last);
      if (known.size() == User.MAXIMUM_KEYS || contains(known, realm, algorithm)) {
        throw new UsersFileException(
            "line " + number + ": the user has a hash for this realm, or too many, already");
      }
      known.add(new StoredKey(realm, algorithm, SessionKey.ofHex(line.substring(last + 1))));
    } catch (IllegalArgumentException e) {
      throw new UsersFileException("line " + number + ": " + e.getMessage());
    }
  }

  private static boolean contains(List<StoredKey> keys, String realm, DigestAlgorithm algorithm) {
    return keys.stream().anyMatch(key -> key.realm().equals(realm) && key.algorithm() == algorithm);
  }
}
