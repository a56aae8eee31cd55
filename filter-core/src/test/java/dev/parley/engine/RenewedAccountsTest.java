package dev.parley.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.audit.Counters;
import dev.parley.authority.AccountListener;
import dev.parley.authority.NtlmAuthority;
import dev.parley.authority.NtlmQuestion;
import dev.parley.authority.NtlmTarget;
import dev.parley.authority.NtlmVerdict;
import dev.parley.authority.guard.Attempt;
import dev.parley.authority.guard.Throttle;
import dev.parley.config.Configuration;
import dev.parley.config.Settings;
import dev.parley.sspi.Reason;
import dev.parley.testing.TokenPackage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Who tries before the reload that brings his account is not locked out by it")
class RenewedAccountsTest {
  private static final String ADDRESS = "192.0.2.1";

  @TempDir Path directory;
  private Path file;
  private final List<AutoCloseable> closeables = new ArrayList<>();

  /** Another authority, which knows users by the same names. */
  private static final class Domain implements NtlmAuthority {
    @Override
    public String name() {
      return "domain";
    }

    @Override
    public NtlmTarget target() {
      return NtlmTarget.ofComputer("DOMAIN");
    }

    @Override
    public NtlmVerdict verify(NtlmQuestion question) {
      return new NtlmVerdict.Refused(Reason.UNKNOWN_ACCOUNT);
    }
  }

  @AfterEach
  void close() {
    Closing.all(closeables);
  }

  private void write(String... users) throws Exception {
    List<String> entries = new ArrayList<>();
    for (String user : users) {
      entries.add(
          "{\"name\": \"%s\", \"keys\": [{\"realm\": \"r\", \"algorithm\": \"MD5\", \"ha1\": \"%s\"}]}"
              .formatted(user, "0123456789abcdef0123456789abcdef"));
    }
    Path next =
        Files.writeString(
            directory.resolve("next"),
            "{\"format\": \"parley-users\", \"version\": 1, \"users\": ["
                + String.join(",", entries)
                + "]}");
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private Throttle throttle(@Nullable NtlmAuthority ntlm, Heard heard) throws Exception {
    file = directory.resolve("users.json");
    write("alice");
    Settings settings =
        Configuration.read(
                Map.of(),
                Map.of(
                    "realm", "r",
                    "packages", "token",
                    "users-file", file.toString(),
                    "users-reload-interval", "50ms"),
                Map.of("token", new TokenPackage()),
                false)
            .settings();
    Authorities all =
        Authorities.of(
            settings,
            new AuthenticationService.Parts(
                null,
                ntlm,
                null,
                List.of(),
                InstantSource.system(),
                new SecureRandom(),
                (setting, path) -> path,
                null),
            new Counters(),
            closeables);
    Throttle throttle = all.throttle(settings);
    all.addListener(heard, throttle);
    return throttle;
  }

  /** Hears after the throttle has. */
  private static final class Heard implements AccountListener {
    private volatile boolean renewed;

    @Override
    public void accountChanged(String account) {}

    @Override
    public void allAccountsChanged() {}

    @Override
    public void accountsRenewed(Renewal renewal) {
      renewed = true;
    }
  }

  private static void tryInVain(Throttle throttle, String account) throws Exception {
    for (int i = 0; i < 6; i++) {
      try (Attempt attempt = throttle.begin(account, ADDRESS)) {
        attempt.failed();
      }
    }
    assertThat(throttle.check(account, ADDRESS)).isEqualTo(Reason.LOCKED_OUT);
  }

  private void reload(Heard heard, String... users) throws Exception {
    write(users);
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> heard.renewed);
  }

  @Test
  @DisplayName("by a users file; who was there is locked out as before")
  void usersFile() throws Exception {
    Heard heard = new Heard();
    Throttle throttle = throttle(null, heard);
    tryInVain(throttle, "dora");
    tryInVain(throttle, "alice");
    reload(heard, "alice", "dora");
    assertThat(throttle.check("dora", ADDRESS)).isNull();
    assertThat(throttle.check("alice", ADDRESS)).isEqualTo(Reason.LOCKED_OUT);
  }

  @Test
  @DisplayName(
      "but where another authority tries passwords too: there the account may be an old one")
  void otherAuthority() throws Exception {
    Heard heard = new Heard();
    Throttle throttle = throttle(new Domain(), heard);
    tryInVain(throttle, "dora");
    reload(heard, "alice", "dora");
    assertThat(throttle.check("dora", ADDRESS)).isEqualTo(Reason.LOCKED_OUT);
  }
}
