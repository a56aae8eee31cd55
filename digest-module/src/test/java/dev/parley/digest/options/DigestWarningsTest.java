package dev.parley.digest.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.parley.authority.AccountCensus;
import dev.parley.authority.DigestAlgorithm;
import dev.parley.config.Configuration;
import dev.parley.config.KnownUsers;
import dev.parley.config.PackageProviders;
import dev.parley.config.Warning;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A setting of Digest that is allowed and dangerous gives one warning")
class DigestWarningsTest {
  private static final Map<DigestAlgorithm, Integer> ALL_KEYS =
      Map.of(DigestAlgorithm.MD5, 5, DigestAlgorithm.SHA_256, 5, DigestAlgorithm.SHA_512_256, 5);

  private static List<Warning> warnings(Map<String, ?> more, KnownUsers users) throws Exception {
    Map<String, Object> given = new HashMap<>(Map.of("realm", "r", "users-file", "users.json"));
    given.putAll(more);
    return Configuration.read(Map.of(), given, PackageProviders.available(List.of()), false)
        .warnings(users);
  }

  private static KnownUsers users(int all, int inRealm, Map<DigestAlgorithm, Integer> keys) {
    return new KnownUsers(new AccountCensus(all, inRealm, keys, 0), null);
  }

  @ParameterizedTest(name = "{0} = {1}")
  @DisplayName("which names the key, the value, the consequence and the remedy")
  @CsvSource(
      delimiter = '|',
      value = {
        "realm                           | a, b          | comma                 | without a comma",
        "digest.algorithms               | MD5           | MD5 alone             | offer SHA-256",
        "digest.algorithms               | MD5-sess, MD5 | MD5 alone             | TLS",
        "digest.algorithms-by-user-agent | * = MD5       | MD5 alone             | offer SHA-256",
        "digest.replay-protection        | off           | can be sent again     | leave it out",
        "digest.uri-check                | off           | another path          | uri-prefixes",
        "digest.uri-check                | without-query | another query         | uri-prefixes",
        "digest.allow-rfc2069            | true          | neither a nonce count | leave it out",
        "digest.nonce-lifetime           | 1d            | held back             | 1h at most",
        "digest.unknown-nonce-rate       | 1001          | flood of forged       | 1000 at most",
      })
  void one(String key, String value, String consequence, String remedy) throws Exception {
    assertThat(warnings(Map.of(key, value), users(5, 5, ALL_KEYS)))
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.key()).isEqualTo(key);
              assertThat(warning.value()).isEqualTo(value);
              assertThat(warning.consequence()).contains(consequence);
              assertThat(warning.remedy()).contains(remedy);
            });
  }

  @ParameterizedTest
  @DisplayName("a nonce key that people thought of, which is not shown")
  @ValueSource(
      strings = {
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "0123456789abcdef0123456789abcdef",
        "abcdefghijklmnopqrstuvwxyz012345",
        "passwordpasswordpasswordpassword",
        "change-me-change-me-change-me-123",
        "this is the secret key of our site",
        "MySuperSecretNonceKeyForTheWebApp",
        "CHANGE_THIS_TO_A_LONG_RANDOM_SECRET",
        "1234567890123456789012345678901234567890"
      })
  void weakNonceKey(String key) throws Exception {
    assertThat(warnings(Map.of("digest.nonce-key", key), KnownUsers.NONE))
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.key()).isEqualTo("digest.nonce-key");
              assertThat(warning.value()).isEqualTo("[secret]");
              assertThat(warning.consequence()).contains("guessed");
              assertThat(warning.remedy()).contains("32 random octets");
            });
  }

  @Test
  @DisplayName("the key before as well; random ones give none, in base64, base64url or hexadecimal")
  void nonceKeys() throws Exception {
    Random random = new Random(20261106);
    for (int i = 0; i < 20_000; i++) {
      byte[] octets = new byte[32];
      random.nextBytes(octets);
      for (String each :
          List.of(
              Base64.getEncoder().encodeToString(octets),
              Base64.getUrlEncoder().withoutPadding().encodeToString(octets),
              HexFormat.of().formatHex(octets),
              HexFormat.of().formatHex(octets, 0, 16))) {
        assertThat(GuessableText.is(each)).as(each).isFalse();
      }
    }
    byte[] good = new byte[32];
    new SecureRandom().nextBytes(good);
    assertThat(
            warnings(
                Map.of(
                    "digest.nonce-key",
                    Base64.getEncoder().encodeToString(good),
                    "digest.previous-nonce-key",
                    "a".repeat(32)),
                KnownUsers.NONE))
        .singleElement()
        .satisfies(warning -> assertThat(warning.key()).isEqualTo("digest.previous-nonce-key"));
  }

  @Test
  @DisplayName("users without a key for the realm are counted, and named by nothing else")
  void otherRealm() throws Exception {
    assertThat(
            warnings(
                Map.of(), users(5, 3, Map.of(DigestAlgorithm.MD5, 3, DigestAlgorithm.SHA_256, 3))))
        .singleElement()
        .hasToString(
            "realm = r: 2 of 5 users have no key for this realm: their passwords are refused; give"
                + " them one with bin/parley-users add --realm, or correct the realm");
  }

  @Test
  @DisplayName("users without a key for an algorithm that is offered are counted for each")
  void otherAlgorithm() throws Exception {
    assertThat(
            warnings(
                Map.of("digest.algorithms", "SHA-512-256-sess, SHA-256, MD5"),
                users(5, 5, Map.of(DigestAlgorithm.MD5, 5, DigestAlgorithm.SHA_256, 4))))
        .extracting(Warning::key, Warning::consequence)
        .containsExactlyInAnyOrder(
            tuple(
                "digest.algorithms",
                "1 of 5 users of this realm have no key for SHA-256: clients that choose it cannot"
                    + " log them on"),
            tuple(
                "digest.algorithms",
                "5 of 5 users of this realm have no key for SHA-512-256: clients that choose it"
                    + " cannot log them on"));
    assertThat(
            warnings(
                Map.of(
                    "digest.algorithms", "SHA-256", "digest.algorithms-by-user-agent", "x/* = MD5"),
                users(5, 5, Map.of(DigestAlgorithm.SHA_256, 5))))
        .singleElement()
        .satisfies(
            warning -> assertThat(warning.consequence()).contains("5 of 5").contains("for MD5"));
  }

  @Test
  @DisplayName("and the defaults, and what is near them, give none")
  void none() throws Exception {
    assertThat(warnings(Map.of(), KnownUsers.NONE)).isEmpty();
    assertThat(warnings(Map.of(), users(5, 5, ALL_KEYS))).isEmpty();
    assertThat(
            warnings(
                Map.of(
                    "digest.algorithms", "SHA-256-sess",
                    "digest.nonce-lifetime", "1h",
                    "digest.replay-protection", "strict",
                    "digest.unknown-nonce-rate", "1000"),
                users(5, 5, Map.of(DigestAlgorithm.SHA_256, 5))))
        .isEmpty();
  }
}
