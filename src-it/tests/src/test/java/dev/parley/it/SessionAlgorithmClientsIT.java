package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.it.client.Client;
import dev.parley.it.client.ClientRun;
import dev.parley.it.support.ContainerKind;
import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.Control;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 7616 section 3.4.2: real clients where nothing but {@code -sess} is offered. */
@DisplayName("With -sess algorithms only")
final class SessionAlgorithmClientsIT {
  private static final Set<String> CLIENTS =
      Set.of(
          "curl",
          "JDK HttpURLConnection 17",
          "Apache HttpClient 4.5",
          "Apache HttpClient 5",
          "Chromium",
          "Firefox");
  private static ContainerProcess container;
  private static Control control;

  @BeforeAll
  static void start() {
    container =
        ContainerProcess.of(ContainerKind.JETTY_EE10)
            .setting("digest.algorithms", "SHA-256-sess, MD5-sess")
            .start();
    control = new Control(container.port());
  }

  @AfterAll
  static void stop() {
    container.close();
  }

  static List<Client> clients() {
    return Client.all().stream().filter(each -> CLIENTS.contains(each.name())).toList();
  }

  @ParameterizedTest
  @MethodSource("clients")
  @DisplayName("browsers, the JDK and curl stay logged on with one authority call")
  void staysLoggedOn(Client client) throws Exception {
    assumeTrue(client.version().isPresent(), client.name() + " is not on this machine");
    String root = "http://127.0.0.1:" + container.port() + "/protected/";
    List<String> urls =
        client.loadsPages()
            ? List.of(root + "start")
            : IntStream.range(0, 20).mapToObj(i -> root + i).toList();

    ClientRun run = ClientRun.of(client, control, urls);

    assertThat(run.prompts()).as("refused credentials").isEmpty();
    assertThat(run.unanswered()).as("never loaded").isEmpty();
    assertThat(run.choice()).contains("-sess");
    assertThat(run.authorityCalls()).as("authority calls").isEqualTo(1);
  }
}
