package dev.parley.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.authority.AccountChanges;
import dev.parley.authority.AccountNames;
import dev.parley.authority.DigestAlgorithm;
import dev.parley.authority.Vouched;
import dev.parley.context.AccountKeys.AccountKey;
import dev.parley.sspi.Identity;
import dev.parley.sspi.SessionKey;
import dev.parley.testing.TestTime;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CaffeineAccountKeysTest {
  private static final Identity ALICE = new Identity("alice", "users", Set.of("admin"));
  private static final DigestAlgorithm SHA_256 = DigestAlgorithm.SHA_256;

  private final TestTime time = new TestTime();
  private final AccountChanges changes = new AccountChanges();
  private final CaffeineAccountKeys keys = keys(100, Duration.ofMinutes(5));

  private CaffeineAccountKeys keys(int maximum, Duration lifetime) {
    return new CaffeineAccountKeys(maximum, lifetime, changes, time, time::nanos);
  }

  private AccountKey entry(int octet, Duration life) {
    byte[] octets = new byte[32];
    octets[0] = (byte) octet;
    return new AccountKey(
        new Vouched(ALICE, Set.of(), changes.now()),
        SessionKey.copyOf(octets),
        time.millis(),
        time.millis() + life.toMillis());
  }

  private AccountKey entryOf(Identity identity) {
    AccountKey entry = entry(2);
    return new AccountKey(
        new Vouched(identity, Set.of(), changes.now()),
        entry.key(),
        entry.establishedMillis(),
        entry.expiresMillis());
  }

  private AccountKey entry(int octet) {
    return entry(octet, Duration.ofDays(1));
  }

  private SessionKey keyOf(String account) {
    return Objects.requireNonNull(keys.find(account, "r", SHA_256)).key();
  }

  @Test
  @DisplayName("A key is found by account, realm and algorithm, each exactly")
  void finds() {
    keys.keep("alice", "r", SHA_256, entry(1));
    assertThat(keyOf("alice")).isEqualTo(entry(1).key());
    assertThat(keys.find("Alice", "r", SHA_256)).isNull();
    assertThat(keys.find("alice", "R", SHA_256)).isNull();
    assertThat(keys.find("alice", "r", DigestAlgorithm.MD5)).isNull();
  }

  @Test
  @DisplayName("The cache keeps a copy: the caller's key and the kept one die apart")
  void copies() {
    AccountKey mine = entry(1);
    keys.keep("alice", "r", SHA_256, mine);
    mine.key().destroy();
    SessionKey kept = keyOf("alice");
    assertThat(kept.isDestroyed()).isFalse();
    keys.remove("alice", "r", SHA_256);
    assertThat(kept.isDestroyed()).isTrue();
    keys.remove("alice", "r", SHA_256);
    assertThat(keys.find("alice", "r", SHA_256)).isNull();
  }

  @Test
  @DisplayName("A replaced key is wiped")
  void replaces() {
    keys.keep("alice", "r", SHA_256, entry(1));
    SessionKey first = keyOf("alice");
    keys.keep("alice", "r", SHA_256, entry(2));
    assertThat(first.isDestroyed()).isTrue();
    assertThat(keyOf("alice")).isEqualTo(entry(2).key());
  }

  @Test
  @DisplayName("A key serves for its lifetime, however often it is used")
  void lifetime() {
    keys.keep("alice", "r", SHA_256, entry(1));
    SessionKey kept = keyOf("alice");
    time.advance(Duration.ofMinutes(4));
    assertThat(keys.find("alice", "r", SHA_256)).isNotNull();
    time.advance(Duration.ofMinutes(2));
    assertThat(keys.find("alice", "r", SHA_256)).isNull();
    keys.keep("bob", "r", SHA_256, entry(3));
    assertThat(kept.isDestroyed()).isTrue();
  }

  @Test
  @DisplayName("A key whose time is over is wiped when the cache is tidied, without any request")
  void tidy() {
    keys.keep("alice", "r", SHA_256, entry(1));
    SessionKey kept = keyOf("alice");
    time.advance(Duration.ofMinutes(6));
    keys.tidy();
    assertThat(kept.isDestroyed()).isTrue();
  }

  @Test
  @DisplayName("The authority's bound ends a key sooner")
  void authorityBound() {
    keys.keep("alice", "r", SHA_256, entry(1, Duration.ofMinutes(1)));
    SessionKey kept = keyOf("alice");
    time.advance(Duration.ofMinutes(1));
    assertThat(keys.find("alice", "r", SHA_256)).isNull();
    assertThat(kept.isDestroyed()).isTrue();
    keys.keep("alice", "r", SHA_256, entry(1, Duration.ZERO));
    assertThat(keys.find("alice", "r", SHA_256)).isNull();
  }

  @Test
  @DisplayName("removeIf: all entries of the account in whatever form it was written")
  void removesAccount() {
    for (String form : new String[] {"alice", "ALICE", "CORP\\Alice", "alice@example.org"}) {
      keys.keep(form, "r of " + form, SHA_256, entry(1));
      keys.keep(form, "r of " + form, DigestAlgorithm.MD5, entry(1));
    }
    keys.keep("bob", "r", SHA_256, entryOf(new Identity("bob", "users", Set.of())));
    SessionKey kept =
        Objects.requireNonNull(keys.find("CORP\\Alice", "r of CORP\\Alice", SHA_256)).key();
    keys.removeIf(each -> each.isNamed(name -> AccountNames.canonical(name).equals("alice")));
    for (String form : new String[] {"alice", "ALICE", "CORP\\Alice", "alice@example.org"}) {
      assertThat(keys.find(form, "r of " + form, SHA_256)).isNull();
      assertThat(keys.find(form, "r of " + form, DigestAlgorithm.MD5)).isNull();
    }
    assertThat(kept.isDestroyed()).isTrue();
    assertThat(keyOf("bob").isDestroyed()).isFalse();
    keys.close();
    assertThat(keys.find("bob", "r", SHA_256)).isNull();
  }

  @Test
  @DisplayName("A key that was asked for before a change is not kept, and not found if it is")
  void outlivesNoChange() {
    AccountKey before = entry(1);
    changes.record(Set.of("ALICE"));
    keys.keep("a.liddell", "r", SHA_256, before);
    assertThat(keys.find("a.liddell", "r", SHA_256)).isNull();
    keys.keep("a.liddell", "r", SHA_256, entry(1));
    SessionKey kept = keyOf("a.liddell");
    changes.record(Set.of("bob"));
    assertThat(keyOf("a.liddell")).isSameAs(kept);
    changes.record(Set.of("EXAMPLE\\A.Liddell"));
    assertThat(keys.find("a.liddell", "r", SHA_256)).isNull();
    assertThat(kept.isDestroyed()).isTrue();
    assertThat(before.key().isDestroyed()).as("the caller's").isFalse();
  }

  @Test
  @DisplayName("A newcomer is kept in a full cache, however often the others were used")
  void newcomers() {
    CaffeineAccountKeys small = keys(10, Duration.ofMinutes(5));
    for (int i = 0; i < 10; i++) {
      small.keep("user" + i, "r", SHA_256, entry(1));
    }
    for (int i = 0; i < 1000; i++) {
      small.find("user" + i % 10, "r", SHA_256);
    }
    for (int i = 10; i < 30; i++) {
      small.keep("user" + i, "r", SHA_256, entry(1));
      assertThat(small.find("user" + i, "r", SHA_256)).as("user%d", i).isNotNull();
    }
  }

  @Test
  @DisplayName("Lifetime 0 switches it off")
  void off() {
    CaffeineAccountKeys off = new CaffeineAccountKeys(10, Duration.ZERO, changes, time);
    off.keep("alice", "r", SHA_256, entry(1));
    assertThat(off.find("alice", "r", SHA_256)).isNull();
  }

  @Test
  @DisplayName("Bounded in number")
  void bounded() {
    CaffeineAccountKeys small = keys(10, Duration.ofMinutes(5));
    for (int i = 0; i < 1000; i++) {
      small.keep("user" + i, "r", SHA_256, entry(1));
    }
    int held = 0;
    for (int i = 0; i < 1000; i++) {
      held += small.find("user" + i, "r", SHA_256) == null ? 0 : 1;
    }
    assertThat(held).isLessThanOrEqualTo(10);
  }

  @Test
  @DisplayName("An account has one place, however a client spells it: the keys of others stay")
  void onePlaceForAllSpellings() {
    CaffeineAccountKeys small = keys(10, Duration.ofMinutes(5));
    small.keep("bob", "r", SHA_256, entryOf(new Identity("bob", "users", Set.of())));
    for (int i = 0; i < 32; i++) {
      StringBuilder spelling = new StringBuilder("alice");
      for (int at = 0; at < 5; at++) {
        if ((i >> at & 1) != 0) {
          spelling.setCharAt(at, Character.toUpperCase(spelling.charAt(at)));
        }
      }
      for (String each : new String[] {spelling.toString(), "CORP" + i + "\\" + spelling}) {
        small.keep(each, "r", SHA_256, entry(1));
        assertThat(small.find(each, "r", SHA_256)).as(each).isNotNull();
      }
    }
    assertThat(small.find("bob", "r", SHA_256)).isNotNull();
    assertThat(small.find("ALICE", "r", SHA_256)).as("by the last spelling alone").isNull();
    small.remove("alice", "r", SHA_256);
    assertThat(small.find("CORP31\\ALICE", "r", SHA_256)).isNotNull();
  }

  @Test
  @DisplayName("Bounds that bound nothing are refused")
  void refusesNonsense() {
    assertThatThrownBy(() -> keys(0, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> keys(1, Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("The copy of a wiped key is no key of zeros")
  void copyOfWipedKey() {
    SessionKey key = entry(1).key();
    key.destroy();
    SessionKey copy = key.copy();
    assertThat(copy.isDestroyed()).isTrue();
    assertThat(copy.writeHexTo(new byte[64], 0)).isFalse();
  }
}
