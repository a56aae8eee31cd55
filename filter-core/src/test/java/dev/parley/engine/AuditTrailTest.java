package dev.parley.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.audit.AuditEvent;
import dev.parley.audit.Counters;
import dev.parley.audit.FilterName;
import dev.parley.sspi.Reason;
import dev.parley.testing.TestExchange;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The audit trail")
class AuditTrailTest {
  private final List<AuditEvent> events = new ArrayList<>();
  private final AuditTrail trail =
      new AuditTrail(
          new Counters(),
          List.of(events::add),
          InstantSource.system(),
          () -> new FilterName("/", "r", "parley"));

  @Test
  @DisplayName("texts whose length a client chooses are cut, since many events may wait for a log")
  void cut() {
    TestExchange exchange = TestExchange.get("/" + "p".repeat(9_000));
    trail.refused(exchange, Reason.MALFORMED, "Digest", "a".repeat(600));
    AuditEvent event = events.get(0);
    assertThat(event.path()).isEqualTo("/" + "p".repeat(511) + "...");
    assertThat(event.account()).isEqualTo("a".repeat(512) + "...");
  }

  @Test
  @DisplayName("a pair of surrogates is not cut in two")
  void surrogates() {
    String name = "a".repeat(511) + "\uD83D\uDE00";
    trail.refused(TestExchange.get("/"), Reason.MALFORMED, "Digest", name);
    assertThat(events.get(0).account()).isEqualTo("a".repeat(511) + "...");
  }

  @Test
  @DisplayName("texts of 512 characters stand as they are")
  void whole() {
    String path = "/" + "p".repeat(511);
    trail.refused(TestExchange.get(path), Reason.MALFORMED, null, null);
    assertThat(events.get(0).path()).isEqualTo(path);
    assertThat(events.get(0).account()).isNull();
  }
}
