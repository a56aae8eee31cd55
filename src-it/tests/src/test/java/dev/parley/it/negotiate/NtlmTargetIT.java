package dev.parley.it.negotiate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.it.client.NegotiateClient;
import dev.parley.it.client.NegotiateClient.Mechanism;
import dev.parley.it.support.ContainerKind;
import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.Control;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** MS-NLMP section 2.2.2.1, MsvAvTargetName: where clients say that they aim. */
@DisplayName("ntlm.target-check, with real clients:")
final class NtlmTargetIT {
  @TempDir Path folder;

  @ParameterizedTest(name = "{0}, {1} of {2}: {3}")
  @CsvSource({
    "Chromium, required, HTTP/localhost, logon",
    "Chromium, required, HTTP/other.example.com, wrong-target",
    "Chromium, when-supported, HTTP/other.example.com, wrong-target",
    "curl --ntlm, when-supported, HTTP/localhost, logon",
    "curl --ntlm, required, HTTP/localhost, wrong-target",
  })
  @DisplayName("Chromium names its target, curl none; who names another is kept out")
  void targets(String name, String check, String own, String outcome) throws Exception {
    NegotiateClient client =
        NegotiateClient.all().stream()
            .filter(each -> each.name().equals(name) && each.mechanism() == Mechanism.NTLM)
            .findFirst()
            .orElseThrow();
    assumeTrue(client.version().isPresent(), name + " is not on this machine");
    try (ContainerProcess server =
        Site.of(ContainerKind.JETTY_EE10, folder, Realms.mitKeytab())
            .setting("packages", "negotiate")
            .setting("ntlm.target-check", check)
            .setting("ntlm.target-names", own)
            .start()) {
      String path = client.loadsPages() ? "/protected/start" : NegotiateTest.PATH;
      boolean refused = false;
      try {
        client.get(
            Realms.login(Realms.mit(), "alice"),
            List.of("http://localhost:" + server.port() + path));
      } catch (AssertionError e) {
        // programs say by their status that they were refused
        refused = true;
      }
      assertThat(refused && outcome.equals("logon")).isFalse();
      List<String> audit = new Control(server.port()).drainAudit();
      assertThat(audit)
          .isNotEmpty()
          .allMatch(
              line ->
                  line.contains(
                      outcome.equals("logon")
                          ? "\"event\":\"logon\""
                          : "\"reason\":\"" + outcome + "\""));
    }
  }
}
