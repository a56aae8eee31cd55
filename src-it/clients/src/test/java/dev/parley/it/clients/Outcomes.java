package dev.parley.it.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The checked-in file of what became of the clients of a {@link Table}, a line each: client, where
 * it comes from, version, what it sent, and an outcome for each way that it was tried, separated by
 * tabs. The page is written from it. Thread-safe.
 */
final class Outcomes {
  /** How the outcome begins of a client that was not let in for all that it tried. */
  static final String OUT = "out";

  private final Map<String, Row> rows = new ConcurrentSkipListMap<>(String.CASE_INSENSITIVE_ORDER);

  /**
   * One client.
   *
   * @param sent its User-Agent, or what it logged on with
   */
  record Row(String client, String source, String version, String sent, List<String> outcomes) {
    Row {
      outcomes = List.copyOf(outcomes);
    }

    private String line() {
      return Stream.concat(Stream.of(client, source, version, sent), outcomes.stream())
          .collect(Collectors.joining("\t"));
    }

    /** The outcomes as cells of Markdown. */
    List<String> cells() {
      return outcomes.stream()
          .map(each -> each.startsWith(OUT) ? "**out**" + each.substring(OUT.length()) : each)
          .toList();
    }
  }

  static Outcomes read(Table table) throws IOException {
    Outcomes outcomes = new Outcomes();
    for (String line : Files.readAllLines(table.outcomes())) {
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

  void write(Table table) throws IOException {
    Files.writeString(
        table.outcomes(),
        rows.values().stream().map(each -> each.line() + "\n").collect(Collectors.joining()));
  }

  /** How many clients came in, by a column of the outcomes. */
  long admitted(int column) {
    return rows.values().stream()
        .filter(row -> !row.outcomes().get(column).startsWith(OUT))
        .count();
  }
}
