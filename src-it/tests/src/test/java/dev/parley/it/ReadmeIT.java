package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.client.Client;
import dev.parley.it.client.NegotiateClient;
import dev.parley.it.support.Built;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@link ClientsIT} and the tests of Negotiate measure may differ by a client's version; that
 * it is told may not.
 */
@DisplayName("The README's table of clients")
final class ReadmeIT {
  private static String table;
  private static String negotiateTable;

  @BeforeAll
  static void read() throws Exception {
    String readme = Files.readString(Built.projectFolder().resolve("README.md"));
    table = between(readme, "clients");
    negotiateTable = between(readme, "negotiate-clients");
  }

  private static String between(String readme, String name) {
    int start = readme.indexOf("<!-- " + name + " -->");
    int end = readme.indexOf("<!-- /" + name + " -->");
    assertThat(start).as("the table's place").isBetween(0, end);
    return readme.substring(start, end);
  }

  static List<Client> clients() {
    return Client.all();
  }

  @ParameterizedTest
  @MethodSource("clients")
  @DisplayName("has a row for each client that is tested, with one authority call")
  void hasRow(Client client) {
    assertThat(table)
        .containsPattern(
            "\\| \\Q" + client.name() + "\\E \\|[^|]+\\|[^|]+\\| \\d+ \\| \\d+ \\| 1 \\| \\d+ \\|");
  }

  static List<NegotiateClient> negotiateClients() {
    return NegotiateClient.all();
  }

  @ParameterizedTest
  @MethodSource("negotiateClients")
  @DisplayName("has a row for each client of Kerberos or NTLM that is tested")
  void hasNegotiateRow(NegotiateClient client) {
    String start = "| " + client.name() + " |";
    assertThat(negotiateTable.lines())
        .anyMatch(
            line ->
                line.startsWith(start)
                    && line.contains("| " + client.mechanism() + " |")
                    && line.matches(".*\\| \\d+ \\| \\d+ \\| \\d+ \\|"));
  }
}
