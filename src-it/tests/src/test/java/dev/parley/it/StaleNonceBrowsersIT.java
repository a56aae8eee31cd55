package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.it.client.Client;
import dev.parley.it.client.ClientRun;
import dev.parley.it.support.ContainerKind;
import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.Control;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Browsers whose nonce ends while a page loads")
final class StaleNonceBrowsersIT {
  private static ContainerProcess container;
  private static Control control;

  @BeforeAll
  static void start() {
    container =
        ContainerProcess.of(ContainerKind.JETTY_EE10)
            .setting("digest.nonce-lifetime", "1s")
            .start();
    control = new Control(container.port());
  }

  @AfterAll
  static void stop() {
    container.close();
  }

  static List<Client> browsers() {
    return Client.all().stream().filter(Client::loadsPages).toList();
  }

  @ParameterizedTest
  @MethodSource("browsers")
  @DisplayName("take the new nonce of stale=true: no prompt, one authority call")
  void renewSilently(Client browser) throws Exception {
    assumeTrue(browser.version().isPresent(), browser.name() + " is not on this machine");
    String start = "http://127.0.0.1:" + container.port() + "/protected/start?slow";

    ClientRun run = ClientRun.of(browser, control, List.of(start));

    assertThat(run.requests()).anyMatch(each -> each.stale().equals("true"));
    assertThat(run.prompts()).as("refused credentials").isEmpty();
    assertThat(run.unanswered()).as("never loaded").isEmpty();
    assertThat(run.answered()).isGreaterThanOrEqualTo(42);
    assertThat(run.authorityCalls()).as("authority calls").isEqualTo(1);
  }
}
