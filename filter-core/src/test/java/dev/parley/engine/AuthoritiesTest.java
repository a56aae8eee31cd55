package dev.parley.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.audit.Counters;
import dev.parley.authority.AccountDirectory;
import dev.parley.authority.AccountListener;
import dev.parley.authority.AuthorityUnavailableException;
import dev.parley.authority.DigestAuthority;
import dev.parley.authority.DigestQuestion;
import dev.parley.authority.DigestVerdict;
import dev.parley.authority.NtlmAuthority;
import dev.parley.authority.NtlmClient;
import dev.parley.authority.NtlmQuestion;
import dev.parley.authority.NtlmTarget;
import dev.parley.authority.NtlmVerdict;
import dev.parley.authority.guard.LoginThrottle;
import dev.parley.authority.guard.ThrottleLimits;
import dev.parley.config.Configuration;
import dev.parley.config.ConfigurationException;
import dev.parley.sspi.Reason;
import dev.parley.testing.TokenPackage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Who is asked for Digest, for NTLM, and for the roles of accounts")
class AuthoritiesTest {
  private static final String USERS =
      """
      {"format": "parley-users", "version": 1, "users": [
        {"name": "alice", "roles": ["staff"], "keys": [],
         "ntHash": "0cb6948805f797bf2a82807973b89537"}]}
      """;

  @TempDir Path directory;
  private final List<AutoCloseable> closeables = new ArrayList<>();
  private final List<String> heard = new ArrayList<>();
  private final AccountListener listener =
      new AccountListener() {
        @Override
        public void accountChanged(String account) {
          heard.add(account);
        }

        @Override
        public void allAccountsChanged() {
          heard.add("all");
        }
      };

  /** For Digest only. */
  private static class OfDigest implements DigestAuthority {
    final List<AccountListener> listeners = new ArrayList<>();

    @Override
    public String name() {
      return "given";
    }

    @Override
    public DigestVerdict verify(DigestQuestion question) {
      return new DigestVerdict.Refused(Reason.UNKNOWN_ACCOUNT);
    }

    @Override
    public void addListener(AccountListener listener) {
      listeners.add(listener);
    }

    @Override
    public boolean answersFromMemory() {
      return true;
    }

    @Override
    public void close() {
      throw new IllegalStateException("it is its giver's to close");
    }
  }

  /** For all three. */
  private static final class OfAll extends OfDigest implements NtlmAuthority, AccountDirectory {
    @Override
    public NtlmTarget target() {
      return NtlmTarget.ofComputer("GIVEN");
    }

    @Override
    public NtlmVerdict verify(NtlmQuestion question) {
      return new NtlmVerdict.Refused(Reason.UNKNOWN_ACCOUNT);
    }

    @Override
    public Standing find(String account) throws AuthorityUnavailableException {
      throw new AuthorityUnavailableException("down");
    }
  }

  @AfterEach
  void close() {
    Closing.all(closeables);
  }

  private Authorities authorities(
      DigestAuthority digest,
      NtlmAuthority ntlm,
      AccountDirectory accounts,
      Map<String, Object> more)
      throws ConfigurationException {
    Map<String, Object> values = new HashMap<>(more);
    values.put("realm", "r");
    values.put("packages", "token");
    Configuration configuration =
        Configuration.read(Map.of(), values, Map.of("token", new TokenPackage()), digest != null);
    return Authorities.of(
        configuration.settings(),
        new AuthenticationService.Parts(
            digest,
            ntlm,
            accounts,
            List.of(),
            InstantSource.system(),
            new SecureRandom(),
            (setting, path) -> path,
            null),
        new Counters(),
        closeables);
  }

  @Test
  @DisplayName("The users file answers for all three, in the domain of the settings")
  void usersFile() throws Exception {
    Path file = Files.writeString(directory.resolve("users.json"), USERS);
    Authorities all =
        authorities(
            null, null, null, Map.of("users-file", file.toString(), "users-domain", "example"));
    assertThat(all.digest().name()).isEqualTo("users-file");
    assertThat(all.ntlm().target().netbiosDomain()).isEqualTo("EXAMPLE");
    assertThat(all.ntlm().verify(new NtlmClient("example", "ALICE").answer("test")))
        .isInstanceOf(NtlmVerdict.Accepted.class);
    assertThat(all.accounts().find("alice")).isInstanceOf(AccountDirectory.Good.class);
    all.addListener(listener, new LoginThrottle(ThrottleLimits.DEFAULT));
    close();
    assertThatThrownBy(() -> all.accounts().find("alice"))
        .isInstanceOf(AuthorityUnavailableException.class);
  }

  @Test
  @DisplayName("An authority for Digest alone leaves NTLM without one, and knows no account")
  void digestAlone() throws Exception {
    Authorities all = authorities(new OfDigest(), null, null, Map.of());
    assertThat(all.ntlm()).isNull();
    assertThat(all.accounts().find("alice")).isInstanceOf(AccountDirectory.Unknown.class);
  }

  @Test
  @DisplayName("A given authority serves what it can; once closed its listeners hear no more")
  void given() throws Exception {
    OfAll given = new OfAll();
    Authorities all = authorities(given, null, null, Map.of());
    assertThat(all.ntlm().target().netbiosComputer()).isEqualTo("GIVEN");
    assertThat(all.ntlm().answersFromMemory()).isTrue();
    assertThat(all.ntlm().verify(new NtlmClient("", "x").answer("x")))
        .isEqualTo(new NtlmVerdict.Refused(Reason.UNKNOWN_ACCOUNT));
    assertThatThrownBy(() -> all.accounts().find("alice")).hasMessage("down");
    all.addListener(listener, new LoginThrottle(ThrottleLimits.DEFAULT));
    given.listeners.forEach(each -> each.accountChanged("alice"));
    assertThat(heard).contains("alice");
    heard.clear();
    close();
    given.listeners.forEach(AccountListener::allAccountsChanged);
    assertThat(heard).isEmpty();
  }

  @Test
  @DisplayName("Authorities that are given for NTLM and for accounts win over what others could do")
  void givenApart() throws Exception {
    OfAll forNtlm = new OfAll();
    Authorities all =
        authorities(new OfAll(), forNtlm, account -> new AccountDirectory.Unknown(), Map.of());
    assertThat(all.accounts().find("alice")).isInstanceOf(AccountDirectory.Unknown.class);
    all.addListener(listener, new LoginThrottle(ThrottleLimits.DEFAULT));
    forNtlm.listeners.forEach(AccountListener::allAccountsChanged);
    assertThat(heard).containsExactly("all");
  }
}
