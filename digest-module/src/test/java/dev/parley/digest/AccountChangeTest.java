package dev.parley.digest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.authority.DigestAlgorithm;
import dev.parley.authority.Vouched;
import dev.parley.context.AccountKeys;
import dev.parley.context.ContextReference;
import dev.parley.digest.options.DigestSettings;
import dev.parley.sspi.AcceptResult;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SecurityStatus;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The Digest package: what was asked before a change never outlives it")
class AccountChangeTest extends DigestFlow {
  private static final String ALIAS = "a.liddell";

  /** Once, when the authority has given its word and before that arrives. */
  private void afterItsWord(Runnable change) {
    site.authority.after =
        () -> {
          site.authority.after = () -> {};
          change.run();
        };
  }

  private void accountChanged(String name) {
    site.authority.listeners.forEach(each -> each.accountChanged(name));
  }

  private void removed() {
    site.authority.passwords.remove("alice");
    accountChanged("alice");
  }

  private void passwordChanged() {
    site.authority.passwords.put("alice", "new");
    accountChanged("alice");
  }

  private void assertNothingKept(String account) {
    assertThat(site.contexts.size()).isZero();
    assertThat(site.accountKeys.find(account, "test", DigestAlgorithm.SHA_256)).isNull();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("an account that is removed while the authority is asked: it is asked again")
  void removedWhileAsked(boolean sessionKeysOnly) {
    site.authority.sessionKeysOnly = sessionKeysOnly;
    DigestAlgorithm algorithm =
        sessionKeysOnly ? DigestAlgorithm.SHA_256_SESS : DigestAlgorithm.SHA_256;
    site.set(DigestSettings.ALGORITHMS, List.of(algorithm));
    site.challenge(alice, algorithm.token());
    afterItsWord(this::removed);
    assertRefused(site.answer(alice, PAGE), Reason.UNKNOWN_ACCOUNT);
    assertThat(site.authority.calls).hasValue(2);
    assertNothingKept("alice");
  }

  @Test
  @DisplayName(
      "a password that is changed while it is asked for with a stale nonce is not kept by account")
  void staleNonce() {
    site.challenge(alice, DEFAULT);
    site.pass(Duration.ofMinutes(6));
    afterItsWord(this::passwordChanged);
    assertRefused(site.answer(alice, PAGE), Reason.WRONG_RESPONSE);
    assertNothingKept("alice");
    site.challenge(alice, DEFAULT);
    assertRefused(site.answer(alice, PAGE), Reason.WRONG_RESPONSE);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName(
      "a change behind the authority's last word: nothing is kept, and the client comes back by itself")
  void behindTheWord(boolean stale) {
    site.challenge(alice, DEFAULT);
    if (stale) {
      site.pass(Duration.ofMinutes(6));
    }
    int before = site.authority.calls.get();
    // The clock is asked for the lifetime of what is to be kept.
    site.clockAsked =
        () -> {
          if (site.authority.calls.get() > before) {
            site.clockAsked = () -> {};
            passwordChanged();
          }
        };
    AcceptResult result = site.answer(alice, PAGE);
    assertStale(result, stale ? Reason.NONCE_EXPIRED : Reason.ACCOUNT_CHANGED);
    assertNothingKept("alice");
    alice.take(result.token(), DEFAULT);
    assertRefused(site.answer(alice, PAGE), Reason.WRONG_RESPONSE);
  }

  /** Keys by account, among which something happens after one was found. */
  private final class Interrupted implements AccountKeys {
    private final AccountKeys keys;
    private Runnable found = () -> {};

    Interrupted(AccountKeys keys) {
      this.keys = keys;
    }

    @Override
    public @Nullable AccountKey find(String account, String realm, DigestAlgorithm base) {
      AccountKey key = keys.find(account, realm, base);
      if (key != null) {
        Runnable now = found;
        found = () -> {};
        // What a thread has in its hands that is about to make a context of it.
        AccountKey inHand =
            new AccountKey(
                key.vouched(), key.key().copy(), key.establishedMillis(), key.expiresMillis());
        now.run();
        return inHand;
      }
      return null;
    }

    @Override
    public void keep(String account, String realm, DigestAlgorithm base, AccountKey entry) {
      keys.keep(account, realm, base, entry);
    }

    @Override
    public void remove(String account, String realm, DigestAlgorithm base) {
      keys.remove(account, realm, base);
    }

    @Override
    public void removeIf(Predicate<Vouched> which) {
      keys.removeIf(which);
    }

    @Override
    public void tidy() {
      keys.tidy();
    }

    @Override
    public void clear() {
      keys.clear();
    }

    @Override
    public void close() {
      keys.close();
    }
  }

  @Test
  @DisplayName(
      "a change while a context is made of a key kept by account: there is no such context")
  void ofKeptKey() {
    Interrupted keys = new Interrupted(site.accountKeys);
    site.accountKeys = keys;
    site.challenge(alice, DEFAULT);
    assertOk(site.answer(alice, PAGE));
    site.challenge(alice, DEFAULT);
    keys.found = this::passwordChanged;
    assertStale(site.answer(alice, PAGE), Reason.ACCOUNT_CHANGED);
    assertNothingKept("alice");
  }

  @Test
  @DisplayName("a user who is revoked by an operator while it logs on: it is asked for again")
  void revokedByOperator() {
    site.challenge(alice, DEFAULT);
    afterItsWord(
        () -> {
          site.authority.passwords.remove("alice");
          site.forgetter().revoke("ALICE", each -> {});
        });
    assertRefused(site.answer(alice, PAGE), Reason.UNKNOWN_ACCOUNT);
    assertNothingKept("alice");
  }

  @Test
  @DisplayName("a logout while another request makes the context anew: it is not made")
  void loggedOutMeanwhile() {
    site.challenge(alice, DEFAULT);
    String opaque = alice.challenge.getOrDefault("opaque", "");
    ContextReference reference = Objects.requireNonNull(ContextReference.parse(opaque));
    afterItsWord(() -> site.contexts.revoke(reference));
    assertRefused(site.answer(alice, PAGE), Reason.CONTEXT_REVOKED);
    assertThat(site.contexts.find(reference)).isNull();
  }

  @Test
  @DisplayName(
      "an account that changes with each question: no answer, no wrong password, nothing kept")
  void alwaysChanging() {
    site.challenge(alice, DEFAULT);
    site.authority.after = () -> accountChanged("alice");
    assertThat(site.answer(alice, PAGE).status())
        .isEqualTo(SecurityStatus.SEC_E_NO_AUTHENTICATING_AUTHORITY);
    assertThat(site.failures).isEmpty();
    assertNothingKept("alice");
  }

  @Test
  @DisplayName("changes of others do not disturb a logon, however many come")
  void changesOfOthers() {
    site.challenge(alice, DEFAULT);
    site.authority.after =
        () -> {
          for (int i = 0; i < 100; i++) {
            accountChanged("user" + i);
          }
        };
    assertOk(site.answer(alice, PAGE));
    assertThat(site.authority.calls).hasValue(1);
    site.challenge(alice, DEFAULT);
    assertOk(site.answer(alice, PAGE));
    assertThat(site.authority.calls).hasValue(1);
  }

  private TestClient liddell() {
    site.authority.passwords.put(ALIAS, "secret");
    site.authority.identities.put(ALIAS, "alice");
    return new TestClient(ALIAS, "secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"alice", "ALICE", "a.liddell", "EXAMPLE\\A.Liddell"})
  @DisplayName(
      "an account that the authority knows by another name: its key and its contexts fall by either")
  void alias(String name) {
    TestClient liddell = liddell();
    site.challenge(liddell, DEFAULT);
    AcceptResult result = site.answer(liddell, PAGE);
    assertOk(result);
    assertThat(Objects.requireNonNull(result.context()).identity().name()).isEqualTo("alice");
    // made of the key that is kept by account
    site.challenge(liddell, DEFAULT);
    assertOk(site.answer(liddell, PAGE));
    assertThat(site.authority.calls).hasValue(1);
    assertThat(site.contexts.size()).isEqualTo(2);
    site.authority.passwords.remove(ALIAS);
    accountChanged(name);
    assertNothingKept(ALIAS);
    assertRefused(site.answer(liddell, PAGE), Reason.UNKNOWN_ACCOUNT);
  }

  @Test
  @DisplayName("an account that is named by its userhash falls by its names too")
  void userhash() {
    site.set(DigestSettings.USERHASH, true);
    TestClient liddell = liddell();
    String hash = TestClient.h(DEFAULT, ALIAS + ":test");
    liddell.tamper =
        parameters -> {
          parameters.put("username", '"' + hash + '"');
          parameters.put("userhash", "true");
          return parameters;
        };
    site.challenge(liddell, DEFAULT);
    assertOk(site.answer(liddell, PAGE));
    assertOk(site.answer(liddell, PAGE));
    accountChanged("A.LIDDELL");
    assertNothingKept(ALIAS);
  }

  @Test
  @DisplayName("a change of the identity while its other name logs on: it is asked again")
  void aliasMeanwhile() {
    TestClient liddell = liddell();
    site.challenge(liddell, DEFAULT);
    afterItsWord(
        () -> {
          site.authority.passwords.remove(ALIAS);
          accountChanged("alice");
        });
    assertRefused(site.answer(liddell, PAGE), Reason.UNKNOWN_ACCOUNT);
    assertNothingKept(ALIAS);
  }

  @Test
  @DisplayName(
      "a wrong answer to a kept context counts for the account by which it was asked about")
  void countsAsAsked() {
    TestClient liddell = liddell();
    site.challenge(liddell, DEFAULT);
    assertOk(site.answer(liddell, PAGE));
    liddell.password = "wrong";
    assertRefused(site.answer(liddell, PAGE), Reason.WRONG_RESPONSE);
    assertThat(site.failures.keySet()).singleElement().asString().startsWith(ALIAS + "@");
  }
}
