package dev.parley.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What can be said without running a client. */
@DisplayName("The table of the clients of Kerberos and NTLM")
final class NegotiateTableTest {
  @Test
  @DisplayName("has a row for each recipe, a recipe for each row, and tells why a client is out")
  void complete() throws Exception {
    Outcomes outcomes = Outcomes.read(Table.NEGOTIATE);
    List<Recipe> recipes = Recipe.all(Table.NEGOTIATE);
    assertThat(recipes).allMatch(each -> Set.of("Kerberos", "NTLM").contains(each.mechanism()));
    assertThat(outcomes.all())
        .allMatch(row -> row.outcomes().size() == Container.values().length)
        .extracting(Outcomes.Row::client)
        .containsExactlyInAnyOrderElementsOf(recipes.stream().map(Recipe::client).toList());
    for (Recipe each : recipes) {
      assertThat(outcomes.of(each.client()).orElseThrow().outcomes())
          .as("%s, with the note: %s", each, each.note())
          .allMatch(outcome -> outcome.equals(NegotiateVisit.IN) || !each.note().isEmpty());
    }
  }

  @Test
  @DisplayName("bears out the figures that the README claims, on each container")
  void readme() throws Exception {
    Outcomes outcomes = Outcomes.read(Table.NEGOTIATE);
    String readme =
        Files.readString(Table.NEGOTIATE.page().resolveSibling("../README.md")).replace('\n', ' ');
    for (Container each : Container.values()) {
      assertThat(readme)
          .as(each.title())
          .contains("has " + outcomes.all().size() + " clients log on by Kerberos or NTLM")
          .contains("; " + outcomes.admitted(each.ordinal()) + " of them come in.");
    }
  }

  @Test
  @DisplayName("stands in docs/negotiate-clients.md as it was measured")
  void page() throws Exception {
    String page =
        NegotiatePage.of(
            Outcomes.read(Table.NEGOTIATE),
            Recipe.all(Table.NEGOTIATE),
            Files.readAllLines(Table.NEGOTIATE.notTried()));
    if (Table.writing()) {
      Files.writeString(Table.NEGOTIATE.page(), page);
    }
    assertThat(Table.NEGOTIATE.page()).hasContent(page);
  }
}
