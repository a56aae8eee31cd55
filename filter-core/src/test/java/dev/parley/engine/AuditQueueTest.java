package dev.parley.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.audit.AuditEvent;
import dev.parley.audit.AuditLog;
import dev.parley.audit.Counters;
import dev.parley.audit.FilterName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;

@Timeout(120)
@DisplayName("An audit log")
class AuditQueueTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final Counters counters = new Counters();
  private final List<String> written = new ArrayList<>();
  private final CountDownLatch release = new CountDownLatch(1);

  private static AuditEvent event(String account) {
    return new AuditEvent(
        Instant.EPOCH,
        new FilterName("/", "parley", "r"),
        AuditEvent.Type.LOGON,
        "Digest",
        account,
        null,
        null,
        "192.0.2.1",
        "GET",
        "/",
        null,
        null,
        null);
  }

  private void hang(AuditEvent event) {
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    take(event);
  }

  private synchronized void take(AuditEvent event) {
    written.add(String.valueOf(event.account()));
  }

  private synchronized List<String> written() {
    return List.copyOf(written);
  }

  @Test
  @DisplayName("that hangs holds no request; what it cannot take is dropped and counted")
  void hangs() {
    try (AuditQueue queue = new AuditQueue(this::hang, counters, 3)) {
      for (int i = 0; i < 10; i++) {
        queue.record(event("user-" + i));
      }
      assertThat(written()).isEmpty();
      assertThat(counters.snapshot().auditDropped()).isBetween(6L, 7L);
      release.countDown();
      await().atMost(LONG).until(() -> written().size() >= 3);
      queue.record(event("later"));
    }
    assertThat(written()).startsWith("user-0", "user-1", "user-2").endsWith("later");
  }

  @Test
  @DisplayName("gets all events in their order, with the diagnostic context of their request")
  void order() {
    List<String> expected = new ArrayList<>();
    AuditLog log =
        event -> {
          assertThat(MDC.get("request")).isEqualTo(event.account());
          take(event);
        };
    try (AuditQueue queue = new AuditQueue(log, counters)) {
      for (int i = 0; i < 1000; i++) {
        String name = "user-" + i;
        expected.add(name);
        MDC.setContextMap(Map.of("request", name));
        queue.record(event(name));
      }
      MDC.clear();
    }
    assertThat(written()).isEqualTo(expected);
    assertThat(counters.snapshot().auditDropped()).isZero();
  }

  @Test
  @DisplayName("that throws gets the next event all the same")
  void fails() {
    AuditLog log =
        event -> {
          take(event);
          throw new IllegalStateException("broken");
        };
    try (AuditQueue queue = new AuditQueue(log, counters)) {
      queue.record(event("alice"));
      queue.record(event("bob"));
    }
    assertThat(written()).containsExactly("alice", "bob");
  }

  @Test
  @DisplayName("that hangs for ever does not hold up the end")
  void close() {
    AuditQueue queue = new AuditQueue(this::hang, counters, 3);
    queue.record(event("alice"));
    queue.close();
    queue.record(event("late"));
    assertThat(counters.snapshot().auditDropped()).isEqualTo(1);
  }
}
