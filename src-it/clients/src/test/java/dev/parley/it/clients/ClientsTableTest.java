package dev.parley.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What can be said without running a client. */
@DisplayName("The table of Digest clients")
final class ClientsTableTest {
  private static final int LEAST = 40;

  @Test
  @DisplayName("has a row for each recipe, a recipe for each row, and at least 40 clients")
  void complete() throws Exception {
    Outcomes outcomes = Outcomes.read(Table.DIGEST);
    assertThat(outcomes.all())
        .hasSizeGreaterThanOrEqualTo(LEAST)
        .allMatch(row -> row.outcomes().size() == Order.values().length);
    assertThat(outcomes.all())
        .extracting(Outcomes.Row::client)
        .containsExactlyInAnyOrderElementsOf(
            Recipe.all(Table.DIGEST).stream().map(Recipe::client).toList());
  }

  @Test
  @DisplayName("the default lets in more clients than any list with SHA-256 first alone does")
  void fewestLost() throws Exception {
    Outcomes outcomes = Outcomes.read(Table.DIGEST);
    for (Order order : List.of(Order.SHA_256_MD5, Order.SHA_256_MD5_SHA_256)) {
      assertThat(outcomes.admitted(Order.DEFAULT.ordinal()))
          .as("the default, against %s", order.title())
          .isGreaterThan(outcomes.admitted(order.ordinal()));
    }
  }

  @Test
  @DisplayName("bears out the figures that the README claims")
  void readme() throws Exception {
    Outcomes outcomes = Outcomes.read(Table.DIGEST);
    String readme =
        Files.readString(Table.DIGEST.page().resolveSibling("../README.md")).replace('\n', ' ');
    assertThat(readme)
        .contains("tries " + outcomes.all().size() + " clients")
        .contains(
            "The default lets "
                + outcomes.admitted(Order.DEFAULT.ordinal())
                + " of them in, and "
                + outcomes.admitted(Order.NO_OPAQUE.ordinal())
                + " with `digest.allow-missing-opaque`")
        .contains(
            "lets "
                + outcomes.admitted(Order.SHA_256_MD5.ordinal())
                + " in, `SHA-256, MD5, SHA-256` "
                + outcomes.admitted(Order.SHA_256_MD5_SHA_256.ordinal())
                + ".");
  }

  @Test
  @DisplayName("stands in docs/clients.md as it was measured")
  void page() throws Exception {
    String page =
        DigestPage.of(Outcomes.read(Table.DIGEST), Files.readAllLines(Table.DIGEST.notTried()));
    if (Table.writing()) {
      Files.createDirectories(Table.DIGEST.page().getParent());
      Files.writeString(Table.DIGEST.page(), page);
    }
    assertThat(Table.DIGEST.page()).hasContent(page);
  }
}
