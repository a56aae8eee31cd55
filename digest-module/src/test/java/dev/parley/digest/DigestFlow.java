package dev.parley.digest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sspi.AcceptResult;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SecurityStatus;

/** A client, a server and what is said of its answers; the rules stand in the tests. */
abstract class DigestFlow {
  static final String DEFAULT = "SHA-256";
  static final TestExchange PAGE = TestExchange.get("/protected/a?b=c%20d");

  TestSite site = new TestSite();
  final TestClient alice = new TestClient();

  static boolean isStale(AcceptResult result) {
    return result.token().stream().anyMatch(field -> field.value().contains("stale=true"));
  }

  static String opaque(AcceptResult result) {
    return TestClient.parse(result.token().get(0).value()).getOrDefault("opaque", "");
  }

  static void assertOk(AcceptResult result) {
    assertThat(result.status()).as("%s", result.reason()).isEqualTo(SecurityStatus.SEC_E_OK);
  }

  static void assertStale(AcceptResult result, Reason reason) {
    assertThat(result.status().isError()).isTrue();
    assertThat(result.reason()).isEqualTo(reason);
    assertThat(isStale(result)).isTrue();
  }

  static void assertRefused(AcceptResult result, Reason reason) {
    assertThat(result.status().isError()).isTrue();
    assertThat(result.reason()).isEqualTo(reason);
    assertThat(isStale(result)).isFalse();
  }
}
