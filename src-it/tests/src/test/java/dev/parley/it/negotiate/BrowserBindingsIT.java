package dev.parley.it.negotiate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.it.client.NegotiateClient;
import dev.parley.it.client.NegotiateClient.Mechanism;
import dev.parley.it.support.ContainerKind;
import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.Control;
import dev.parley.it.support.KeyStores;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which browsers send channel bindings (RFC 5929), as the README tells, and what comes of it. */
@DisplayName("Over TLS, with channel bindings,")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BrowserBindingsIT {
  @TempDir static Path folder;
  private final Map<Policy, ContainerProcess> servers = new EnumMap<>(Policy.class);

  private enum Policy {
    WHEN_SUPPORTED("when-supported"),
    REQUIRED("required");

    private final String text;

    Policy(String text) {
      this.text = text;
    }
  }

  @BeforeAll
  void start() throws Exception {
    String keyStore = KeyStores.create(folder).toString();
    for (Policy policy : Policy.values()) {
      servers.put(
          policy,
          Site.of(ContainerKind.JETTY_EE10, folder, Realms.mitKeytab())
              .with("keystore", keyStore)
              .setting("packages", "negotiate")
              .setting("negotiate.channel-bindings", policy.text)
              .start());
    }
  }

  @AfterAll
  void stop() {
    servers.values().forEach(ContainerProcess::close);
  }

  @ParameterizedTest(name = "{0} with {1}: sends bindings: {2}")
  @CsvSource({
    "Chromium, KERBEROS, false",
    "Chromium, NTLM, true",
    "Firefox, KERBEROS, false",
    "Firefox, NTLM, false",
    "curl --negotiate, KERBEROS, false",
    "Python requests-kerberos, KERBEROS, false",
    "Python requests-ntlm, NTLM, true",
  })
  @DisplayName("a client is let in when it need send none, and when it sends the right ones")
  void logsOn(String name, Mechanism mechanism, boolean sends) throws Exception {
    NegotiateClient client = client(name, mechanism);
    String version = client.version().orElse("");
    assumeTrue(!version.isEmpty(), name + " is not on this machine");
    assumeTrue(
        !name.startsWith("curl") || version.startsWith("7."), "curl 8 learned to send bindings");
    assertThat(outcomes(client, Policy.WHEN_SUPPORTED))
        .isNotEmpty()
        .containsOnly(sends ? "\"bindings\":\"verified\"" : "\"bindings\":\"absent\"");
    assertThat(outcomes(client, Policy.REQUIRED))
        .isNotEmpty()
        .containsOnly(sends ? "\"bindings\":\"verified\"" : "\"reason\":\"bindings-missing\"");
  }

  private static NegotiateClient client(String name, Mechanism mechanism) {
    return Stream.concat(NegotiateClient.overTls().stream(), NegotiateClient.all().stream())
        .filter(each -> each.name().equals(name) && each.mechanism() == mechanism)
        .findFirst()
        .orElseThrow();
  }

  /** What the audit says of a client's logons and refusals. */
  private List<String> outcomes(NegotiateClient client, Policy policy) throws Exception {
    ContainerProcess server = servers.get(policy);
    Control control = new Control(server.port());
    control.drainAudit();
    String path = client.loadsPages() ? "/protected/start" : NegotiateTest.PATH;
    try {
      client.get(
          Realms.login(Realms.mit(), "alice"),
          List.of("https://localhost:" + server.securePort() + path));
    } catch (AssertionError e) {
      // programs say by their status that they were refused
      assertThat(policy).as(e.getMessage()).isEqualTo(Policy.REQUIRED);
    }
    return control.drainAudit().stream().map(BrowserBindingsIT::outcome).toList();
  }

  private static String outcome(String line) {
    int start = Math.max(line.indexOf("\"bindings\":"), line.indexOf("\"reason\":"));
    return start < 0 ? line : line.substring(start).split("[,}]", 2)[0];
  }
}
