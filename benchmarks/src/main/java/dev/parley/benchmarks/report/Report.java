package dev.parley.benchmarks.report;

import dev.parley.benchmarks.logon.LogonResults;
import dev.parley.benchmarks.sidebyside.ResultsFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes {@code bench.md} and {@code bench.svg} from whatever data files a directory holds: {@code
 * jmh.json}, {@code jmh-one-by-one.json}, {@code servers.csv}, {@code logons.csv}, {@code heap.md}.
 */
public final class Report {
  private Report() {}

  /** The argument is the directory. */
  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    List<String> sections = new ArrayList<>();
    sections.add("# Benchmarks\n\n" + Machine.describe());
    List<BarChart.Panel> panels = new ArrayList<>();
    Path servers = directory.resolve("servers.csv");
    if (Files.exists(servers)) {
      var comparison = new Comparison(ResultsFile.read(servers));
      sections.add(comparison.markdown());
      panels.add(
          new BarChart.Panel(
              "CPU added to an authenticated request, µs", comparison.addedByAuthentication()));
      panels.add(new BarChart.Panel("CPU of a 401, µs", comparison.challenges()));
    }
    Path logons = directory.resolve("logons.csv");
    if (Files.exists(logons)) {
      LogonTable table = new LogonTable(LogonResults.read(logons));
      sections.add(table.markdown());
      panels.add(new BarChart.Panel("CPU of a logon on a new connection, µs", table.logons()));
    }
    if (!panels.isEmpty()) {
      Files.writeString(directory.resolve("bench.svg"), BarChart.svg(panels));
      sections.add("![Server CPU per request](bench.svg)\n");
    }
    List<Path> jmh =
        Stream.of("jmh.json", "jmh-one-by-one.json")
            .map(directory::resolve)
            .filter(Files::exists)
            .toList();
    if (!jmh.isEmpty()) {
      sections.add(JmhTable.read(jmh).markdown());
    }
    Path heap = directory.resolve("heap.md");
    if (Files.exists(heap)) {
      sections.add(Files.readString(heap));
    }
    String text = String.join("\n", sections);
    Files.writeString(directory.resolve("bench.md"), text);
    PrintStream out = System.out;
    out.println(text);
  }
}
