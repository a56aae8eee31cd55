package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.it.client.Client;
import dev.parley.it.client.ClientRun;
import dev.parley.it.client.ClientTable;
import dev.parley.it.client.CurlClient;
import dev.parley.it.support.Built;
import dev.parley.it.support.ContainerKind;
import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.Control;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real clients with the default settings; writes {@code src-it/target/clients.md}. */
@DisplayName("Every client logs on once and stays logged on")
final class ClientsIT {
  private static final int REQUESTS = 20;
  private static final ClientTable TABLE = new ClientTable();
  private static ContainerProcess container;
  private static Control control;

  @BeforeAll
  static void start() {
    container = ContainerProcess.of(ContainerKind.JETTY_EE10).start();
    control = new Control(container.port());
  }

  @AfterAll
  static void stop() throws IOException {
    TABLE.write(Built.itFolder().resolve("target/clients.md"));
    container.close();
  }

  static List<Client> clients() {
    return Client.all();
  }

  @ParameterizedTest
  @MethodSource("clients")
  @DisplayName("20 requests, no second prompt, one authority call")
  void staysLoggedOn(Client client) throws Exception {
    if (client.version().isEmpty()) {
      TABLE.addMissing(client);
    }
    assumeTrue(client.version().isPresent(), client.name() + " is not on this machine");

    ClientRun run = ClientRun.of(client, control, urls(client));
    TABLE.add(client, run);

    assertThat(run.prompts()).as("refused credentials").isEmpty();
    assertThat(run.unanswered()).as("never loaded").isEmpty();
    assertThat(run.answered()).isGreaterThanOrEqualTo(REQUESTS);
    assertThat(run.authorityCalls()).as("authority calls").isEqualTo(1);
    assertThat(run.localVerifications()).isGreaterThanOrEqualTo(run.answered() - 1);
  }

  @Test
  @DisplayName("curl uploads a file: after the 401, with Expect: 100-continue, whole")
  void upload(@TempDir Path folder) throws Exception {
    CurlClient curl = new CurlClient(false);
    assumeTrue(curl.version().isPresent(), "curl is not on this machine");
    Path file = Files.writeString(folder.resolve("file"), "0123456789".repeat(300_000));
    String answer = curl.upload(file, "http://127.0.0.1:" + container.port() + "/protected/file");
    assertThat(answer).contains("PUT user=user-curl body=3000000:");
  }

  private static List<String> urls(Client client) {
    String root = "http://127.0.0.1:" + container.port() + "/protected/";
    return client.loadsPages()
        ? List.of(root + "start")
        : IntStream.range(0, REQUESTS).mapToObj(i -> root + "file-" + i + "?part=" + i).toList();
  }
}
