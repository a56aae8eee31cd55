package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.client.Client;
import dev.parley.it.support.Built;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@link ClientsIT} measures may differ by a client's version; that it is told may not. */
@DisplayName("The README's table of clients")
final class ReadmeIT {
  private static String table;

  @BeforeAll
  static void read() throws Exception {
    String readme = Files.readString(Built.projectFolder().resolve("README.md"));
    int start = readme.indexOf("<!-- clients -->");
    int end = readme.indexOf("<!-- /clients -->");
    assertThat(start).as("the table's place").isBetween(0, end);
    table = readme.substring(start, end);
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
}
