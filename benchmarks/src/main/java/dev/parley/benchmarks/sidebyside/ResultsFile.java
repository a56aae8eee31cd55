package dev.parley.benchmarks.sidebyside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The samples as a CSV file: a line for each sample, so that the spread can be seen too. */
public final class ResultsFile {
  private static final String HEADER =
      "server,load,algorithm,requestsPerSecond,cpuMicros,challenged";

  private ResultsFile() {}

  static String write(Results results) {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    for (Cell cell : results.cells()) {
      for (Sample sample : results.of(cell)) {
        text.append(
            String.format(
                Locale.ROOT,
                "%s,%s,%s,%.1f,%.3f,%d%n",
                cell.server(),
                cell.load(),
                cell.algorithm(),
                sample.requestsPerSecond(),
                sample.cpuMicros(),
                sample.challenged()));
      }
    }
    return text.toString();
  }

  /** Reads what a comparison wrote. */
  public static Results read(Path file) throws IOException {
    Results results = new Results();
    for (String line : Files.readAllLines(file)) {
      if (!line.equals(HEADER)) {
        List<String> field = List.of(line.split(",", -1));
        Cell cell =
            new Cell(
                ServerKind.valueOf(field.get(0)), Cell.Load.valueOf(field.get(1)), field.get(2));
        results.add(
            cell,
            new Sample(
                Double.parseDouble(field.get(3)),
                Double.parseDouble(field.get(4)),
                Long.parseLong(field.get(5))));
      }
    }
    return results;
  }
}
