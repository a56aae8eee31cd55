package dev.parley.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.config.Configuration;
import dev.parley.config.ConfigurationException;
import dev.parley.config.KnownUsers;
import dev.parley.config.PackageProvider;
import dev.parley.config.PackageServices;
import dev.parley.config.Setting;
import dev.parley.config.Settings;
import dev.parley.config.Warning;
import dev.parley.files.OtherUsers;
import dev.parley.files.Replaceable;
import dev.parley.sspi.SecurityPackage;
import dev.parley.testing.TokenPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Dangerous settings are told")
class WarningsTest {
  private static final Duration LONG = Duration.ofSeconds(120);
  private static final String ALICE =
      """
      {"format": "parley-users", "version": 1, "users": [
        {"name": "alice", "keys": [
          {"realm": "r", "algorithm": "MD5", "ha1": "00112233445566778899aabbccddeeff"}]}]}
      """;
  private static final String EMPTY =
      "{\"format\": \"parley-users\", \"version\": 1, \"users\": []}";

  @TempDir Path folder;
  private final List<Warning> told = new CopyOnWriteArrayList<>();
  private @Nullable AuthenticationService service;

  /** Warns of what it is told of the users. */
  private static final class Counting implements PackageProvider {
    private final TokenPackage tokens = new TokenPackage();

    @Override
    public String name() {
      return "token";
    }

    @Override
    public List<Setting<?>> settings() {
      return List.of(TokenPackage.SIZE, TokenPackage.SECRET);
    }

    @Override
    public List<Warning> warnings(Settings settings, KnownUsers users) {
      return List.of(
          settings.warning(
              TokenPackage.SECRET, "digest " + users.digest(), "ntlm " + users.ntlm()));
    }

    @Override
    public List<SecurityPackage> create(Settings settings, PackageServices services) {
      return tokens.create(settings, services);
    }
  }

  @BeforeEach
  void open() throws IOException {
    mode(folder, "rwxr-xr-x");
  }

  @AfterEach
  void stop() {
    if (service != null) {
      service.close();
    }
  }

  private static Path mode(Path path, String mode) throws IOException {
    return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  private Path write(String name, String text, String mode) throws IOException {
    Path next = mode(Files.writeString(folder.resolve(name + ".new"), text), mode);
    return Files.move(
        next,
        folder.resolve(name),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
  }

  private void start(PackageProvider provider, Map<String, ?> fromFile, Map<String, ?> more)
      throws ConfigurationException {
    Map<String, Object> given =
        new HashMap<>(Map.of("realm", "r", "packages", "token", "mx-bean", false));
    given.putAll(more);
    service =
        AuthenticationService.of(
            Configuration.read(fromFile, given, Map.of("token", provider), false),
            new AuthenticationService.Parts(
                null,
                null,
                null,
                List.of(),
                InstantSource.system(),
                new SecureRandom(),
                (setting, path) -> folder.resolve(path),
                told::add));
  }

  private List<String> lines() {
    return told.stream().map(Warning::toString).toList();
  }

  @Test
  @DisplayName("once, as long as they stand; and again when they come back")
  void once() {
    Warning a = new Warning("a", "1", "breaks", "repair it");
    Warning b = new Warning("b", "1", "breaks", "repair it");
    List<Warning> now = new ArrayList<>(List.of(a));
    try (Warnings warnings = new Warnings(List.of(() -> List.copyOf(now)), told::add)) {
      warnings.look();
      warnings.look();
      assertThat(told).containsExactly(a);
      now.add(b);
      warnings.look();
      warnings.look();
      assertThat(told).containsExactly(a, b);
      now.remove(a);
      warnings.look();
      now.add(a);
      warnings.look();
      assertThat(told).containsExactly(a, b, a);
    }
  }

  @Test
  @DisplayName("not with the defaults and a file that is private, and not when the start fails")
  void none() throws Exception {
    write("users.json", ALICE, "rw-r-----");
    start(new TokenPackage(), Map.of(), Map.of("users-file", "users.json"));
    assertThat(told).isEmpty();
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () ->
                    start(
                        new TokenPackage(),
                        Map.of(),
                        Map.of("users-file", "absent.json", "lockout-failures", "0"))))
        .isInstanceOf(ConfigurationException.class);
    assertThat(told).isEmpty();
  }

  @Test
  @DisplayName("with what the users file holds, in the realm, and again when it is replaced")
  void users() throws Exception {
    write("users.json", ALICE, "rw-------");
    start(
        new Counting(),
        Map.of(),
        Map.of("users-file", "users.json", "users-reload-interval", "10ms"));
    String one = "AccountCensus[accounts=1, inRealm=1, byAlgorithm={MD5=1}, withNtHash=0]";
    assertThat(lines()).containsExactly("token.secret = [secret]: digest " + one + "; ntlm " + one);
    write("users.json", EMPTY, "rw-------");
    String none = "AccountCensus[accounts=0, inRealm=0, byAlgorithm={}, withNtHash=0]";
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(lines().subList(1, told.size()))
                    .containsExactlyInAnyOrder(
                        "token.secret = [secret]: digest " + none + "; ntlm " + none,
                        "users-file = users.json: the file has no user who is enabled, so no"
                            + " password lets a client in; add users by bin/parley-users add"));
  }

  @Test
  @DisplayName("a secret file that other users may read or write, and later a change of its rights")
  @DisabledOnOs(OS.WINDOWS)
  void rights() throws Exception {
    Path users = write("users.json", ALICE, "rw-r--r--");
    assumeTrue(OtherUsers.of(users).read(), "the folder for temporary files is private itself");
    start(
        new TokenPackage(),
        Map.of(),
        Map.of("users-file", "users.json", "users-reload-interval", "10ms"));
    String readable =
        "users-file = users.json: every user of this machine can read the secrets in "
            + users
            + "; chmod o-r "
            + users;
    String writable =
        "users-file = users.json: every user of this machine can change "
            + users
            + ", and so whom the server trusts; chmod o-w "
            + users;
    assertThat(lines()).containsExactly(readable);
    mode(users, "rw-r--rw-");
    await().atMost(LONG).untilAsserted(() -> assertThat(lines()).contains(writable));
    assertThat(lines()).containsExactly(readable, writable);
  }

  @Test
  @DisplayName("a private file in a folder that other users may write, so that they may replace it")
  @DisabledOnOs(OS.WINDOWS)
  void folders() throws Exception {
    Path users = write("users.json", ALICE, "rw-------");
    mode(folder, "rwxrwxrwx");
    assumeTrue(!Replaceable.of(users).isEmpty(), "the folder for temporary files is private");
    start(new TokenPackage(), Map.of(), Map.of("users-file", "users.json"));
    assertThat(lines())
        .containsExactly(
            "users-file = users.json: every user of this machine can write to the folder "
                + folder
                + ", and so replace "
                + users
                + " and change whom the server trusts; chmod o-w "
                + folder);
  }

  @Test
  @DisplayName("of every file that settings name; of a configuration file only with a secret in it")
  @DisabledOnOs(OS.WINDOWS)
  void files() throws Exception {
    Path htdigest = write("users", "alice:r:00112233445566778899aabbccddeeff\n", "rw-r--r--");
    assumeTrue(OtherUsers.of(htdigest).read(), "the folder for temporary files is private itself");
    Path config = write("parley.json", "{}", "rw-r--r--");
    Map<String, String> given = Map.of("htdigest-file", "users", "config-file", "parley.json");
    start(new TokenPackage(), Map.of(), given);
    assertThat(told).extracting(Warning::key).containsExactly("htdigest-file");
    stop();
    told.clear();
    start(new TokenPackage(), Map.of("token.secret", "x"), given);
    assertThat(told).extracting(Warning::key).containsExactly("htdigest-file", "config-file");
    assertThat(lines().get(1)).contains("can read the secrets in " + config);
    stop();
    told.clear();
    mode(config, "rw----rw-");
    mode(htdigest, "rw-------");
    start(new TokenPackage(), Map.of(), given);
    assertThat(lines()).singleElement().asString().contains("can change " + config);
  }

  @Test
  @DisplayName("Closing the service ends the looking")
  void closes() throws Exception {
    write("users.json", ALICE, "rw-------");
    start(
        new TokenPackage(),
        Map.of(),
        Map.of("users-file", "users.json", "users-reload-interval", "10ms"));
    assertThat(watching()).isTrue();
    stop();
    await().atMost(LONG).untilAsserted(() -> assertThat(watching()).isFalse());
  }

  private static boolean watching() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(each -> each.getName().equals("parley-warnings"));
  }
}
