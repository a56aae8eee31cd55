package dev.parley.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.authority.AccountCensus;
import dev.parley.testing.TokenPackage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A setting of the filter that is allowed and dangerous gives one warning")
class CoreWarningsTest {
  private static List<Warning> warnings(Map<String, ?> more, KnownUsers users)
      throws ConfigurationException {
    Map<String, Object> given =
        new HashMap<>(Map.of("realm", "r", "packages", "token", "users-file", "users.json"));
    given.putAll(more);
    return Configuration.read(Map.of(), given, Map.of("token", new TokenPackage()), false)
        .warnings(users);
  }

  @ParameterizedTest(name = "{0} = {1}")
  @DisplayName("which names the key, the value, the consequence and the remedy")
  @CsvSource(
      delimiter = '|',
      value = {
        "open-paths            | /*          | is open to everybody             | leave /* protected",
        "open-paths            | /a, /*      | is open to everybody             | leave /* protected",
        "optional-paths        | /*          | without credentials get in       | one by one",
        "protected-paths       | /admin/*    | no list names is open            | add /* to it",
        "allow-cors-preflight  | true        | OPTIONS requests of strangers    | CORS filter",
        "lockout-failures      | 0           | guessed without end              | at most 100",
        "lockout-failures      | 101         | guessed 101 times                | at most 100",
        "address-failures      | 0           | all accounts without end         | at most 10000",
        "address-failures      | 10001       | all accounts 10001 times         | at most 10000",
        "suffix-patterns-win   | true        | open to everybody when it ends   | leave it out",
        "ambiguous-paths       | read        | in different ways reach          | leave it out",
        "waiters-max           | 1001        | that wait can take every thread  | 1000 at most",
        "logons-per-account    | 1001        | of one account can take every    | 1000 at most",
        "logons-per-address    | 1001        | from one address can take every  | 1000 at most",
        "entity-strangers-max  | 1001        | without a password can take      | 1000 at most",
        "entity-discard-max    | 1001        | refused uploads can take every   | 1000 at most",
        "entity-per-context    | 1001        | uploads of one user can take     | 1000 at most",
        "entity-read-rate      | 0           | holds a thread until             | default",
        "entity-discard-time   | 2m          | holds a thread so long           | 1m at most",
        "entity-read-time      | 11m         | holds a thread for so long       | 10m at most",
        "context-share-account | 100         | one account can push out         | less than 100",
        "context-share-address | 100         | one address can push out         | less than 100",
        "lockout-pause-max     | 59s         | a lockout ends so soon           | 5m or more",
        "lockout-scope         | account     | lock its user out everywhere     | leave it out",
        "context-lifetime      | 25h         | removed or disabled              | 1d at most",
        "account-key-lifetime  | 61m         | password that was changed        | 1h at most",
        "users-reload-interval | 0           | until the next start             | leave it out",
        "users-reload-interval | 11m         | for so long                      | leave it out",
      })
  void one(String key, String value, String consequence, String remedy) throws Exception {
    assertThat(warnings(Map.of(key, value), KnownUsers.NONE))
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.key()).isEqualTo(key);
              assertThat(warning.value()).isEqualTo(value);
              assertThat(warning.consequence()).contains(consequence);
              assertThat(warning.remedy()).contains(remedy);
              assertThat(warning)
                  .hasToString(
                      key + " = " + value + ": " + warning.consequence() + "; " + warning.remedy());
            });
  }

  @ParameterizedTest
  @DisplayName("trusted-proxies that cover the Internet, alone or together")
  @ValueSource(
      strings = {
        "0.0.0.0/0",
        "::/0",
        "0.0.0.0/1, 128.0.0.0/1",
        "0.0.0.0/2",
        "10.0.0.0/8, 64.0.0.0/3, 96.0.0.0/4, 112.0.0.0/4, 96.0.0.0/5",
        "2000::/3",
        "2000::/4, 3000::/4",
        "fd00::/8, 2000::/5"
      })
  void wideProxies(String ranges) throws Exception {
    assertThat(
            warnings(
                Map.of("trusted-proxies", ranges, "forwarded-header", "forwarded"),
                KnownUsers.NONE))
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.key()).isEqualTo("trusted-proxies");
              assertThat(warning.value()).isEqualTo(ranges);
              assertThat(warning.consequence()).contains("they choose the address");
            });
  }

  @ParameterizedTest
  @DisplayName("trusted-proxies that are proxies give none, though they be many")
  @ValueSource(
      strings = {
        "127.0.0.1, ::1",
        "10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10, fd00::/8, fe80::/10",
        "104.16.0.0/13, 172.64.0.0/13, 2400:cb00::/32, 2a06:98c0::/29",
        "0.0.0.0/3, 0.0.0.0/3, 1.0.0.0/8"
      })
  void narrowProxies(String ranges) throws Exception {
    assertThat(
            warnings(
                Map.of("trusted-proxies", ranges, "forwarded-header", "forwarded"),
                KnownUsers.NONE))
        .isEmpty();
  }

  @Test
  @DisplayName("a users file in which none is enabled, of either format")
  void emptyFile() throws Exception {
    KnownUsers empty = new KnownUsers(new AccountCensus(0, 0, Map.of(), 0), null);
    assertThat(warnings(Map.of(), empty))
        .singleElement()
        .hasToString(
            "users-file = users.json: the file has no user who is enabled, so no password lets a"
                + " client in; add users by bin/parley-users add");
    Map<String, Object> given =
        Map.of("realm", "r", "packages", "token", "htdigest-file", "users.htdigest");
    assertThat(
            Configuration.read(Map.of(), given, Map.of("token", new TokenPackage()), false)
                .warnings(empty))
        .singleElement()
        .satisfies(warning -> assertThat(warning.key()).isEqualTo("htdigest-file"));
    KnownUsers one = new KnownUsers(new AccountCensus(1, 0, Map.of(), 0), null);
    assertThat(warnings(Map.of(), one)).isEmpty();
  }

  @Test
  @DisplayName("and the defaults, and what is near them, give none")
  void none() throws Exception {
    assertThat(warnings(Map.of(), KnownUsers.NONE)).isEmpty();
    assertThat(
            warnings(
                Map.of(
                    "open-paths", "/open/*, *.css",
                    "optional-paths", "/",
                    "protected-paths", "/*, /admin/*",
                    "lockout-failures", "100",
                    "address-failures", "10000",
                    "context-lifetime", "1d",
                    "account-key-lifetime", "1h",
                    "users-reload-interval", "10m"),
                KnownUsers.NONE))
        .isEmpty();
  }
}
