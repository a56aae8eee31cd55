package dev.parley.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.authority.guard.ThrottleLimits;
import dev.parley.testing.TokenPackage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {
  private static final Map<String, PackageProvider> AVAILABLE = Map.of("token", new TokenPackage());

  private static Map<String, Object> good(Map<String, ?> more) {
    Map<String, Object> values = new HashMap<>();
    values.put("realm", "r");
    values.put("packages", "token");
    values.put("users-file", "users.json");
    values.putAll(more);
    return values;
  }

  private static Settings read(Map<String, ?> more) throws ConfigurationException {
    return Configuration.read(Map.of(), good(more), AVAILABLE, false).settings();
  }

  private static List<Problem> problems(Map<String, ?> more) {
    return catchThrowableOfType(ConfigurationException.class, () -> read(more)).problems();
  }

  @Test
  @DisplayName("Every default is a value that its own type reads back")
  void defaults() {
    for (Setting<?> each : SettingsTable.of(AVAILABLE.values()).settings()) {
      checkDefault(each);
    }
  }

  private static <T> void checkDefault(Setting<T> setting) {
    String text = setting.type().write(setting.defaultValue());
    if (!text.isEmpty()) {
      assertThat(setting.type().read(text)).isEqualTo(setting.defaultValue());
    }
    assertThat(setting.description()).endsWith(".");
  }

  @Test
  @DisplayName("Text, JSON values and typed values read the same")
  void threeForms() throws ConfigurationException {
    Settings text =
        read(
            Map.of(
                "context-max", "7",
                "allow-cors-preflight", "true",
                "open-paths", "/a, /b/*",
                "required-roles", "/x = a, b; /y/* = c"));
    Settings json =
        read(
            Map.of(
                "context-max",
                7,
                "allow-cors-preflight",
                true,
                "open-paths",
                List.of("/a", "/b/*"),
                "required-roles",
                Map.of("/x", List.of("a", "b"), "/y/*", "c")));
    for (Setting<?> each :
        List.of(
            CoreSettings.CONTEXT_MAX,
            CoreSettings.ALLOW_CORS_PREFLIGHT,
            CoreSettings.OPEN_PATHS,
            CoreSettings.REQUIRED_ROLES)) {
      assertThat((Object) json.get(each)).as(each.key()).isEqualTo(text.get(each));
    }
  }

  @Test
  @DisplayName("Durations, sizes and words are read with their units")
  void units() throws ConfigurationException {
    Settings settings =
        read(
            Map.of(
                "context-idle", "90s",
                "authority-deadline", "250ms",
                "context-lifetime", "2d",
                "entity-limit", "1m",
                "lockout-scope", "account"));
    assertThat(settings.get(CoreSettings.CONTEXT_IDLE)).isEqualTo(Duration.ofSeconds(90));
    assertThat(settings.get(GuardSettings.AUTHORITY_DEADLINE)).isEqualTo(Duration.ofMillis(250));
    assertThat(settings.get(CoreSettings.CONTEXT_LIFETIME)).isEqualTo(Duration.ofDays(2));
    assertThat(settings.get(CoreSettings.ENTITY_LIMIT)).isEqualTo(1L << 20);
    assertThat(settings.get(GuardSettings.LOCKOUT_SCOPE)).isEqualTo(ThrottleLimits.Scope.ACCOUNT);
  }

  @ParameterizedTest(name = "{0} is meant as {1}")
  @DisplayName("An unknown key is refused, its value is not shown, and the nearest key is named")
  @CsvSource({
    "relm, realm",
    "open-path, open-paths",
    "openPaths, open-paths",
    "context_max, context-max",
    "tokn.size, token.size",
    "token.secrets, token.secret"
  })
  void unknownKey(String wrong, String right) {
    List<Problem> problems = problems(Map.of(wrong, "hunter2"));
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).key()).isEqualTo(wrong);
    assertThat(problems.get(0).mend()).isEqualTo("did you mean " + right + "?");
    assertThat(problems.toString()).doesNotContain("hunter2");
  }

  @Test
  @DisplayName(
      "With a package that is not installed, keys that may be its own are not called wrong")
  void keysOfMissingPackage() {
    assertThat(
            problems(
                Map.of("packages", "token, kept", "kept.tickets", "/keys", "open-path", "/open")))
        .extracting(Problem::key)
        .containsExactlyInAnyOrder("packages", "open-path");
    assertThat(problems(Map.of("kept.tickets", "/keys")))
        .extracting(Problem::key)
        .containsExactly("kept.tickets");
  }

  @Test
  @DisplayName("A key that was a setting once is refused, and it is said what to write instead")
  void removedKey() {
    List<Problem> problems = problems(Map.of("token.length", "hunter2"));
    assertThat(problems)
        .containsExactly(
            new Problem(
                "token.length",
                "(not shown)",
                "no setting of this name any more",
                "write token.size = 2 instead"));
    assertThatThrownBy(() -> read(json("{\"token\":{\"length\":2}}")))
        .hasMessageContaining("write token.size = 2 instead");
    RemovedSetting stillThere = new RemovedSetting("token.size", "nothing");
    assertThatThrownBy(() -> new SettingsTable(new TokenPackage().settings(), List.of(stillThere)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("All problems are named at once, with key, value, allowed values and the mend")
  void allAtOnce() {
    List<Problem> problems =
        problems(Map.of("context-max", "many", "mx-bean", "yes", "realm-name", "x", "name", ""));
    assertThat(problems)
        .extracting(Problem::key)
        .containsExactlyInAnyOrder("context-max", "mx-bean", "realm-name", "name");
    assertThat(problems.toString())
        .contains("context-max = many: allowed is a whole number from 1 to 50000000; correct");
  }

  @Test
  @DisplayName("The value of a secret is never shown")
  void secret() {
    List<Problem> problems = problems(Map.of("token.secret", "hunter2hunter2"));
    assertThat(problems.get(0).value()).isEqualTo("[secret]");
    assertThat(SettingsTable.of(AVAILABLE.values()).markdown()).doesNotContain("hunter2");
  }

  @ParameterizedTest(name = "{0} = {1}, {2} = {3}")
  @DisplayName("Contradictions are refused")
  @CsvSource(
      delimiter = '|',
      value = {
        "htdigest-file | x | realm | r | htdigest-file",
        "open-paths | /a | optional-paths | /a | optional-paths",
        "open-paths | /a | protected-paths | /a | open-paths",
        "open-paths | /a | required-roles | /a = b | required-roles",
        "required-roles | a = b | realm | r | required-roles",
        "required-roles | /a = | realm | r | required-roles",
        "context-idle | 2h | context-lifetime | 1h | context-idle",
        "lockout-pause | 2m | lockout-pause-max | 1m | lockout-pause",
        "entity-limit | 1k | entity-memory | 2k | entity-memory",
        "forwarded-header | forwarded | realm | r | trusted-proxies",
        "trusted-proxies | 10.0.0.0/8 | realm | r | forwarded-header",
        "packages | token,ntlm | realm | r | packages",
        "config-file | x | realm | r | ",
      })
  void contradictions(String key, String value, String other, String otherValue, String blamed)
      throws ConfigurationException {
    Map<String, String> values = Map.of(key, value, other, otherValue);
    if (blamed == null) {
      read(values);
    } else {
      assertThat(problems(values)).extracting(Problem::key).containsExactly(blamed);
    }
  }

  @Test
  @DisplayName("Realm and authority are required; one in Java excludes the files")
  void required() {
    assertThatThrownBy(
            () -> Configuration.read(Map.of(), Map.of("packages", "token"), AVAILABLE, false))
        .hasMessageContaining("realm = (not set)")
        .hasMessageContaining("users-file = (not set)");
    assertThatThrownBy(() -> Configuration.read(Map.of(), good(Map.of()), AVAILABLE, true))
        .hasMessageContaining("users-file = users.json: allowed is nothing beside an authority");
  }

  @Test
  @DisplayName("Packages that verify no passwords need no authority")
  void noAuthorityNeeded() throws ConfigurationException {
    Map<String, PackageProvider> two = new HashMap<>(AVAILABLE);
    two.put("other", new OtherPackage());
    Map<String, Object> given = Map.of("realm", "r", "packages", "other");
    assertThat(Configuration.read(Map.of(), given, two, false).packages()).hasSize(1);
    assertThatThrownBy(
            () ->
                Configuration.read(
                    Map.of(), Map.of("realm", "r", "packages", "other, token"), two, false))
        .hasMessageContaining("users-file = (not set)");
  }

  @Test
  @DisplayName("schemes-by-path and schemes-by-user-agent: patterns, and a scheme for each")
  void schemes() {
    assertThatThrownBy(() -> read(Map.of("schemes-by-path", "files = Digest")))
        .hasMessageContaining("correct the path files");
    assertThatThrownBy(() -> read(Map.of("schemes-by-path", "/files/* = ")))
        .hasMessageContaining("name a scheme for /files/*");
    assertThatThrownBy(() -> read(Map.of("schemes-by-user-agent", "w3m/* = ")))
        .hasMessageContaining("name a scheme for w3m/*");
  }

  @Test
  @DisplayName("A setting of a package that is not switched on is refused")
  void unusedPackage() {
    Map<String, PackageProvider> two = new HashMap<>(AVAILABLE);
    two.put("other", new OtherPackage());
    assertThatThrownBy(() -> Configuration.read(Map.of(), good(Map.of("other.x", "1")), two, false))
        .hasMessageContaining(
            "other.x = 1: allowed is nothing, since packages does not hold other");
  }

  private static final class OtherPackage implements PackageProvider {
    @Override
    public String name() {
      return "other";
    }

    @Override
    public List<Setting<?>> settings() {
      return List.of(Setting.of("other.x", SettingTypes.integer(0, 9), 3, "Nothing."));
    }

    @Override
    public boolean needsAuthority() {
      return false;
    }

    @Override
    public List<dev.parley.sspi.SecurityPackage> create(
        Settings settings, PackageServices services) {
      throw new AssertionError();
    }
  }

  @Test
  @DisplayName("What is set beside the JSON file wins over it")
  void precedence() throws ConfigurationException {
    Settings settings =
        Configuration.read(
                Map.of("realm", "file", "context-max", 5),
                good(Map.of("realm", "given")),
                AVAILABLE,
                false)
            .settings();
    assertThat(settings.get(CoreSettings.REALM)).isEqualTo("given");
    assertThat(settings.get(CoreSettings.CONTEXT_MAX)).isEqualTo(5);
    assertThat(settings.get(CoreSettings.USERS_FILE)).isEqualTo(Path.of("users.json"));
  }

  private static Map<String, Object> json(String text) throws ConfigurationException {
    try {
      return JsonSettings.read(
          "test.json",
          new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
          SettingsTable.of(AVAILABLE.values()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @DisplayName("JSON: a file that is too long is named with its length and the limit")
  void tooLong() {
    String text = "{\"realm\": \"r\"}" + " ".repeat(1 << 20);
    assertThatThrownBy(() -> json(text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("test.json", "1 MiB (1048576 octets)", text.length() + " octets");
  }

  @Test
  @DisplayName("JSON: nested objects are joined by dots, but the value of a map stays a map")
  void nested() throws ConfigurationException {
    assertThat(
            json(
                "{\"realm\":\"r\",\"token\":{\"size\":2},\"required-roles\":{\"/a\":[\"b\"]},"
                    + "\"unknown\":{\"deep\":{\"key\":1}}}"))
        .isEqualTo(
            Map.of(
                "realm",
                "r",
                "token.size",
                2,
                "required-roles",
                Map.of("/a", List.of("b")),
                "unknown.deep.key",
                1));
  }

  @ParameterizedTest
  @DisplayName("JSON: broken files are refused with the place and never the text")
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "hunter2",
        "{\"realm\":hunter2}",
        "{\"realm\":\"hunter2\"",
        "{\"realm\":\"hunter2\",\"realm\":\"b\"}",
        "{} {}",
        "{\"realm\":null}",
        "{\"token.size\":1,\"token\":{\"size\":2}}"
      })
  void brokenJson(String text) {
    assertThatThrownBy(() -> json(text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageNotContaining("hunter2");
  }

  @Test
  @DisplayName("A config-file inside a JSON file is refused")
  void fileInFile() {
    assertThatThrownBy(
            () -> Configuration.read(Map.of("config-file", "x"), good(Map.of()), AVAILABLE, false))
        .hasMessageContaining("nothing inside a JSON file");
  }

  @Test
  @DisplayName("The table prints itself as Markdown, a row for each key")
  void markdown() {
    SettingsTable table = SettingsTable.of(AVAILABLE.values());
    String[] lines = table.markdown().split("\n");
    assertThat(lines).hasSize(table.settings().size() + 2);
    assertThat(lines)
        .allMatch(line -> line.replace("\\|", "").chars().filter(c -> c == '|').count() == 5);
    assertThat(table.markdown()).contains("| `context-idle` | ").contains("| `1h` |");
  }
}
