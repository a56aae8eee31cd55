package dev.parley.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.authority.DigestAuthorityContract.TestAccount;
import dev.parley.authority.NtlmVerdict.Accepted;
import dev.parley.authority.NtlmVerdict.Refused;
import dev.parley.sspi.Reason;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link NtlmAuthority} holds to. An implementation's test extends this, fills its store
 * with {@link #ACCOUNTS} and says what it can.
 */
public abstract class NtlmAuthorityContract {
  /** What the store must hold. */
  protected static final List<TestAccount> ACCOUNTS = DigestAuthorityContract.ACCOUNTS;

  private NtlmAuthority authority;

  /**
   * An authority over a store with {@link #ACCOUNTS}, whose time is {@link
   * DigestAuthorityContract#NOW}, and beside them the account {@code nohash} for which it has
   * nothing that NTLM could use.
   */
  protected abstract NtlmAuthority authority() throws Exception;

  /** Whether the store has roles that come with the verdict. */
  protected boolean knowsRoles() {
    return true;
  }

  @BeforeEach
  final void open() throws Exception {
    authority = authority();
  }

  @AfterEach
  final void close() {
    authority.close();
  }

  private NtlmVerdict ask(String domain, String user, String password)
      throws AuthorityUnavailableException {
    return authority.verify(new NtlmClient(domain, user).answer(password));
  }

  private static void assertRefused(NtlmVerdict verdict, Reason reason) {
    assertThat(verdict).isEqualTo(new Refused(reason));
  }

  static Stream<TestAccount> good() {
    return DigestAuthorityContract.good();
  }

  @Test
  @DisplayName("The authority has a name that does not change")
  void name() {
    assertThat(authority.name()).isNotEmpty().isEqualTo(authority.name());
  }

  @Test
  @DisplayName("MS-NLMP 2.2.2.1: the target has NetBIOS names")
  void target() {
    assertThat(authority.target().netbiosComputer()).isNotEmpty().hasSizeLessThanOrEqualTo(15);
    assertThat(authority.target().netbiosDomain()).isNotEmpty().hasSizeLessThanOrEqualTo(15);
  }

  @ParameterizedTest
  @MethodSource("good")
  @DisplayName("The right password is accepted, with the session base key, in the target's domain")
  void accepts(TestAccount account) throws Exception {
    for (String domain : List.of("", authority.target().netbiosDomain())) {
      NtlmVerdict verdict = ask(domain, account.name(), account.password());
      assertThat(verdict).isInstanceOf(Accepted.class);
      Accepted accepted = (Accepted) verdict;
      assertThat(accepted.identity().name()).isEqualTo(account.name());
      assertThat(accepted.identity().authority()).isEqualTo(authority.name());
      assertThat(accepted.sessionBaseKey())
          .isEqualTo(new NtlmClient(domain, account.name()).sessionBaseKey(account.password()));
    }
  }

  @ParameterizedTest
  @MethodSource("good")
  @DisplayName("MS-NLMP 3.3.2: names have no case; the identity is spelled as in the store")
  void anyCase(TestAccount account) throws Exception {
    String other = AccountNames.upperCase(account.name());
    String domain = authority.target().netbiosDomain().toLowerCase(Locale.ROOT);
    NtlmVerdict verdict = ask(domain, other, account.password());
    assertThat(verdict).isInstanceOf(Accepted.class);
    assertThat(((Accepted) verdict).identity().name()).isEqualTo(account.name());
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret word", "", "b:o:b"})
  @DisplayName("A wrong password is refused")
  void refusesWrongPassword(String password) throws Exception {
    assertRefused(ask("", "alice", password), Reason.WRONG_RESPONSE);
  }

  @Test
  @DisplayName("An unknown user is refused, also with the password null or none")
  void refusesUnknown() throws Exception {
    for (String password : List.of("", "null", "secret words")) {
      for (String user : List.of("nobody", "null", "", "alice\\", "alice@elsewhere.test")) {
        assertRefused(ask("", user, password), Reason.UNKNOWN_ACCOUNT);
      }
    }
  }

  @Test
  @DisplayName("A domain that is not the authority's is refused, whatever the password")
  void refusesUnknownDomain() throws Exception {
    assertRefused(ask("ELSEWHERE", "alice", "secret words"), Reason.UNKNOWN_ACCOUNT);
  }

  @Test
  @DisplayName("An account without anything that NTLM could use is refused, whatever the password")
  void refusesAccountsWithoutHash() throws Exception {
    for (String password : List.of("", "null", "nohash")) {
      assertThat(ask("", "nohash", password)).isInstanceOf(Refused.class);
    }
  }

  @Test
  @DisplayName("An unknown account, domain or hash costs as many trials as a wrong password")
  void sameCost() throws Exception {
    NtlmClient known = new NtlmClient("", "alice");
    authority.verify(known.answer("wrong"));
    for (NtlmClient other :
        List.of(
            new NtlmClient("", "nobody"),
            new NtlmClient("ELSEWHERE", "alice"),
            new NtlmClient("", "nohash"),
            new NtlmClient("", "dora"),
            new NtlmClient("", "erin"))) {
      authority.verify(other.answer("wrong"));
      assertThat(other.trials()).isEqualTo(known.trials());
    }
  }

  @Test
  @DisplayName("Disabled and expired accounts are refused with the right password")
  void refusesDisabledAndExpired() throws Exception {
    assertRefused(ask("", "dora", "disabled"), Reason.ACCOUNT_DISABLED);
    assertRefused(ask("", "erin", "expired"), Reason.ACCOUNT_EXPIRED);
  }

  @Test
  @DisplayName("The key belongs to the caller: wiping it does no harm to the next")
  void keysAreCopies() throws Exception {
    for (int i = 0; i < 3; i++) {
      Accepted accepted = (Accepted) ask("", "alice", "secret words");
      assertThat(accepted.sessionBaseKey().isDestroyed()).isFalse();
      accepted.sessionBaseKey().destroy();
    }
  }

  @Test
  @DisplayName("Roles are those of the store")
  void roles() throws Exception {
    assumeTrue(knowsRoles(), "this authority knows of no roles");
    Accepted accepted = (Accepted) ask("", "alice", "secret words");
    assertThat(accepted.identity().roles()).containsExactlyInAnyOrder("admin", "staff");
  }

  @Test
  @DisplayName("Neither authority nor verdict shows a secret as text")
  void noSecretsAsText() throws Exception {
    NtlmVerdict verdict = ask("", "alice", "secret words");
    assertThat(authority + " " + verdict)
        .doesNotContain(
            "secret words",
            HexFormat.of().formatHex(NtlmClient.ntHash("secret words")),
            new String(NtlmClient.ntHash("secret words"), StandardCharsets.ISO_8859_1));
  }
}
