package dev.parley.it.clients;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of Digest clients as a page of Markdown. */
final class DigestPage {
  private static final String HEAD =
      """
      # Digest clients

      What became of each client with the default settings and, without rules by User-Agent, with other values of `digest.algorithms`: the
      algorithm by which it came in, or **out**. A client is in when two requests of one run and, where it can send one, a POST came through.
      `bin/verify --long` runs every client that it can have, compares the outcomes, and with `-Dclients.write=true` writes this table.

      """;

  private DigestPage() {}

  static String of(Outcomes outcomes, List<String> notTried) {
    MarkdownTable table =
        new MarkdownTable(
            Stream.concat(
                    Stream.of("Client", "From", "Version", "User-Agent"),
                    Stream.of(Order.values()).map(Order::title))
                .toList());
    for (Outcomes.Row row : outcomes.all()) {
      String agent = row.sent().isEmpty() ? "none" : "`" + row.sent() + "`";
      table.add(
          Stream.concat(
                  Stream.of(row.client(), row.source(), row.version(), agent), row.cells().stream())
              .toList());
    }
    return HEAD
        + "Clients: "
        + outcomes.all().size()
        + ". In with "
        + Stream.of(Order.values())
            .map(order -> order.title() + ": " + outcomes.admitted(order.ordinal()))
            .collect(Collectors.joining("; "))
        + ".\n\n"
        + table
        + MarkdownTable.notTried(notTried);
  }
}
