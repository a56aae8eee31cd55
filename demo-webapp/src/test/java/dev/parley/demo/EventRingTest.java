package dev.parley.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.audit.AuditEvent;
import dev.parley.audit.FilterName;
import dev.parley.sspi.Reason;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EventRingTest {
  private final EventRing ring = new EventRing(3);

  private void refusal(String account) {
    ring.record(
        new AuditEvent(
            Instant.EPOCH,
            new FilterName("/", "Demo", "parley"),
            AuditEvent.Type.REFUSAL,
            "Digest",
            account,
            null,
            Reason.WRONG_RESPONSE,
            "127.0.0.1",
            "GET",
            "/protected/x",
            null,
            null,
            null));
  }

  @Test
  @DisplayName("no more than its capacity is kept, the latest")
  void isBounded() {
    for (String account : List.of("a", "b", "c", "d")) {
      refusal(account);
    }
    assertThat(ring.after(0)).extracting(EventRing.Entry::account).containsExactly("b", "c", "d");
  }

  @Test
  @DisplayName("the same event again raises the count and shows up as a change")
  void collapses() {
    refusal("a");
    long seen = ring.after(0).get(0).change();
    refusal("a");
    refusal("a");
    List<EventRing.Entry> changed = ring.after(seen);
    assertThat(changed).singleElement().extracting(EventRing.Entry::times).isEqualTo(3);
    assertThat(changed.get(0).key()).isEqualTo(ring.after(0).get(0).key());
    assertThat(ring.after(changed.get(0).change())).isEmpty();
  }

  @Test
  @DisplayName("a long or wild account name is cut and tamed")
  void tames() {
    refusal("\u202e\u0007" + "x".repeat(500));
    assertThat(ring.after(0).get(0).account())
        .startsWith("\ufffd\ufffdxxx")
        .endsWith("…")
        .hasSize(81);
  }

  @Test
  @DisplayName("a refusal says why")
  void hasCause() {
    refusal("a");
    assertThat(ring.after(0).get(0).cause()).isEqualTo(Reason.WRONG_RESPONSE.cause());
    assertThat(ring.wantsChallenges()).isTrue();
  }
}
