package dev.parley.it.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs every client that this machine has with every {@link Order}. With {@code
 * -Dclients.write=true} writes the outcomes, from which {@link ClientsTableTest} writes the page.
 */
@DisplayName("Each Digest client comes in, or not, as docs/clients.md says")
final class ClientsTableIT {
  private static final Map<Order, Site> SITES = new EnumMap<>(Order.class);
  private static Outcomes outcomes;
  private static Workshop workshop;

  @BeforeAll
  static void start() throws Exception {
    outcomes = Outcomes.read(Table.DIGEST);
    workshop = new Workshop(Table.workshop());
    for (Order each : Order.values()) {
      SITES.put(each, new Site(each.settings()));
    }
  }

  @AfterAll
  static void stop() throws Exception {
    if (Table.writing()) {
      outcomes.write(Table.DIGEST);
    }
    for (Site each : SITES.values()) {
      each.close();
    }
  }

  static List<Recipe> recipes() throws IOException {
    return Recipe.wanted(Table.DIGEST);
  }

  @ParameterizedTest
  @Execution(ExecutionMode.CONCURRENT)
  @MethodSource("recipes")
  @DisplayName("with the default and with every other order")
  void measure(Recipe recipe) throws Exception {
    String version = recipe.version(workshop).orElse("");
    assumeTrue(!version.isEmpty(), recipe.client() + " is not on this machine");
    List<String> measured = new ArrayList<>();
    String userAgent = "";
    StringBuilder said = new StringBuilder();
    for (Order order : Order.values()) {
      String folder = "/" + order.name() + "-" + recipe.file().getFileName().toString();
      said.append(recipe.run(workshop, SITES.get(order).target(folder)));
      Visit visit = SITES.get(order).visit(folder);
      measured.add(visit.outcome(recipe));
      userAgent = visit.userAgent();
    }
    Table.DIGEST.keep(recipe, said);
    if (Table.writing()) {
      outcomes.put(
          new Outcomes.Row(recipe.client(), recipe.source(), version, userAgent, measured));
    }
    assertThat(measured)
        .as("%s %s, which said:%n%s", recipe.client(), version, said)
        .isEqualTo(outcomes.of(recipe.client()).orElseThrow().outcomes());
  }
}
