package dev.parley.authority.file;

import dev.parley.authority.DigestAlgorithm;
import dev.parley.authority.DigestClient;
import dev.parley.authority.NtlmTarget;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes users files for tests. */
final class Documents {
  static final String REALM = "r";
  static final NtlmTarget TARGET =
      new NtlmTarget(true, "WEB", "EXAMPLE", "web.example.org", "example.org", "");

  private Documents() {}

  static User user(String name, String password, String... roles) {
    List<StoredKey> keys = new ArrayList<>();
    for (DigestAlgorithm algorithm : List.of(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5)) {
      keys.add(StoredKey.derive(name, REALM, algorithm, password.toCharArray()));
    }
    return new User(name, List.of(roles), true, null, keys);
  }

  static String json(User... users) {
    StringWriter out = new StringWriter();
    try {
      new UsersFile(List.of(users)).writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static Path write(Path file, String text) throws IOException {
    return Files.writeString(file, text);
  }

  static String htdigestLine(String user, String realm, DigestAlgorithm algorithm, String pass) {
    return user + ":" + realm + ":" + DigestClient.accountHash(user, realm, algorithm, pass) + "\n";
  }
}
