package dev.parley.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.authority.DigestVerdict.Accepted;
import dev.parley.authority.DigestVerdict.KeyScope;
import dev.parley.authority.DigestVerdict.Refused;
import dev.parley.sspi.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every {@link DigestAuthority} holds to. An implementation's test extends this, fills its
 * store with {@link #ACCOUNTS} and says what it can.
 */
public abstract class DigestAuthorityContract {
  /** The realm of all accounts. */
  protected static final String REALM = "users@example.org";

  /** A second realm, where all accounts have the same passwords; not ASCII. */
  protected static final String OTHER_REALM = "Pr\u00fcfstelle";

  /** The time at which the account {@code erin} has expired and {@code frank} has an hour. */
  public static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  /**
   * An account to put into the store, for both realms and for all algorithms it can keep.
   *
   * @param expires when it expires, or null
   */
  public record TestAccount(
      String name, String password, Set<String> roles, boolean enabled, Instant expires) {}

  /** What the store must hold. */
  protected static final List<TestAccount> ACCOUNTS =
      List.of(
          new TestAccount("alice", "secret words", Set.of("admin", "staff"), true, null),
          new TestAccount("Bob", "b:o:b", Set.of(), true, null),
          new TestAccount("J\u00e4s\u00f8n Doe", "Secret, or not? \u00e4", Set.of(), true, null),
          new TestAccount("\u5f20\u4f1f", "\ud83d\udd11", Set.of(), true, null),
          new TestAccount("dora", "disabled", Set.of("staff"), false, null),
          new TestAccount("erin", "expired", Set.of(), true, NOW.minusSeconds(1)),
          new TestAccount("frank", "expires", Set.of(), true, NOW.plusSeconds(3600)));

  private DigestAuthority authority;

  /** An authority over a store with {@link #ACCOUNTS}, whose time is {@link #NOW}. */
  protected abstract DigestAuthority authority() throws Exception;

  /** Whether the store keeps a hash, or the password, for this algorithm. */
  protected boolean keeps(DigestAlgorithm algorithm) {
    return true;
  }

  /** Whether the store has roles, and accounts that are disabled or expire. */
  protected boolean knowsMoreThanHashes() {
    return true;
  }

  /** Whether the authority can tell the account of a userhash. */
  protected boolean resolvesUserhashes() {
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

  private DigestVerdict ask(String user, String realm, DigestAlgorithm algorithm, String password)
      throws AuthorityUnavailableException {
    return authority.verify(new DigestClient(user, realm, algorithm).answer(password));
  }

  private DigestAlgorithm anAlgorithm() {
    return Stream.of(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5, DigestAlgorithm.SHA_512_256)
        .filter(this::keeps)
        .findFirst()
        .orElseThrow();
  }

  private void assertRefused(DigestVerdict verdict, Reason reason) {
    assertThat(verdict).isEqualTo(new Refused(reason));
  }

  static Stream<TestAccount> good() {
    return ACCOUNTS.stream()
        .filter(each -> each.enabled() && !NOW.minusSeconds(1).equals(each.expires()));
  }

  @Test
  @DisplayName("The authority has a name that does not change")
  void name() {
    assertThat(authority.name()).isNotEmpty().isEqualTo(authority.name());
  }

  @ParameterizedTest
  @MethodSource("good")
  @DisplayName("The right password is accepted for every kept algorithm, in every realm")
  void accepts(TestAccount account) throws Exception {
    for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
      for (String realm : List.of(REALM, OTHER_REALM)) {
        if (!keeps(algorithm.base())) {
          continue;
        }
        DigestVerdict verdict = ask(account.name(), realm, algorithm, account.password());
        assertThat(verdict).as(algorithm + " " + realm).isInstanceOf(Accepted.class);
        Accepted accepted = (Accepted) verdict;
        assertThat(accepted.identity().name()).isEqualTo(account.name());
        assertThat(accepted.identity().authority()).isEqualTo(authority.name());
        if (accepted.scope() == KeyScope.ACCOUNT) {
          assertThat(accepted.key())
              .isEqualTo(
                  DigestClient.accountKey(account.name(), realm, algorithm, account.password()));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(DigestAlgorithm.class)
  @DisplayName("A wrong password is refused")
  void refusesWrongPassword(DigestAlgorithm algorithm) throws Exception {
    assumeTrue(keeps(algorithm.base()), "this authority keeps no key of the algorithm");
    assertRefused(ask("alice", REALM, algorithm, "secret word"), Reason.WRONG_RESPONSE);
    assertRefused(ask("alice", REALM, algorithm, ""), Reason.WRONG_RESPONSE);
    assertRefused(ask("alice", REALM, algorithm, "b:o:b"), Reason.WRONG_RESPONSE);
  }

  @Test
  @DisplayName("CVE-2026-43512: an unknown user is refused, also with the password null or none")
  void refusesUnknown() throws Exception {
    for (String password : List.of("", "null", "secret words")) {
      for (String user : List.of("nobody", "null", "")) {
        assertRefused(ask(user, REALM, anAlgorithm(), password), Reason.UNKNOWN_ACCOUNT);
      }
    }
  }

  @Test
  @DisplayName("An unknown realm is refused, whatever the password")
  void refusesUnknownRealm() throws Exception {
    for (String password : List.of("", "null", "secret words")) {
      assertThat(ask("alice", "elsewhere", anAlgorithm(), password)).isInstanceOf(Refused.class);
    }
  }

  @Test
  @DisplayName("An unknown account, realm or algorithm costs as many hashes as a wrong password")
  void sameCost() throws Exception {
    DigestAlgorithm algorithm = anAlgorithm();
    DigestClient known = new DigestClient("alice", REALM, algorithm);
    authority.verify(known.answer("wrong"));
    for (DigestClient other :
        List.of(
            new DigestClient("nobody", REALM, algorithm),
            new DigestClient("alice", "elsewhere", algorithm),
            new DigestClient("dora", REALM, algorithm),
            new DigestClient("erin", REALM, algorithm))) {
      authority.verify(other.answer("wrong"));
      assertThat(other.trials()).isEqualTo(known.trials());
    }
  }

  @Test
  @DisplayName("The answer of one user does not serve another")
  void boundToTheUser() throws Exception {
    DigestQuestion alices = new DigestClient("alice", REALM, anAlgorithm()).answer("secret words");
    DigestQuestion asBob =
        new DigestQuestion("Bob", REALM, alices.algorithm(), alices.inputs(), alices::isAnsweredBy);
    assertThat(authority.verify(asBob)).isInstanceOf(Refused.class);
  }

  @Test
  @DisplayName("The key belongs to the caller: wiping it does no harm to the next")
  void keysAreCopies() throws Exception {
    for (int i = 0; i < 3; i++) {
      Accepted accepted = (Accepted) ask("alice", REALM, anAlgorithm(), "secret words");
      assertThat(accepted.key().isDestroyed()).isFalse();
      accepted.key().destroy();
    }
  }

  @Test
  @DisplayName("Roles are those of the store")
  void roles() throws Exception {
    assumeTrue(knowsMoreThanHashes(), "this authority knows of neither roles nor lifetimes");
    Accepted accepted = (Accepted) ask("alice", REALM, anAlgorithm(), "secret words");
    assertThat(accepted.identity().roles()).containsExactlyInAnyOrder("admin", "staff");
  }

  @Test
  @DisplayName("Disabled and expired accounts are refused with the right password")
  void refusesDisabledAndExpired() throws Exception {
    assumeTrue(knowsMoreThanHashes(), "this authority knows of neither roles nor lifetimes");
    assertRefused(ask("dora", REALM, anAlgorithm(), "disabled"), Reason.ACCOUNT_DISABLED);
    assertRefused(ask("erin", REALM, anAlgorithm(), "expired"), Reason.ACCOUNT_EXPIRED);
  }

  @Test
  @DisplayName("A key serves no longer than its account lives")
  void keyLifetime() throws Exception {
    assumeTrue(knowsMoreThanHashes(), "this authority knows of neither roles nor lifetimes");
    Accepted accepted = (Accepted) ask("frank", REALM, anAlgorithm(), "expires");
    assertThat(accepted.keyLifetime()).isPositive().isLessThanOrEqualTo(Duration.ofHours(1));
  }

  @Test
  @DisplayName("RFC 7616 section 3.4.4: H(user:realm) names the user")
  void userhash() throws Exception {
    DigestAlgorithm algorithm = anAlgorithm();
    String userhash = DigestClient.hash(algorithm, "J\u00e4s\u00f8n Doe:" + REALM);
    String unknown = DigestClient.hash(algorithm, "nobody:" + REALM);
    if (resolvesUserhashes()) {
      assertThat(authority.resolveUserhash(userhash, REALM, algorithm))
          .contains("J\u00e4s\u00f8n Doe");
      assertThat(authority.resolveUserhash(userhash, OTHER_REALM, algorithm)).isEmpty();
      assertThat(authority.resolveUserhash(userhash, "elsewhere", algorithm)).isEmpty();
    }
    assertThat(authority.resolveUserhash(unknown, REALM, algorithm)).isEmpty();
  }

  @Test
  @DisplayName("Neither authority nor verdict shows a secret as text")
  void noSecretsAsText() throws Exception {
    String hash = DigestClient.accountHash("alice", REALM, anAlgorithm(), "secret words");
    DigestVerdict verdict = ask("alice", REALM, anAlgorithm(), "secret words");
    assertThat(authority + " " + verdict).doesNotContain(hash, "secret words");
  }
}
