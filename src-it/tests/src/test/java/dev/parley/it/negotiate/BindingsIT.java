package dev.parley.it.negotiate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.client.NegotiateClient;
import dev.parley.it.realm.Command;
import dev.parley.it.support.ContainerKind;
import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.Control;
import dev.parley.it.support.KeyStores;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Channel bindings (RFC 5929 tls-server-end-point) by MIT's library and by requests-ntlm; {@link
 * NegotiateContract} looks whether each container's certificate is known.
 */
@DisplayName("Channel bindings")
final class BindingsIT {
  @TempDir static Path folder;

  private static ContainerProcess start(String policy) throws Exception {
    return Site.of(ContainerKind.JETTY_EE11, folder, Realms.mitKeytab())
        .with("keystore", KeyStores.create(folder).toString())
        .setting("negotiate.channel-bindings", policy)
        .start();
  }

  @ParameterizedTest
  @CsvSource({
    "off, 200, 200, 200",
    "when-supported, 200, 401, 200",
    "required, 200, 401, 401",
  })
  @DisplayName("of Kerberos and NTLM: right ones, wrong ones, none")
  void modes(String policy, int right, int wrong, int none) throws Exception {
    try (ContainerProcess server = start(policy)) {
      assertThat(BoundClient.get(server, "right")).startsWith(right + " ");
      assertThat(BoundClient.get(server, "wrong")).startsWith(wrong + " ");
      assertThat(BoundClient.get(server, "none")).startsWith(none + " ");
      List<String> audit = new Control(server.port()).drainAudit();
      assertThat(reasons(audit, "bindings-wrong")).isEqualTo(wrong == 401 ? 1 : 0);
      assertThat(reasons(audit, "bindings-missing")).isEqualTo(none == 401 ? 1 : 0);

      String url = "https://localhost:" + server.securePort() + NegotiateTest.PATH;
      for (NegotiateClient client : binding()) {
        client.get(Realms.login(Realms.mit(), "alice"), List.of(url));
      }
      Command.Result curl =
          Command.of(
                  "curl",
                  "-sSk",
                  "--http1.1",
                  "--ntlm",
                  "-u",
                  "alice:" + Realms.password("alice"),
                  "-o",
                  "/dev/null",
                  "-w",
                  "%{http_code}",
                  url)
              .run();
      assertThat(curl.output()).as("curl --ntlm, which sends none").isEqualTo("" + none);
    }
  }

  private static List<NegotiateClient> binding() {
    return NegotiateClient.all().stream()
        .filter(each -> each.name().equals("Python requests-ntlm"))
        .filter(each -> each.version().isPresent())
        .toList();
  }

  private static long reasons(List<String> audit, String reason) {
    return audit.stream().filter(line -> line.contains("\"reason\":\"" + reason + "\"")).count();
  }
}
