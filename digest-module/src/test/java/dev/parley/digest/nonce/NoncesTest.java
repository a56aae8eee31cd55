package dev.parley.digest.nonce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.context.ContextReference;
import dev.parley.digest.message.DigestResponse;
import dev.parley.http.Credentials;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Nonces")
class NoncesTest {
  private final AtomicLong now = new AtomicLong(1_800_000_000_000L);
  private final InstantSource clock = () -> Instant.ofEpochMilli(now.get());
  private final NonceKey key = key("one");
  private final Nonces nonces = nonces(key);
  private final ContextReference opaque = new ContextReference(5, 6);

  private static NonceKey key(String secret) {
    return NonceKey.derive(secret.getBytes(StandardCharsets.UTF_8), "realm");
  }

  private Nonces nonces(NonceKey... keys) {
    return new Nonces(List.of(keys), Duration.ofMinutes(5), false, clock, new SecureRandom());
  }

  private static DigestResponse answer(String nonce) throws Exception {
    return DigestResponse.parse(Credentials.parse("Digest nonce=\"" + nonce + "\"", 8192));
  }

  @Test
  @DisplayName("a nonce comes back fresh, for its own opaque only")
  void fresh() throws Exception {
    String nonce = nonces.issue(opaque);
    assertThat(nonce).hasSize(NonceText.TEXT_LENGTH).matches("[A-Za-z0-9_-]+");
    assertThat(nonces.examine(answer(nonce), opaque)).isEqualTo(NonceState.FRESH);
    assertThat(nonces.examine(answer(nonce), new ContextReference(5, 7)))
        .isEqualTo(NonceState.UNKNOWN);
  }

  @Test
  @DisplayName("a nonce says without any key when it was made, and that one process made it")
  void origin() {
    NonceOrigin first = NonceOrigin.of(nonces.issue(opaque)).orElseThrow();
    assertThat(first.issued()).isEqualTo(clock.instant());
    now.addAndGet(5_000);
    NonceOrigin second = NonceOrigin.of(nonces.issue(opaque)).orElseThrow();
    assertThat(second.issued()).isEqualTo(first.issued().plusSeconds(5));
    assertThat(second.server()).isEqualTo(first.server());
    assertThat(NonceOrigin.of(nonces(key).issue(opaque)).orElseThrow().server())
        .isNotEqualTo(first.server());
    assertThat(NonceOrigin.of("dcd98b7102dd2f0e8b11d0f600bfb0c093")).isEmpty();
    assertThat(NonceOrigin.of("")).isEmpty();
  }

  @Test
  @DisplayName("no changed character, no cut and no other spelling is a nonce of ours")
  void changed() throws Exception {
    String nonce = nonces.issue(opaque);
    for (int i = 0; i < nonce.length(); i++) {
      for (char c : "Aa0-_=+/ x".toCharArray()) {
        if (nonce.charAt(i) != c) {
          String changed = nonce.substring(0, i) + c + nonce.substring(i + 1);
          assertThat(nonces.examine(answer(changed), opaque))
              .as(changed)
              .isEqualTo(NonceState.UNKNOWN);
        }
      }
      assertThat(nonces.examine(answer(nonce.substring(0, i)), opaque))
          .isEqualTo(NonceState.UNKNOWN);
    }
    assertThat(nonces.examine(answer(nonce + "A"), opaque)).isEqualTo(NonceState.UNKNOWN);
  }

  @Test
  @DisplayName("CVE-2020-35452: text of the right length that is no base64 is refused")
  void noise() throws Exception {
    assertThat(nonces.examine(answer("\u00ff".repeat(NonceText.TEXT_LENGTH)), opaque))
        .isEqualTo(NonceState.UNKNOWN);
  }

  @Test
  @DisplayName("the four words survive the way through text")
  void roundTrip() throws Exception {
    NonceWindow window = nonces.window(answer(nonces.issue(opaque)));
    assertThat(window.issuedMillis()).isEqualTo(now.get());
  }

  @Test
  @DisplayName("a nonce expires, and none is valid before its time (clock set back)")
  void time() throws Exception {
    String nonce = nonces.issue(opaque);
    now.addAndGet(300_000);
    assertThat(nonces.examine(answer(nonce), opaque)).isEqualTo(NonceState.FRESH);
    now.addAndGet(1);
    assertThat(nonces.examine(answer(nonce), opaque)).isEqualTo(NonceState.EXPIRED);
    now.addAndGet(-400_000);
    assertThat(nonces.examine(answer(nonce), opaque)).isEqualTo(NonceState.EXPIRED);
  }

  @Test
  @DisplayName(
      "CVE-2018-1312: a nonce of another server is not ours without its key, and does not serve with it")
  void otherServer() throws Exception {
    String nonce = nonces.issue(opaque);
    assertThat(nonces(key).examine(answer(nonce), opaque)).isEqualTo(NonceState.OTHER_SERVER);
    assertThat(nonces(key("two")).examine(answer(nonce), opaque)).isEqualTo(NonceState.UNKNOWN);
    assertThat(NonceKey.derive("one".getBytes(StandardCharsets.UTF_8), "other realm").name())
        .isNotEqualTo(key.name());
  }

  @Test
  @DisplayName("after a rotation the previous key is still recognised, and the new one signs")
  void rotation() throws Exception {
    String before = nonces.issue(opaque);
    Nonces rotated = nonces(key("two"), key);
    assertThat(rotated.examine(answer(before), opaque)).isEqualTo(NonceState.OTHER_SERVER);
    assertThat(nonces(key("two")).examine(answer(rotated.issue(opaque)), opaque))
        .isEqualTo(NonceState.OTHER_SERVER);
    assertThat(key).hasToString("[secret]");
  }

  @Test
  @DisplayName("Tomcat BZ54521, spring-security 2067: nonces of one millisecond differ")
  void distinct() {
    Set<String> seen = ConcurrentHashMap.newKeySet();
    IntStream.range(0, 20_000).parallel().forEach(i -> seen.add(nonces.issue(opaque)));
    assertThat(seen).hasSize(20_000);
  }

  @Test
  @DisplayName(
      "the list keeps the youngest, drops the expired, and lets none back in whose window it dropped")
  void list() throws Exception {
    NonceWindow head = null;
    Set<NonceWindow> made = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      now.addAndGet(1000);
      NonceWindow window = nonces.window(answer(nonces.issue(opaque)));
      made.add(window);
      head = NonceWindow.adopt(head, window, 3, nonces);
      assertThat(head).isSameAs(window);
    }
    NonceWindow youngest = head;
    assertThat(made.stream().filter(each -> youngest.findSame(each) != null)).hasSize(3);
    NonceWindow dropped =
        made.stream().filter(each -> youngest.findSame(each) == null).findFirst().orElseThrow();
    assertThat(NonceWindow.adopt(head, dropped, 3, nonces)).isNull();
    assertThat(NonceWindow.adopt(head, youngest, 3, nonces)).isSameAs(youngest);
    now.addAndGet(400_000);
    NonceWindow late = nonces.window(answer(nonces.issue(opaque)));
    NonceWindow only = NonceWindow.adopt(head, late, 3, nonces);
    assertThat(only).isSameAs(late);
    assertThat(only.findSame(youngest)).isNull();
  }
}
