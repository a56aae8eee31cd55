package dev.parley.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sspi.Reason;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class AuditJsonTest {
  private static AuditEvent event(String account, String path) {
    return new AuditEvent(
        Instant.parse("2026-11-01T10:00:00Z"),
        new FilterName("/shop", "Example", "parley"),
        AuditEvent.Type.REFUSAL,
        "Digest",
        account,
        "0123456789ab",
        Reason.WRONG_RESPONSE,
        "192.0.2.1",
        "GET",
        path,
        null,
        null,
        null);
  }

  private static Map<?, ?> parse(String line) {
    return new JsonMapper().readValue(line, Map.class);
  }

  @Test
  @DisplayName(
      "One event is one JSON object with application, realm, filter, reason, cause and mend; absent"
          + " members are left out")
  void members() {
    assertThat(AuditJson.write(event("alice", "/x")))
        .startsWith(
            "{\"time\":\"2026-11-01T10:00:00Z\",\"application\":\"/shop\",\"realm\":\"Example\","
                + "\"filter\":\"parley\",\"event\":\"refusal\",\"scheme\":\"Digest\"")
        .contains("\"reason\":\"wrong-response\",\"cause\":\"the response does not verify")
        .doesNotContain("authority");
  }

  @Test
  @DisplayName("CWE-117: what a client chose can neither break the line nor disguise itself")
  void injection() {
    String evil = "a\"}\n{\"event\":\"logon\",\u2028\u202e\u0085\u001b[31m\\";
    String line = AuditJson.write(event(evil, "/" + evil));
    assertThat(line).matches("[ -~]*");
    assertThat(parse(line).get("account")).isEqualTo(evil);
  }

  @Test
  @DisplayName("Long values are cut, between characters")
  void bounded() {
    String line = AuditJson.write(event("a".repeat(255) + "😀" + "b".repeat(100_000), "/x"));
    assertThat(line.length()).isLessThan(1000);
    assertThat(parse(line).get("account")).isEqualTo("a".repeat(255) + "...");
  }
}
