package dev.parley.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.audit.Counters;
import dev.parley.authority.DigestAlgorithm;
import dev.parley.authority.Vouched;
import dev.parley.context.AccountKeys.AccountKey;
import dev.parley.sspi.Identity;
import dev.parley.sspi.SessionKey;
import dev.parley.testing.TestTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What is kept of an account is found by every name by which it goes")
class ForgetterTest {
  private static final DigestAlgorithm SHA_256 = DigestAlgorithm.SHA_256;

  private final TestTime time = new TestTime();
  private final CaffeineContextCache contexts =
      new CaffeineContextCache(
          ContextPlaces.ofAnybody(100),
          Duration.ofHours(1),
          Duration.ofHours(10),
          new Counters(),
          time,
          time::nanos);
  private final CaffeineAccountKeys keys =
      new CaffeineAccountKeys(100, Duration.ofMinutes(5), contexts.changes(), time, time::nanos);
  private final Forgetter forgetter = new Forgetter(contexts, keys);
  private long references;

  /** A context whose client wrote the account in its own way. */
  private record Written(Identity identity, String account, long expiresMillis)
      implements KeptContext {
    @Override
    public boolean isNamed(Predicate<String> name) {
      return name.test(identity.name()) || name.test(account);
    }

    @Override
    public String packageName() {
      return "test";
    }

    @Override
    public long establishedMillis() {
      return 0;
    }

    @Override
    public void destroy(ContextReference reference) {}
  }

  private ContextReference keep(String written, String identity) {
    ContextReference reference = new ContextReference(1, ++references);
    contexts.keep(
        reference,
        new Written(new Identity(identity, "users", Set.of()), written, time.millis() + 36_000_000),
        contexts.changes().now());
    return reference;
  }

  private void keepKey(String written, String identity) {
    Identity its = new Identity(identity, "users", Set.of());
    Vouched vouched = Vouched.of(its, written, contexts.changes().now());
    SessionKey key = SessionKey.copyOf(new byte[] {1});
    keys.keep(
        written,
        "r",
        SHA_256,
        new AccountKey(vouched, key, time.millis(), time.millis() + 36_000_000));
  }

  private boolean isKept(String written) {
    return keys.find(written, "r", SHA_256) != null;
  }

  @ParameterizedTest
  @ValueSource(strings = {"alice", "ALICE", "a.liddell", "EXAMPLE\\A.Liddell", "a.liddell@x.test"})
  @DisplayName("the word of an authority: as the client wrote it, and the identity's name")
  void byAuthority(String name) {
    ContextReference reference = keep("a.liddell", "alice");
    keepKey("a.liddell", "alice");
    ContextReference other = keep("bob", "bob");
    keepKey("bob", "bob");
    forgetter.accountChanged(name);
    assertThat(contexts.find(reference)).isNull();
    assertThat(contexts.isRevoked(reference)).as("comes back silently").isFalse();
    assertThat(isKept("a.liddell")).isFalse();
    assertThat(contexts.find(other)).isNotNull();
    assertThat(isKept("bob")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"alice", "a.liddell", "Alice.Liddell@x.test"})
  @DisplayName("whatever goes by one of the names: all of the same identity go")
  void byAnother(String name) {
    keep("a.liddell", "alice");
    keepKey("alice.liddell", "alice");
    ContextReference plain = keep("alice", "alice");
    keepKey("alice", "alice");
    forgetter.accountChanged(name);
    assertThat(contexts.size()).isZero();
    assertThat(contexts.find(plain)).isNull();
    assertThat(isKept("alice") || isKept("alice.liddell")).isFalse();
  }

  @Test
  @DisplayName("an operator: the same, and clients are asked for their passwords")
  void byOperator() {
    ContextReference alias = keep("a.liddell", "alice");
    ContextReference plain = keep("alice", "alice");
    ContextReference other = keep("bob", "bob");
    keepKey("a.liddell", "alice");
    List<ContextReference> revoked = new ArrayList<>();
    forgetter.revoke("A.Liddell", each -> revoked.add(each.reference()));
    assertThat(revoked).containsExactlyInAnyOrder(alias, plain);
    assertThat(contexts.isRevoked(alias) && contexts.isRevoked(plain)).isTrue();
    assertThat(contexts.find(other)).isNotNull();
    assertThat(isKept("a.liddell")).isFalse();
  }

  @Test
  @DisplayName("one context alone: the key goes too, under whatever name it was kept")
  void oneContext() {
    keep("a.liddell", "alice");
    keep("alice", "alice");
    keepKey("a.liddell", "alice");
    ContextCache.Entry one = contexts.list(1).get(0);
    assertThat(forgetter.revoke(one)).isTrue();
    assertThat(forgetter.revoke(one)).isFalse();
    assertThat(contexts.size()).isEqualTo(1);
    assertThat(isKept("a.liddell")).isFalse();
  }

  @Test
  @DisplayName("a logon that was under way keeps nothing, under any of the names")
  void underWay() {
    long asked = contexts.changes().now();
    keep("a.liddell", "alice");
    forgetter.accountChanged("a.liddell");
    Written late =
        new Written(new Identity("alice", "users", Set.of()), "alice", time.millis() + 1000);
    assertThat(contexts.keep(new ContextReference(2, 2), late, asked)).isNull();
  }

  @Test
  @DisplayName("several accounts in one go, and all")
  void several() {
    keep("a.liddell", "alice");
    keep("bob", "bob");
    keep("carol", "carol");
    forgetter.accountsChanged(List.of("alice", "BOB"));
    assertThat(contexts.list(10)).hasSize(1);
    keepKey("carol", "carol");
    forgetter.allAccountsChanged();
    assertThat(contexts.size()).isZero();
    assertThat(isKept("carol")).isFalse();
  }
}
