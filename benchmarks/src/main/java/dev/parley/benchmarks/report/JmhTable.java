package dev.parley.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The results of JMH as a table. */
final class JmhTable {
  private static final String ALLOCATION = "gc.alloc.rate.norm";

  private final List<Row> rows;

  private JmhTable(List<Row> rows) {
    this.rows = rows;
  }

  private record Row(
      String name, String parameters, int threads, double nanos, double error, double bytes) {}

  static JmhTable read(List<Path> files) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (Path file : files) {
      add(JsonMapper.shared().readTree(Files.readString(file)), rows);
    }
    return new JmhTable(rows);
  }

  private static void add(JsonNode results, List<Row> rows) {
    for (JsonNode result : results) {
      String[] name = result.path("benchmark").stringValue("").split("\\.", -1);
      JsonNode metric = result.path("primaryMetric");
      JsonNode allocation = result.path("secondaryMetrics").path(ALLOCATION).path("score");
      rows.add(
          new Row(
              name[name.length - 2] + "." + name[name.length - 1],
              parameters(result.path("params")),
              result.path("threads").intValue(1),
              metric.path("score").doubleValue(Double.NaN),
              metric.path("scoreError").doubleValue(Double.NaN),
              allocation.doubleValue(Double.NaN)));
    }
  }

  private static String parameters(JsonNode params) {
    return params.properties().stream()
        .map(entry -> entry.getValue().stringValue(""))
        .collect(Collectors.joining(", "));
  }

  String markdown() {
    List<String> lines = new ArrayList<>();
    lines.add("## Inside the filter (JMH)\n");
    lines.add("| benchmark | of | threads | ns/op | ± | B/op |");
    lines.add("|---|---|--:|--:|--:|--:|");
    for (Row row : rows) {
      lines.add(
          String.format(
              Locale.ROOT,
              "| %s | %s | %d | %.1f | %s | %s |",
              row.name(),
              row.parameters(),
              row.threads(),
              row.nanos(),
              number(row.error()),
              number(row.bytes())));
    }
    lines.add("");
    return String.join("\n", lines);
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.0f", value);
  }
}
