package dev.parley.it.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.it.realm.MitKdc;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs every client of Kerberos or NTLM that this machine has against every {@link Container}. With
 * {@code -Dclients.write=true} writes the outcomes, from which {@link NegotiateTableTest} writes
 * the page.
 */
@DisplayName("Each client of Kerberos or NTLM comes in, or not, as docs/negotiate-clients.md says")
final class NegotiateTableIT {
  private static final Map<Container, NegotiateSite> SITES = new EnumMap<>(Container.class);
  private static @Nullable Realm realm;
  private static Outcomes outcomes;
  private static Workshop workshop;

  @BeforeAll
  static void start() throws Exception {
    Optional<String> missing = MitKdc.missing();
    assumeTrue(missing.isEmpty(), () -> "no program " + missing.orElseThrow());
    outcomes = Outcomes.read(Table.NEGOTIATE);
    workshop = new Workshop(Table.workshop());
    realm = new Realm();
    for (Container each : Container.values()) {
      SITES.put(each, new NegotiateSite(each, realm));
    }
  }

  @AfterAll
  static void stop() throws Exception {
    if (realm == null) {
      return;
    }
    if (Table.writing()) {
      outcomes.write(Table.NEGOTIATE);
    }
    SITES.values().forEach(NegotiateSite::close);
    realm.close();
  }

  static List<Recipe> recipes() throws IOException {
    return Recipe.wanted(Table.NEGOTIATE);
  }

  @ParameterizedTest
  @Execution(ExecutionMode.CONCURRENT)
  @MethodSource("recipes")
  @DisplayName("on each container")
  void measure(Recipe recipe) throws Exception {
    String version = recipe.version(workshop).orElse("");
    assumeTrue(!version.isEmpty(), recipe.client() + " is not on this machine");
    List<String> measured = new ArrayList<>();
    String sent = "";
    StringBuilder said = new StringBuilder();
    for (Container each : Container.values()) {
      NegotiateVisit visit = SITES.get(each).visit(recipe, workshop);
      measured.add(visit.outcome());
      sent = visit.sent();
      said.append(visit.said()).append(String.join("\n", visit.audit())).append('\n');
    }
    Table.NEGOTIATE.keep(recipe, said);
    if (Table.writing()) {
      outcomes.put(new Outcomes.Row(recipe.client(), recipe.source(), version, sent, measured));
    }
    assertThat(measured)
        .as("%s %s, which said:%n%s", recipe.client(), version, said)
        .isEqualTo(outcomes.of(recipe.client()).orElseThrow().outcomes());
  }
}
