package dev.parley.it.negotiate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.it.realm.Command;
import dev.parley.it.support.ContainerKind;
import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.LoggedRequest;
import dev.parley.it.support.Ntlm;
import dev.parley.it.support.RawHttp;
import dev.parley.it.support.Reply;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What real clients are told that can not be let in, or not in this way. */
@DisplayName("A client that can not")
final class RefusedClientsIT extends NegotiateTest {

  @Override
  ContainerProcess.Options configure(ContainerProcess.Options options) {
    return options
        .setting("protected-paths", "/protected/*, /ntlm/*")
        .setting("schemes-by-path", "/ntlm/* = NTLM");
  }

  @BeforeEach
  void forget() throws Exception {
    control.drainAudit();
    control.drainLog();
  }

  private static Command.Result curl(Map<String, String> environment, String... words)
      throws Exception {
    List<String> all =
        new ArrayList<>(
            List.of("curl", "-sSk", "--noproxy", "*", "-o", "/dev/null", "-w", "%{http_code}"));
    all.addAll(List.of(words));
    return Command.of(all).with(environment).run();
  }

  private static Map<String, String> noTickets() throws Exception {
    return Map.of(
        "KRB5_CONFIG", Realms.mit().krb5Conf().toString(), "KRB5CCNAME", "FILE:/nowhere/at/all");
  }

  @Test
  @DisplayName("do NTLMv2 (wget): refused, and the audit says which version it spoke")
  void wget() throws Exception {
    assumeTrue(Command.find("wget").isPresent(), "no wget");
    String url = "http://localhost:" + container.port() + "/ntlm/x";
    Command.Result wget =
        Command.of(
                "wget",
                "--no-proxy",
                "-nv",
                "-O",
                "-",
                "--tries=1",
                "--user=alice",
                "--password=" + Realms.password("alice"),
                url)
            .run();
    assertThat(wget.status()).isNotZero();
    assertThat(wget.output()).contains("Authentication Failed");
    assertThat(control.drainLog()).anyMatch(each -> each.token().equals("NTLM_AUTHENTICATE"));
    assertAudited("ntlm-version");
  }

  @Test
  @DisplayName(
      "get a ticket (curl --anyauth) sends nothing where Negotiate is offered; NTLM alone is taken")
  void anyauth() throws Exception {
    String user = "alice:" + Realms.password("alice");
    String root = "http://localhost:" + container.port();
    assertThat(curl(noTickets(), "--anyauth", "-u", user, root + PATH).output()).endsWith("401");
    assertThat(control.drainLog())
        .extracting(LoggedRequest::scheme)
        .doesNotContain("NTLM", "Digest");
    Command.Result alone = curl(noTickets(), "--anyauth", "-u", user, root + "/ntlm/x");
    assertThat(alone.output()).endsWith("404"); // let in to where nothing is
    assertThat(control.drainLog()).extracting(LoggedRequest::token).contains("NTLM_AUTHENTICATE");
  }

  @Test
  @DisplayName("do Negotiate uses Digest beside it (curl --digest)")
  void digest() throws Exception {
    String url = "http://localhost:" + container.port() + PATH;
    String user = "alice:" + Realms.password("alice");
    assertThat(curl(noTickets(), "--digest", "-u", user, url).output()).isEqualTo("200");
  }

  @Test
  @DisplayName(
      "read the ticket's service: a ticket for a host without keys is refused, named in the audit")
  void otherService() throws Exception {
    Realms.mit().admin("addprinc -randkey HTTP/other.test");
    String url = "http://other.test:" + container.port() + PATH;
    Command.Result result =
        curl(
            Realms.mit().environment(Realms.tickets(Realms.mit(), "alice")),
            "--negotiate",
            "-u",
            ":",
            "--resolve",
            "other.test:" + container.port() + ":127.0.0.1",
            url);
    assertThat(result.output()).isEqualTo("401");
    assertAudited("wrong-spn");
  }

  @Test
  @DisplayName("keep a connection (HTTP/1.0) is not offered NTLM")
  void http10() throws Exception {
    try (RawHttp http = connect()) {
      http.send(("GET " + PATH + " HTTP/1.0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      Reply reply = http.read(false);
      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.all("WWW-Authenticate")).noneMatch(each -> each.startsWith("NTLM"));
    }
  }

  @Test
  @DisplayName("do NTLM on HTTP/2 (curl --http2) falls back to HTTP/1.1 or is told of Digest")
  void curlOverHttp2() throws Exception {
    String url = "https://localhost:" + container.securePort() + PATH;
    String user = "alice:" + Realms.password("alice");
    assertThat(curl(noTickets(), "--http2", "--ntlm", "-u", user, url).output()).isIn("200", "401");
    assertThat(curl(noTickets(), "--http2", "--digest", "-u", user, url).output()).isEqualTo("200");
    assertThat(curl(noTickets(), "--http1.1", "--ntlm", "-u", user, url).output()).isEqualTo("200");
  }

  @Test
  @DisplayName("be told apart behind a proxy: with trusted proxies NTLM refuses to start")
  void proxy(@TempDir Path folder) throws Exception {
    assertThatThrownBy(
            () ->
                Site.of(ContainerKind.JETTY_EE10, folder, Realms.mitKeytab())
                    .setting("trusted-proxies", "127.0.0.0/8")
                    .setting("forwarded-header", "forwarded")
                    .start()
                    .close())
        .hasMessageContaining("proxy-keeps-connections");
  }

  @Test
  @DisplayName("have its NTLM message kept waiting: nobody else's connection can end it")
  void abandoned() throws Exception {
    for (int i = 0; i < 50; i++) {
      try (RawHttp http = connect()) {
        http.request("GET", PATH, Ntlm.header("NTLM", Site.ntlm("alice").negotiate()));
      }
    }
    try (RawHttp http = connect()) {
      assertThat(Site.ntlm("alice").logOn(http, "GET", PATH, "NTLM").user()).isEqualTo("alice");
    }
  }
}
