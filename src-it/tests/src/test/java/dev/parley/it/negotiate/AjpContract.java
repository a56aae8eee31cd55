package dev.parley.it.negotiate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.it.client.NegotiateClient;
import dev.parley.it.realm.Command;
import dev.parley.it.realm.MitKdc;
import dev.parley.it.support.ApacheProxy;
import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.LoggedRequest;
import dev.parley.it.support.Ntlm;
import dev.parley.it.support.RawHttp;
import dev.parley.it.support.Reply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Apache with mod_proxy_ajp before a container. Its connections to the container carry the requests
 * of many clients, and no header field tells of the proxy: the protocol alone does.
 */
abstract class AjpContract extends NegotiateTest {
  /** Characters; proxy and container are started with 64 KiB for a packet. */
  private static final int LONG_TOKEN = 40 << 10;

  private ApacheProxy proxy;

  /** Keeps logons by connection where it can, so that a connection that is shared would show. */
  @Override
  ContainerProcess.Options configure(ContainerProcess.Options options) {
    Optional<String> missing = ApacheProxy.missing();
    assumeTrue(missing.isEmpty(), missing::orElseThrow);
    return options.with("ajp", "true").setting("negotiate.keep", "connection");
  }

  @BeforeAll
  void startProxy(@TempDir Path folder) throws Exception {
    proxy = ApacheProxy.start(folder, "ajp://127.0.0.1:" + container.ajpPort() + "/");
  }

  @AfterAll
  void stopProxy() {
    if (proxy != null) {
      proxy.close();
    }
  }

  @BeforeEach
  void forget() throws Exception {
    control.drainAudit();
    control.drainLog();
  }

  private RawHttp throughProxy() throws Exception {
    return new RawHttp(proxy.port());
  }

  /** The statuses of so many requests by curl, on one connection of its own. */
  private String curl(int requests, String... words) throws Exception {
    MitKdc kdc = Realms.mit();
    List<String> all = new ArrayList<>(List.of("curl", "-sS", "--noproxy", "*"));
    all.addAll(List.of("-w", "%{http_code} "));
    all.addAll(Arrays.asList(words));
    for (int i = 0; i < requests; i++) {
      all.addAll(List.of("-o", "/dev/null", "http://localhost:" + proxy.port() + PATH));
    }
    return Command.of(all)
        .with(kdc.environment(Realms.tickets(kdc, "alice")))
        .run()
        .expectSuccess()
        .strip();
  }

  /** The schemes of a 401, one of each. */
  private static List<String> offered(Reply reply) {
    assertThat(reply.status()).isEqualTo(401);
    return reply.all("WWW-Authenticate").stream()
        .map(each -> each.split(" ", 2)[0])
        .distinct()
        .toList();
  }

  @Test
  @DisplayName("NTLM is not offered, where the same server offers it by HTTP")
  void challenge() throws Exception {
    try (RawHttp http = throughProxy();
        RawHttp direct = connect()) {
      assertThat(offered(http.request("GET", PATH))).containsExactly("Negotiate", "Digest");
      assertThat(offered(direct.request("GET", PATH)))
          .containsExactly("Negotiate", "NTLM", "Digest");
    }
  }

  @ParameterizedTest
  @CsvSource({"NTLM, Negotiate Digest", "Negotiate, Digest"})
  @DisplayName("a client that sends NTLM is told of the schemes that are left for it")
  void ntlm(String scheme, String left) throws Exception {
    try (RawHttp http = throughProxy()) {
      Reply reply = http.request("GET", PATH, Ntlm.header(scheme, Site.ntlm("alice").negotiate()));
      assertThat(offered(reply)).containsExactly(left.split(" "));
      assertAudited("not-on-this-connection");
    }
  }

  @Test
  @DisplayName("curl --ntlm ends with the 401; --digest goes on")
  void curlFallsBack() throws Exception {
    String user = "alice:" + Realms.password("alice");
    assertThat(curl(1, "--ntlm", "-u", user)).isEqualTo("401");
    assertAudited("not-on-this-connection");
    assertThat(curl(3, "--digest", "-u", user)).isEqualTo("200 200 200");
  }

  @Test
  @DisplayName("Kerberos logs each request on by a ticket of its own (curl --negotiate)")
  void kerberos() throws Exception {
    long before = control.counter("logons");
    assertThat(curl(3, "--negotiate", "-u", ":")).isEqualTo("200 200 200");
    assertThat(control.counter("logons") - before).isEqualTo(3);
    assertThat(control.drainAudit().stream().filter(line -> line.contains("\"logon\"")))
        .hasSize(3)
        .allMatch(line -> line.contains(mitName("alice")));
  }

  @Test
  @DisplayName("a connection to the container that clients share stands for none of them")
  void shared() throws Exception {
    try (RawHttp alice = throughProxy();
        RawHttp stranger = throughProxy()) {
      for (int i = 0; i < 5; i++) {
        Reply reply = withTicket(alice, "alice");
        assertThat(reply.user()).isEqualTo(mitName("alice"));
        assertThat(reply.header("Persistent-Auth")).isNotEqualTo(Optional.of("true"));
        assertThat(stranger.request("GET", PATH).status()).isEqualTo(401);
      }
    }
  }

  @Test
  @DisplayName("a token of 40 KiB reaches the filter")
  void longToken() throws Exception {
    try (RawHttp http = throughProxy()) {
      String token = "YII" + "A".repeat(LONG_TOKEN - 3);
      http.request("GET", PATH, "Authorization: Negotiate " + token);
      assertAudited("malformed");
    }
  }

  @Test
  @DisplayName("Chromium, which has a password for NTLM, falls back to Digest")
  void chromium() throws Exception {
    NegotiateClient chromium =
        NegotiateClient.all().stream()
            .filter(each -> each.name().equals("Chromium"))
            .filter(each -> each.mechanism() == NegotiateClient.Mechanism.NTLM)
            .findFirst()
            .orElseThrow();
    assumeTrue(chromium.version().isPresent(), "no Chromium");
    String url = "http://localhost:" + proxy.port() + "/protected/start";
    chromium.get(Realms.login(Realms.mit(), "alice"), List.of(url));
    List<LoggedRequest> answered =
        control.drainLog().stream().filter(each -> each.status() == 200).toList();
    assertThat(answered).hasSizeGreaterThan(20);
    assertThat(answered).extracting(LoggedRequest::scheme).containsOnly("Digest");
  }
}
