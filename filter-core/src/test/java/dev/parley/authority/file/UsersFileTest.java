package dev.parley.authority.file;

import static dev.parley.authority.file.Documents.json;
import static dev.parley.authority.file.Documents.octets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.authority.DigestAlgorithm;
import dev.parley.sspi.SessionKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsersFileTest {
  private static final String HA1 = "0123456789abcdef0123456789ABCDEF";

  private static String document(String users) {
    return "{\"format\":\"parley-users\",\"version\":1,\"users\":[" + users + "]}";
  }

  private static String withKey(String realm, String algorithm, String ha1) {
    return document(
        "\n{\"name\":\"alice\",\n\"keys\":[\n{\"realm\":\"%s\",\"algorithm\":\"%s\",\"ha1\":\"%s\"}]}"
            .formatted(realm, algorithm, ha1));
  }

  private static UsersFile parse(String text) throws UsersFileException {
    return UsersFile.parse(octets(text));
  }

  @Test
  @DisplayName("What is written reads back the same")
  void roundTrip() throws Exception {
    User alice =
        new User(
            "J\u00e4s\u00f8n \"Doe\" \\ \u5f20",
            List.of("admin", "r\u00f4le"),
            false,
            Instant.parse("2030-01-01T00:00:00.5Z"),
            List.of(
                StoredKey.derive(
                    "x", "Pr\u00fcf\"stelle", DigestAlgorithm.SHA_512_256, "p".toCharArray())));
    User bob = new User("bob", List.of(), true, null, List.of());
    String text = json(alice, bob);
    assertThat(parse(text).users()).containsExactly(alice, bob);
    assertThat(json(parse(text).users().toArray(new User[0]))).isEqualTo(text);
    assertThat(parse(json()).users()).isEmpty();
  }

  @Test
  @DisplayName("MS-NLMP 3.3.1: an NT hash reads back the same, and has 16 octets")
  void ntHash() throws Exception {
    String hex = HA1.toLowerCase(Locale.ROOT);
    SessionKey hash = SessionKey.ofHex(hex);
    User user = new User("alice", List.of(), true, null, List.of(), hash);
    assertThat(parse(json(user)).users()).containsExactly(user);
    assertThat(json(user)).contains("\"ntHash\": \"" + hex + "\"");
    assertThat(user).isNotEqualTo(new User("alice", List.of(), true, null, List.of()));
    assertThat(user.toString()).doesNotContain(hex);
    for (String wrong : new String[] {hex + "00", hex.substring(2), "", "xx"}) {
      assertThatThrownBy(() -> parse(json(user).replace(hex, wrong)))
          .isInstanceOf(UsersFileException.class)
          .hasMessageContaining("users[0]");
    }
  }

  @Test
  @DisplayName("Roles, enabled and expires may be left out; the order of keys does not matter")
  void defaults() throws Exception {
    String text =
        "\uFEFF{\"users\":[{\"keys\":[{\"ha1\":\"%s\",\"algorithm\":\"md5\",\"realm\":\"r\"}],\"name\":\"a\"}],"
                .formatted(HA1)
            + "\"version\":1,\"format\":\"parley-users\"}";
    assertThat(parse(text).users())
        .containsExactly(
            new User(
                "a",
                List.of(),
                true,
                null,
                List.of(new StoredKey("r", DigestAlgorithm.MD5, SessionKey.ofHex(HA1)))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"format\":\"parley-users\",\"version\":1}",
        "{\"version\":1,\"users\":[]}",
        "{\"format\":\"parley-users\",\"users\":[]}",
        "{\"format\":\"other\",\"version\":1,\"users\":[]}",
        "{\"format\":\"parley-users\",\"version\":\"1\",\"users\":[]}",
        "{\"format\":\"parley-users\",\"version\":1,\"users\":{}}",
        "{\"format\":\"parley-users\",\"version\":1,\"users\":[]} {}",
        "{\"format\":\"parley-users\",\"version\":1,\"users\":[],\"users\":[]}",
        "{\"format\":\"parley-users\",\"version\":1,\"users\":[],\"comment\":1}",
        "{\"format\":\"parley-users\",\"version\":1,\"users\":[,]}",
        "{\"format\":\"parley-users\",\"version\":1,\"users\":[[[[[[[[[[]]]]]]]]]]}"
      })
  @DisplayName("Anything but the form is refused: missing, unknown and double keys, other types")
  void refusesOtherDocuments(String text) {
    assertThatThrownBy(() -> parse(text)).isInstanceOf(UsersFileException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "{}",
        "{\"name\":\"a\"}",
        "{\"keys\":[]}",
        "{\"name\":\"\",\"keys\":[]}",
        "{\"name\":\"a:b\",\"keys\":[]}",
        "{\"name\":\" a\",\"keys\":[]}",
        "{\"name\":\"a\\u0000\",\"keys\":[]}",
        "{\"name\":\"a\\ud800\",\"keys\":[]}",
        "{\"name\":1,\"keys\":[]}",
        "{\"name\":null,\"keys\":[]}",
        "{\"name\":\"a\",\"keys\":{}}",
        "{\"name\":\"a\",\"keys\":[],\"roles\":\"admin\"}",
        "{\"name\":\"a\",\"keys\":[],\"roles\":[\"\"]}",
        "{\"name\":\"a\",\"keys\":[],\"roles\":[\"x\",\"x\"]}",
        "{\"name\":\"a\",\"keys\":[],\"enabled\":\"true\"}",
        "{\"name\":\"a\",\"keys\":[],\"expires\":\"tomorrow\"}",
        "{\"name\":\"a\",\"keys\":[],\"password\":\"x\"}",
        "{\"name\":\"a\",\"keys\":[{}]}",
        "{\"name\":\"a\",\"keys\":[]},{\"name\":\"a\",\"keys\":[]}"
      })
  @DisplayName("Users that break the rules are refused")
  void refusesUsers(String users) {
    assertThatThrownBy(() -> parse(document(users)))
        .isInstanceOf(UsersFileException.class)
        .hasMessageContaining("users");
  }

  @ParameterizedTest
  @CsvSource({
    "r, MD5, 0123456789abcdef0123456789abcde",
    "r, MD5, 0123456789abcdef0123456789abcdeg",
    "r, SHA-256, 0123456789abcdef0123456789abcdef",
    "r, MD5-sess, 0123456789abcdef0123456789abcdef",
    "r, SHA-1, 0123456789abcdef0123456789abcdef",
    "'', MD5, 0123456789abcdef0123456789abcdef",
  })
  @DisplayName("An error names line and key, and never the hash")
  void namesThePlace(String realm, String algorithm, String ha1) {
    assertThatThrownBy(() -> parse(withKey(realm, algorithm, ha1)))
        .isInstanceOf(UsersFileException.class)
        .hasMessageContainingAll("line 4", "users[0].keys[0]")
        .hasMessageNotContaining("0123456789");
  }

  @Test
  @DisplayName("A hash without its quotes is not shown by the error either")
  void unquotedHash() {
    String text = withKey("r", "MD5", HA1).replace("\"" + HA1 + "\"", "abc" + HA1);
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(UsersFileException.class)
        .hasMessageContaining("line 4")
        .hasMessageNotContaining(HA1);
  }

  @Test
  @DisplayName("Other encodings than UTF-8 are refused")
  void refusesOtherEncodings() {
    String text = json(new User("J\u00e4son", List.of(), true, null, List.of()));
    assertThatThrownBy(() -> UsersFile.parse(text.getBytes(StandardCharsets.ISO_8859_1)))
        .isInstanceOf(UsersFileException.class);
    assertThatThrownBy(() -> UsersFile.parse(text.getBytes(StandardCharsets.UTF_16)))
        .isInstanceOf(UsersFileException.class);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "Mufasa, testrealm@host.com, MD5, Circle Of Life, 939e7578ed9e3c518a452acee763bce9",
        "Mufasa, http-auth@example.org, SHA-256, Circle of Life,"
            + " 7987c64c30e25f1b74be53f966b49b90f2808aa92faf9a00262392d7b4794232"
      })
  @DisplayName("H(user:realm:password) of the examples of RFC 2617 and RFC 7616")
  void derives(String user, String realm, String algorithm, String password, String hash) {
    DigestAlgorithm known = DigestAlgorithm.ofToken(algorithm).orElseThrow();
    assertThat(StoredKey.derive(user, realm, known, password.toCharArray()).key())
        .isEqualTo(SessionKey.ofHex(hash));
  }

  @Test
  @DisplayName("Hashes in ISO-8859-1 differ, and are refused where the charset lacks a character")
  void derivesInLatin1() {
    char[] password = "p\u00e4ss".toCharArray();
    StoredKey latin =
        StoredKey.derive("a", "r", DigestAlgorithm.MD5, password, StandardCharsets.ISO_8859_1);
    assertThat(latin).isNotEqualTo(StoredKey.derive("a", "r", DigestAlgorithm.MD5, password));
    assertThatThrownBy(
            () ->
                StoredKey.derive(
                    "a",
                    "r",
                    DigestAlgorithm.MD5,
                    "\u5f20".toCharArray(),
                    StandardCharsets.ISO_8859_1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("\u5f20");
  }

  @Test
  @DisplayName("Users have no secrets in their text form")
  void noSecretsAsText() {
    User user =
        new User(
            "a",
            List.of(),
            true,
            null,
            List.of(new StoredKey("r", DigestAlgorithm.MD5, SessionKey.ofHex(HA1))));
    assertThat(user.toString()).doesNotContainIgnoringCase(HA1).contains("[secret]");
  }
}
