package dev.parley.it.clients;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of the clients of Kerberos and NTLM as a page of Markdown. */
final class NegotiatePage {
  private static final String HEAD =
      """
      # Clients of Negotiate and NTLM

      What became of each client with Negotiate, NTLM and Digest offered beside each other and no other setting: **in** when two GET requests of one
      run and a POST of 300,000 octets came through by the mechanism (fewer where the note says so), or **out** with the reasons of the audit. Tickets are of
      an MIT KDC, NTLM's account is in a users file. `bin/verify --long` runs every client that it can have, compares the outcomes, and with
      `-Dclients.write=true` writes this table. Browsers and what requests cost stand in the [README](../README.md#clients-and-containers).

      """;

  private NegotiatePage() {}

  static String of(Outcomes outcomes, List<Recipe> recipes, List<String> notTried) {
    Map<String, Recipe> byClient =
        recipes.stream().collect(Collectors.toMap(Recipe::client, each -> each));
    MarkdownTable table =
        new MarkdownTable(
            Stream.of(
                    Stream.of("Client", "From", "Version", "Mechanism", "Sends"),
                    Stream.of(Container.values()).map(Container::title),
                    Stream.of("Note"))
                .flatMap(each -> each)
                .toList());
    for (Outcomes.Row row : outcomes.all()) {
      Recipe recipe = byClient.get(row.client());
      table.add(
          Stream.of(
                  Stream.of(row.client(), row.source(), row.version(), recipe.mechanism()),
                  Stream.of(row.sent().isEmpty() ? "nothing" : row.sent()),
                  row.cells().stream(),
                  Stream.of(recipe.note()))
              .flatMap(each -> each)
              .toList());
    }
    return HEAD
        + "Clients: "
        + outcomes.all().size()
        + ". In with "
        + Stream.of(Container.values())
            .map(each -> each.title() + ": " + outcomes.admitted(each.ordinal()))
            .collect(Collectors.joining("; "))
        + ".\n\n"
        + table
        + MarkdownTable.notTried(notTried);
  }
}
