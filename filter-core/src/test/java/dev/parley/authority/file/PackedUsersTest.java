package dev.parley.authority.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.authority.DigestAlgorithm;
import dev.parley.sspi.SessionKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Packed users are what they were before they were packed")
class PackedUsersTest {
  private final Random random = new Random(11);

  private SessionKey key(int length) {
    byte[] octets = new byte[length];
    random.nextBytes(octets);
    return SessionKey.copyOf(octets);
  }

  private User user(int number) {
    List<StoredKey> keys = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      DigestAlgorithm algorithm =
          List.of(DigestAlgorithm.MD5, DigestAlgorithm.SHA_256, DigestAlgorithm.SHA_512_256)
              .get(random.nextInt(3));
      keys.add(
          new StoredKey("realm " + random.nextInt(300), algorithm, key(algorithm.hashLength())));
    }
    return new User(
        "\u00fcser\ud83d\udd11 " + number,
        IntStream.range(0, random.nextInt(3))
            .mapToObj(i -> "role " + random.nextInt(900))
            .distinct()
            .toList(),
        random.nextBoolean(),
        random.nextBoolean()
            ? null
            : Instant.ofEpochSecond(
                random.nextLong(31_556_889_864_403_199L), random.nextInt(1_000_000_000)),
        keys,
        random.nextBoolean() ? null : key(16));
  }

  @Test
  @DisplayName("each of them, by number and by name, beyond the size of a block and of the index")
  void roundTrip() {
    List<User> users = IntStream.range(0, 20_000).mapToObj(this::user).toList();
    PackedUsers packed = new PackedUsers();
    users.forEach(user -> assertThat(packed.add(user)).isTrue());
    assertThat(packed.size()).isEqualTo(users.size());
    for (int i = 0; i < users.size(); i++) {
      assertThat(packed.get(i).user()).isEqualTo(users.get(i));
      assertThat(packed.find(users.get(i).name()).user()).isEqualTo(users.get(i));
    }
    assertThat(packed.find("\u00fcser")).isNull();
    assertThat(packed.add(users.get(7))).as("twice").isFalse();
    assertThat(packed.get(7).isSameAs(new UsersFile(List.of(users.get(7))).packed().get(0)))
        .isTrue();
    assertThat(packed.size()).isEqualTo(users.size());
  }

  @Test
  @DisplayName("one that is put in the place of another stands there, longer or shorter")
  void replaced() {
    PackedUsers packed = new PackedUsers();
    List<User> users = new ArrayList<>(IntStream.range(0, 1000).mapToObj(this::user).toList());
    users.forEach(packed::put);
    for (int i = 999; i >= 0; i--) {
      User other = user(i);
      users.set(i, other);
      assertThat(packed.put(other)).isEqualTo(i);
    }
    assertThat(new UsersFile(packed).users()).isEqualTo(users);
  }

  @Test
  @DisplayName("the longest user: 64 keys, 256 roles, a name of 256 characters")
  void longest() {
    List<StoredKey> keys =
        IntStream.range(0, User.MAXIMUM_KEYS)
            .mapToObj(i -> new StoredKey("r" + i, DigestAlgorithm.SHA_256, key(32)))
            .toList();
    List<String> roles = IntStream.range(0, User.MAXIMUM_ROLES).mapToObj(i -> "r" + i).toList();
    User user = new User("\u5f20".repeat(256), roles, true, Instant.MAX, keys, key(16));
    PackedUsers packed = new PackedUsers();
    packed.add(user);
    assertThat(packed.get(0).user()).isEqualTo(user);
  }

  @Test
  @DisplayName("after they were wiped every key is destroyed, and none of zeros")
  void wiped() {
    PackedUsers packed = new PackedUsers();
    packed.add(Documents.user("alice", "a"));
    PackedUser alice = packed.get(0);
    packed.wipe();
    assertThat(alice.keys(Documents.REALM, DigestAlgorithm.MD5))
        .singleElement()
        .satisfies(key -> assertThat(key.isDestroyed()).isTrue());
    assertThat(packed.find("alice").name()).isEqualTo("alice");
  }

  @Test
  @DisplayName("htdigest: the lines of a user need not stand together")
  void htdigestLines() throws Exception {
    StringBuilder text = new StringBuilder();
    for (int realm = 0; realm < 64; realm++) {
      for (int user = 0; user < 20; user++) {
        text.append(Documents.htdigestLine("u" + user, "r" + realm, DigestAlgorithm.MD5, "p"));
      }
    }
    UsersFile file = FileFormat.HTDIGEST.parse(text.toString().getBytes(StandardCharsets.UTF_8));
    assertThat(file.users()).hasSize(20).allSatisfy(user -> assertThat(user.keys()).hasSize(64));
    assertThat(file.find("u3").keys().get(63))
        .isEqualTo(StoredKey.derive("u3", "r63", DigestAlgorithm.MD5, "p".toCharArray()));
  }

  @Test
  @DisplayName("a user expires once, also when the clock goes back")
  void expiries() {
    Instant noon = Instant.parse("2026-06-01T12:00:00Z");
    PackedUsers packed = new PackedUsers();
    packed.add(new User("a", List.of(), true, noon, List.of()));
    packed.add(new User("b", List.of(), true, noon.plusSeconds(9), List.of()));
    packed.add(new User("c", List.of(), true, null, List.of()));
    Expiries expiries = new Expiries(packed);
    assertThat(expiries.areAny()).isTrue();
    assertThat(expiries.between(noon.minusSeconds(2), noon.minusSeconds(1))).isEmpty();
    assertThat(expiries.between(noon.minusSeconds(1), noon)).containsExactly("a");
    assertThat(expiries.between(noon, noon.plusSeconds(8))).isEmpty();
    assertThat(expiries.between(noon.plusSeconds(8), noon.plusSeconds(20))).containsExactly("b");
    assertThat(expiries.between(noon.plusSeconds(20), noon)).isEmpty();
    assertThat(expiries.between(noon, noon.plusSeconds(10))).containsExactly("b");
  }
}
