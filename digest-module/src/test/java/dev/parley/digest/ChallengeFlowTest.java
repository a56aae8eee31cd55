package dev.parley.digest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.authority.DigestAlgorithm;
import dev.parley.digest.options.DigestSettings;
import dev.parley.sspi.AcceptResult;
import dev.parley.sspi.SecurityStatus;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The Digest package: the challenge")
class ChallengeFlowTest extends DigestFlow {
  @Test
  @DisplayName(
      "RFC 7616 3.3: SHA-256, then MD5, with one realm, nonce, opaque and qop, and never stale")
  void defaultOrder() {
    AcceptResult result = site.request(PAGE.by("curl/8"));
    assertThat(result.status()).isEqualTo(SecurityStatus.SEC_I_CONTINUE_NEEDED);
    List<Map<String, String>> challenges =
        result.token().stream().map(field -> TestClient.parse(field.value())).toList();
    assertThat(challenges)
        .extracting(each -> each.get("algorithm"))
        .containsExactly("SHA-256", "MD5");
    for (String same : List.of("realm", "nonce", "opaque", "qop", "charset")) {
      assertThat(challenges)
          .extracting(each -> each.get(same))
          .doesNotContainNull()
          .containsOnly(challenges.get(0).get(same));
    }
    assertThat(challenges.get(0))
        .containsEntry("qop", "auth")
        .doesNotContainKeys("stale", "userhash", "domain");
    assertThat(result.token()).allMatch(field -> field.value().length() < 2048);
  }

  @Test
  @DisplayName("RFC 7616 3.3: quoted and unquoted values as the section wants them")
  void quoting() {
    site.set(DigestSettings.DOMAIN, "/ /other").set(DigestSettings.USERHASH, true);
    assertThat(site.request(PAGE).token().get(1).value())
        .matches(
            "Digest realm=\"test\", domain=\"/ /other\", nonce=\"[^\"]+\", opaque=\"[^\"]{22}\","
                + " algorithm=MD5, qop=\"auth\", charset=UTF-8, userhash=true");
  }

  @Test
  @DisplayName("w3m gives up unless MD5 comes first: the list follows the User-Agent")
  void byUserAgent() {
    site.set(
        DigestSettings.ALGORITHMS_BY_USER_AGENT,
        Map.of(
            "w3m/*",
            List.of(DigestAlgorithm.MD5),
            "*Old*Device",
            List.of(DigestAlgorithm.MD5_SESS)));
    assertThat(algorithmsFor("w3m/0.5.3")).containsExactly("MD5");
    assertThat(algorithmsFor("An Old big Device")).containsExactly("MD5-sess");
    assertThat(algorithmsFor("Device Old")).containsExactly("SHA-256", "MD5");
    assertThat(algorithmsFor("xw3m/")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          goes by the last challenge, MD5 is disabled over http | Java/25.0.1              | MD5, SHA-256
          goes by the last challenge                            | Apache-HttpClient/4.5.14 | MD5, SHA-256
          goes by the last challenge                            | python-requests/2.28.1   | MD5, SHA-256
          gives up unless MD5 comes first                       | w3m/0.5.3                | MD5
          gives up unless MD5 comes first                       | Python-urllib/3.11       | MD5
          gives up unless MD5 comes first                       | AHC/2.1                  | MD5
          gives up unless MD5 comes first                       | agent libsoup/2.74.3     | MD5
          goes by any, devices above all                        |                          | MD5, SHA-256, MD5
          goes by the first challenge                           | curl/8.17.0              | SHA-256, MD5
          goes by the first challenge                           | Apache-HttpClient/5.6    | SHA-256, MD5
          goes by the last challenge, knows MD5 only            | Lavf/59.27.100           | SHA-256, MD5
          """)
  @DisplayName("the default table by User-Agent lets each kind of client find what it can")
  void defaultTable(String kind, @Nullable String userAgent, String algorithms) {
    assertThat(String.join(", ", algorithmsFor(userAgent))).as(kind).isEqualTo(algorithms);
  }

  @Test
  @DisplayName("a client without User-Agent is matched as none, and by a star alone")
  void withoutUserAgent() {
    site.set(DigestSettings.ALGORITHMS_BY_USER_AGENT, Map.of("none", List.of(DigestAlgorithm.MD5)));
    assertThat(algorithmsFor(null)).containsExactly("MD5");
    site.set(DigestSettings.ALGORITHMS_BY_USER_AGENT, Map.of("*", List.of(DigestAlgorithm.MD5)));
    assertThat(algorithmsFor(null)).containsExactly("MD5");
  }

  private List<String> algorithmsFor(@Nullable String userAgent) {
    return site.request(PAGE.by(userAgent)).token().stream()
        .map(field -> TestClient.parse(field.value()).getOrDefault("algorithm", "MD5"))
        .toList();
  }

  @Test
  @DisplayName("a 401 leaves nothing that outlives the request")
  void noState() {
    for (int i = 0; i < 1000; i++) {
      site.request(PAGE);
    }
    assertThat(site.contexts.size()).isZero();
    assertThat(site.authority.calls).hasValue(0);
  }
}
