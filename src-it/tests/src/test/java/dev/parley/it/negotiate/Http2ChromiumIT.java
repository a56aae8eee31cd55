package dev.parley.it.negotiate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.it.client.NegotiateClient;
import dev.parley.it.client.NegotiateClient.Mechanism;
import dev.parley.it.support.LoggedRequest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What Chromium does over TLS where ALPN gives it HTTP/2, and NTLM is not offered. What clients are
 * told that send NTLM there all the same is in {@link NegotiateContract}.
 */
@DisplayName("Chromium, over HTTP/2,")
final class Http2ChromiumIT extends NegotiateTest {

  @BeforeEach
  void forget() throws Exception {
    control.drainLog();
  }

  /** Loads something and returns the requests that it made. */
  private List<LoggedRequest> load(NegotiateClient chromium, String path) throws Exception {
    assumeTrue(chromium.version().isPresent(), chromium.name() + " is not on this machine");
    String url = "https://localhost:" + container.securePort() + path;
    chromium.get(Realms.login(Realms.mit(), "alice"), List.of(url));
    return control.drainLog();
  }

  private static NegotiateClient chromium(List<NegotiateClient> clients, Mechanism mechanism) {
    return clients.stream()
        .filter(each -> each.name().equals("Chromium") && each.mechanism() == mechanism)
        .findFirst()
        .orElseThrow();
  }

  private static List<LoggedRequest> served(List<LoggedRequest> requests) {
    return requests.stream().filter(each -> each.status() == 200).toList();
  }

  private static List<LoggedRequest> overHttp2(List<LoggedRequest> requests) {
    return requests.stream().filter(each -> each.protocol().equals("HTTP/2.0")).toList();
  }

  @Test
  @DisplayName("takes Digest with the password that it gives to NTLM over HTTP/1.1")
  void password() throws Exception {
    List<LoggedRequest> over1 =
        load(chromium(NegotiateClient.overTls(), Mechanism.NTLM), "/protected/start");
    assertThat(overHttp2(over1)).isEmpty();
    assertThat(over1).extracting(LoggedRequest::scheme).contains("NTLM").doesNotContain("Digest");
    assertThat(served(over1))
        .hasSizeGreaterThan(20)
        .extracting(LoggedRequest::user)
        .containsOnly("alice");

    List<LoggedRequest> over2 =
        load(chromium(NegotiateClient.all(), Mechanism.NTLM), "/protected/start");
    assertThat(overHttp2(over2)).isEqualTo(over2);
    assertThat(served(over2)).hasSizeGreaterThan(20);
    assertThat(served(over2)).extracting(LoggedRequest::scheme).containsOnly("Digest");
    assertThat(served(over2)).extracting(LoggedRequest::user).containsOnly("alice");
  }

  @Test
  @DisplayName("logs on with its ticket")
  void ticket() throws Exception {
    List<LoggedRequest> requests =
        load(chromium(NegotiateClient.all(), Mechanism.KERBEROS), "/protected/start");
    // once it takes Negotiate it mostly goes on over HTTP/1.1
    assertThat(overHttp2(requests)).isNotEmpty();
    assertThat(served(requests)).hasSizeGreaterThan(20);
    assertThat(served(requests)).extracting(LoggedRequest::user).containsOnly(mitName("alice"));
  }
}
