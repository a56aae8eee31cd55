package dev.parley.authority.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.authority.AccountDirectory.Barred;
import dev.parley.authority.AccountDirectory.Good;
import dev.parley.authority.AccountDirectory.Unknown;
import dev.parley.authority.AccountListener;
import dev.parley.authority.AuthorityUnavailableException;
import dev.parley.authority.DigestAuthorityContract;
import dev.parley.authority.NtlmAuthority;
import dev.parley.authority.NtlmAuthorityContract;
import dev.parley.authority.NtlmClient;
import dev.parley.authority.NtlmTarget;
import dev.parley.authority.NtlmVerdict;
import dev.parley.authority.NtlmVerdict.Accepted;
import dev.parley.authority.NtlmVerdict.Refused;
import dev.parley.sspi.Identity;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SessionKey;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The JSON users file as NTLM authority and account directory")
class FileNtlmAuthorityTest {
  private static final Instant NOW = DigestAuthorityContract.NOW;

  @TempDir Path directory;
  private FileAuthority authority;

  private static User user(
      String name, String password, Instant expires, boolean enabled, String... roles) {
    SessionKey hash = password == null ? null : SessionKey.copyOf(NtlmClient.ntHash(password));
    return new User(name, List.of(roles), enabled, expires, List.of(), hash);
  }

  private static User user(String name, String password, String... roles) {
    return user(name, password, null, true, roles);
  }

  private static FileAuthority open(Path file) throws Exception {
    return FileAuthority.open(
        file,
        FileFormat.AUTO,
        Duration.ZERO,
        Documents.TARGET,
        InstantSource.fixed(NOW),
        new SecureRandom());
  }

  private Path write(User... users) throws Exception {
    return Documents.write(directory.resolve("users.json"), Documents.json(users));
  }

  @Nested
  @DisplayName("holds to the contract")
  class Contract extends NtlmAuthorityContract {
    @Override
    protected NtlmAuthority authority() throws Exception {
      List<User> users = new ArrayList<>();
      ACCOUNTS.forEach(
          each ->
              users.add(
                  user(
                      each.name(),
                      each.password(),
                      each.expires(),
                      each.enabled(),
                      each.roles().toArray(new String[0]))));
      users.add(user("nohash", null));
      return open(write(users.toArray(new User[0])));
    }
  }

  @BeforeEach
  void start() throws Exception {
    authority =
        open(
            write(
                user("alice", "secret", "staff"),
                user("Carol", "upper"),
                user("carol", "lower"),
                user("dan@EXAMPLE", "dan"),
                user("nohash", null),
                user("dora", "dora", null, false),
                user("erin", "erin", NOW, true)));
  }

  @AfterEach
  void stop() {
    authority.close();
  }

  private NtlmVerdict ask(String domain, String name, String password) throws Exception {
    return authority.verify(new NtlmClient(domain, name).answer(password));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "EXAMPLE", "example", "WEB", "web.example.org", "Example.Org"})
  @DisplayName("It answers for its domain, its computer, this computer (.) and no domain")
  void domains(String domain) throws Exception {
    assertThat(ask(domain, "alice", "secret")).isInstanceOf(Accepted.class);
    assertThat(authority.target()).isEqualTo(Documents.TARGET);
  }

  @ParameterizedTest(name = "{0}, {1}: {2}")
  @DisplayName("user@domain, without a domain beside it, is the user of that domain")
  @CsvSource({
    "'', alice@EXAMPLE, true",
    "'', ALICE@example.org, true",
    "'', alice@other, false",
    "EXAMPLE, alice@EXAMPLE, false",
    "'', @EXAMPLE, false"
  })
  void userPrincipalNames(String domain, String name, boolean known) throws Exception {
    assertThat(ask(domain, name, "secret") instanceof Accepted).isEqualTo(known);
  }

  @Test
  @DisplayName("An account that is spelled like user@domain comes before that")
  void accountWithAtSign() throws Exception {
    assertThat(((Accepted) ask("", "Dan@Example", "dan")).identity().name())
        .isEqualTo("dan@EXAMPLE");
  }

  @Test
  @DisplayName("Of accounts that differ in case only the one that is spelled exactly is meant")
  void ambiguous() throws Exception {
    assertThat(((Accepted) ask("", "Carol", "upper")).identity().name()).isEqualTo("Carol");
    assertThat(((Accepted) ask("", "carol", "lower")).identity().name()).isEqualTo("carol");
    assertThat(ask("", "CAROL", "lower")).isEqualTo(new Refused(Reason.UNKNOWN_ACCOUNT));
    assertThat(ask("", "carol", "upper")).isEqualTo(new Refused(Reason.WRONG_RESPONSE));
  }

  @Test
  @DisplayName("A user without an NT hash is told apart for the operator")
  void noHash() throws Exception {
    assertThat(ask("", "nohash", "x")).isEqualTo(new Refused(Reason.NO_NT_HASH));
  }

  @Test
  @DisplayName("A changed NT hash is a changed account: the listener hears of it, the old ends")
  void reload() throws Exception {
    List<String> changed = new ArrayList<>();
    AccountListener listener =
        new AccountListener() {
          @Override
          public void accountChanged(String account) {
            changed.add(account);
          }

          @Override
          public void allAccountsChanged() {
            changed.add("all");
          }
        };
    authority.addListener(listener);
    authority.addListener(listener);
    write(user("alice", "other", "staff"), user("nohash", null), user("Carol", "upper"));
    authority.look();
    authority.look();
    assertThat(changed).containsExactlyInAnyOrder("alice", "carol", "dan@EXAMPLE", "dora", "erin");
    assertThat(ask("", "alice", "secret")).isEqualTo(new Refused(Reason.WRONG_RESPONSE));
    assertThat(ask("", "alice", "other")).isInstanceOf(Accepted.class);
  }

  @Test
  @DisplayName("Closed, it is unavailable")
  void closed() {
    authority.close();
    assertThatThrownBy(() -> ask("", "alice", "secret"))
        .isInstanceOf(AuthorityUnavailableException.class);
    assertThatThrownBy(() -> authority.find("alice"))
        .isInstanceOf(AuthorityUnavailableException.class);
  }

  @Test
  @DisplayName("As directory it tells the standing and the roles of an account, spelled exactly")
  void directory() throws Exception {
    assertThat(authority.find("alice"))
        .isEqualTo(new Good(new Identity("alice", "users-file", Set.of("staff"))));
    assertThat(authority.find("nohash")).isInstanceOf(Good.class);
    assertThat(authority.find("dora")).isEqualTo(new Barred(Reason.ACCOUNT_DISABLED));
    assertThat(authority.find("erin")).isEqualTo(new Barred(Reason.ACCOUNT_EXPIRED));
    for (String name : List.of("bob", "", "alice@OTHER.TEST", "OTHER\\alice")) {
      assertThat(authority.find(name)).isEqualTo(new Unknown());
    }
  }

  @Test
  @DisplayName("MS-NLMP 2.2.2.1: names that are too long for NetBIOS are refused")
  void targets() {
    assertThat(NtlmTarget.ofComputer("WEB"))
        .isEqualTo(new NtlmTarget(false, "WEB", "WEB", "", "", ""));
    assertThatThrownBy(() -> NtlmTarget.ofComputer(""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> NtlmTarget.ofComputer("SIXTEENCHARACTER"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new NtlmTarget(true, "A", "B", "x".repeat(256), "", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
