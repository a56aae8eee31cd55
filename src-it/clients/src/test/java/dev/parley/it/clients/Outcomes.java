package dev.parley.it.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The checked-in file of what became of the clients, a line each: client, where it comes from,
 * version, User-Agent, and an outcome for each {@link Order}, separated by tabs. {@code
 * docs/clients.md} is written from it. Thread-safe.
 */
final class Outcomes {
  private static final String HEAD =
      """
      # Digest clients

      What became of each client with the default settings and, without rules by User-Agent, with other values of `digest.algorithms`: the
      algorithm by which it came in, or **out**. A client is in when two requests of one run and, where it can send one, a POST came through.
      `bin/verify --long` runs every client that it can have, compares the outcomes, and with `-Dclients.write=true` writes this table.

      """;

  private final Map<String, Row> rows = new ConcurrentSkipListMap<>(String.CASE_INSENSITIVE_ORDER);

  /** One client. */
  record Row(
      String client, String source, String version, String userAgent, List<String> outcomes) {
    Row {
      outcomes = List.copyOf(outcomes);
    }

    String outcome(Order order) {
      return outcomes.get(order.ordinal());
    }

    private String line() {
      return Stream.concat(Stream.of(client, source, version, userAgent), outcomes.stream())
          .collect(Collectors.joining("\t"));
    }

    private String cells() {
      List<String> cells = new ArrayList<>(List.of(client, source, version));
      cells.add(userAgent.isEmpty() ? "none" : "`" + userAgent + "`");
      outcomes.forEach(each -> cells.add(each.equals(Visit.OUT) ? "**out**" : each));
      return "| " + String.join(" | ", cells) + " |\n";
    }
  }

  static Outcomes read(Path file) throws IOException {
    Outcomes outcomes = new Outcomes();
    for (String line : Files.readAllLines(file)) {
      String[] cells = line.split("\t", -1);
      outcomes.put(
          new Row(
              cells[0],
              cells[1],
              cells[2],
              cells[3],
              Arrays.asList(cells).subList(4, cells.length)));
    }
    return outcomes;
  }

  void put(Row row) {
    rows.put(row.client(), row);
  }

  Optional<Row> of(String client) {
    return Optional.ofNullable(rows.get(client));
  }

  List<Row> all() {
    return List.copyOf(rows.values());
  }

  void write(Path file) throws IOException {
    Files.writeString(
        file, rows.values().stream().map(each -> each.line() + "\n").collect(Collectors.joining()));
  }

  /** The table, and what was not tried, as a page of Markdown. */
  String markdown(List<String> notTried) {
    StringBuilder page = new StringBuilder(HEAD);
    page.append("Clients: ").append(rows.size()).append(". In with ");
    page.append(
        Stream.of(Order.values())
            .map(order -> order.title() + ": " + admitted(order))
            .collect(Collectors.joining("; ")));
    page.append(".\n\n| Client | From | Version | User-Agent |");
    Stream.of(Order.values()).forEach(each -> page.append(' ').append(each.title()).append(" |"));
    page.append("\n|").append("---|".repeat(4 + Order.values().length)).append('\n');
    rows.values().stream()
        .sorted(Comparator.comparing(Row::client, String.CASE_INSENSITIVE_ORDER))
        .forEach(each -> page.append(each.cells()));
    page.append("\n## Not tried\n\n");
    notTried.forEach(each -> page.append("- ").append(each).append('\n'));
    return page.toString();
  }

  long admitted(Order order) {
    return rows.values().stream().filter(each -> !each.outcome(order).equals(Visit.OUT)).count();
  }
}
