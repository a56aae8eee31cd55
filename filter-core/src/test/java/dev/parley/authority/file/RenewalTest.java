package dev.parley.authority.file;

import static dev.parley.authority.file.Documents.REALM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.authority.AccountListener;
import dev.parley.authority.DigestAlgorithm;
import dev.parley.authority.DigestClient;
import dev.parley.authority.NtlmClient;
import dev.parley.sspi.SessionKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An account is renewed when nothing serves for it that did before the reload")
class RenewalTest {
  @TempDir Path directory;
  private Path file;
  private FileAuthority authority;
  private String realm = REALM;
  private List<String> asked = List.of();
  private final List<String> covered = new ArrayList<>();
  private final List<String> told = new ArrayList<>();

  private static User user(String name, String password) {
    return Documents.user(name, password, "staff");
  }

  private static User withNtHash(User user, String password) {
    SessionKey hash = SessionKey.copyOf(NtlmClient.ntHash(password));
    return new User(user.name(), user.roles(), true, null, user.keys(), hash);
  }

  @BeforeEach
  void open() throws Exception {
    file = directory.resolve("users.json");
    Files.writeString(file, Documents.json(user("alice", "a"), user("bob", "b")));
    authority =
        FileAuthority.open(
            file,
            FileFormat.JSON,
            Duration.ZERO,
            Documents.TARGET,
            InstantSource.system(),
            new SecureRandom());
    authority.addListener(
        new AccountListener() {
          @Override
          public void accountChanged(String account) {
            told.add("changed");
          }

          @Override
          public void allAccountsChanged() {
            told.add("changed");
          }

          @Override
          public void accountsRenewed(Renewal renewal) {
            told.add("renewed");
            asked.stream().filter(name -> renewal.covers(name, realm)).forEach(covered::add);
          }
        });
  }

  @AfterEach
  void close() {
    authority.close();
  }

  /** Which of these names are renewed by this content. */
  private List<String> renewedBy(List<User> users, String... names) throws Exception {
    told.clear();
    covered.clear();
    asked = List.of(names);
    Files.writeString(file, Documents.json(users.toArray(new User[0])));
    authority.look();
    authority.look();
    assertThat(told).as("the changes come first").startsWith("changed").endsWith("renewed");
    return List.copyOf(covered);
  }

  @Test
  @DisplayName("a new one is, and one with a new password; the others are not, nor is who is gone")
  void newOnes() throws Exception {
    List<User> next = List.of(user("alice", "a2"), user("dora", "d"));
    assertThat(renewedBy(next, "alice", "bob", "dora", "erin")).containsExactly("alice", "dora");
  }

  @ParameterizedTest
  @ValueSource(strings = {"DORA", "\uff24ora", "EXAMPLE\\dora", "web\\Dora", "dora@example.org"})
  @DisplayName("by every form of its name that wrong answers are charged to")
  void forms(String name) throws Exception {
    assertThat(renewedBy(List.of(user("dora", "d")), name)).containsExactly(name);
  }

  @Test
  @DisplayName("by its userhash, where clients send those")
  void userhash() throws Exception {
    String hash = DigestClient.hash(DigestAlgorithm.SHA_256, "dora:" + REALM);
    assertThat(renewedBy(List.of(user("alice", "a"), user("dora", "d")), hash)).isEmpty();
    authority.resolveUserhash("0".repeat(64), REALM, DigestAlgorithm.SHA_256);
    assertThat(renewedBy(List.of(user("alice", "a"), user("dora", "d2")), hash, "0".repeat(64)))
        .containsExactly(hash);
  }

  @Test
  @DisplayName("roles, expiry, being let in again and keys beside the former ones renew nothing")
  void otherChanges() throws Exception {
    User alice = user("alice", "a");
    List<StoredKey> more = new ArrayList<>(alice.keys());
    more.add(StoredKey.derive("alice", REALM, DigestAlgorithm.SHA_512_256, "a".toCharArray()));
    Predicate<User> renews =
        changed -> {
          try {
            return !renewedBy(List.of(changed), "alice").isEmpty();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        };
    assertThat(renews.test(new User("alice", List.of("x"), true, null, alice.keys()))).isFalse();
    assertThat(renews.test(new User("alice", List.of(), false, null, alice.keys()))).isFalse();
    assertThat(renews.test(new User("alice", List.of(), true, null, alice.keys()))).isFalse();
    assertThat(renews.test(new User("alice", List.of(), true, null, more))).isFalse();
    assertThat(renews.test(withNtHash(alice, "a"))).isFalse();
    assertThat(renews.test(withNtHash(user("alice", "a2"), "a"))).as("NTLM as before").isFalse();
    assertThat(renews.test(withNtHash(user("alice", "a3"), "a3"))).isTrue();
  }

  @Test
  @DisplayName("where two users share a name but for its case, both have to be")
  void alike() throws Exception {
    assertThat(renewedBy(List.of(user("alice", "a"), user("Alice", "x")), "alice", "Alice"))
        .isEmpty();
    assertThat(renewedBy(List.of(user("alice", "a"), user("Alice", "y")), "alice", "Alice"))
        .isEmpty();
    assertThat(renewedBy(List.of(user("alice", "a2"), user("Alice", "z")), "alice", "Alice"))
        .containsExactly("alice", "Alice");
  }

  @Test
  @DisplayName("for the realm that is asked for")
  void realms() throws Exception {
    realm = "other";
    assertThat(renewedBy(List.of(user("alice", "a2")), "alice")).isEmpty();
  }
}
