package dev.parley.benchmarks.report;

import dev.parley.benchmarks.sidebyside.Cell;
import dev.parley.benchmarks.sidebyside.Cell.Load;
import dev.parley.benchmarks.sidebyside.Results;
import dev.parley.benchmarks.sidebyside.Sample;
import dev.parley.benchmarks.sidebyside.ServerKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The servers beside each other: medians over the rounds, and what authentication adds. */
final class Comparison {
  private final Results results;

  Comparison(Results results) {
    this.results = results;
  }

  /**
   * What a server does beyond its container.
   *
   * @param label the server and the load
   * @param micros processor time in microseconds for each request
   * @param ours whether it is Parley
   */
  record Added(String label, double micros, boolean ours) {}

  /**
   * What authentication costs a right answer beyond the same container that reads a header of the
   * same length and ignores it.
   */
  List<Added> addedByAuthentication() {
    return cells(Load.DIGEST)
        .map(cell -> new Added(name(cell), added(cell), cell.server().isParley()))
        .filter(added -> !Double.isNaN(added.micros()))
        .toList();
  }

  /** What a 401 costs in all. */
  List<Added> challenges() {
    return cells(Load.CHALLENGE)
        .map(cell -> new Added(cell.server().label(), cpu(cell), cell.server().isParley()))
        .toList();
  }

  private Stream<Cell> cells(Load load) {
    return results.cells().stream().filter(cell -> cell.load() == load);
  }

  private static String name(Cell cell) {
    return cell.server().label() + ", " + cell.algorithm();
  }

  private double added(Cell cell) {
    ServerKind bare = cell.server().withoutAuthentication();
    return results.medianOfDifferences(
        cell, new Cell(bare, Load.SAME_LENGTH, cell.algorithm()), Sample::cpuMicros);
  }

  private double cpu(Cell cell) {
    return results.median(cell, Sample::cpuMicros);
  }

  String markdown() {
    List<String> lines = new ArrayList<>();
    lines.add("## Side by side\n");
    lines.add(
        "Medians of " + rounds() + " alternating rounds; processor time of the server alone,");
    lines.add(
        "garbage collection included. \"Added\" is what a right answer costs beyond the same");
    lines.add("container that reads a header of the same length and ignores it.\n");
    lines.add("| server | requests carry | answers/s | CPU µs | min..max | added µs |");
    lines.add("|---|---|--:|--:|--:|--:|");
    for (Cell cell : results.cells()) {
      lines.add(row(cell));
    }
    lines.add("");
    return String.join("\n", lines);
  }

  private int rounds() {
    return results.cells().stream().mapToInt(cell -> results.of(cell).size()).max().orElse(0);
  }

  private String row(Cell cell) {
    double[] sorted = results.of(cell).stream().mapToDouble(Sample::cpuMicros).sorted().toArray();
    double added = cell.load() == Load.DIGEST ? added(cell) : Double.NaN;
    return String.format(
        Locale.ROOT,
        "| %s | %s | %.0f | %.1f | %.1f..%.1f | %s |",
        cell.server().label(),
        cell.label(),
        results.median(cell, Sample::requestsPerSecond),
        cpu(cell),
        sorted[0],
        sorted[sorted.length - 1],
        Double.isNaN(added) ? "" : String.format(Locale.ROOT, "%.1f", added));
  }
}
