package dev.parley.benchmarks.logon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** The samples of all kinds, and their CSV file, a line for each. */
public final class LogonResults {
  private static final String HEADER = "kind,logonsPerSecond,cpuMicros";

  private final Map<LogonKind, List<Sample>> samples = new EnumMap<>(LogonKind.class);

  /**
   * One round of one kind.
   *
   * @param perSecond logons a second
   * @param cpuMicros processor time of the server for each, in microseconds
   */
  public record Sample(double perSecond, double cpuMicros) {}

  void add(LogonKind kind, Sample sample) {
    samples.computeIfAbsent(kind, any -> new ArrayList<>()).add(sample);
  }

  /** All kinds that were measured. */
  public Set<LogonKind> kinds() {
    return samples.keySet();
  }

  /** The samples of a kind, none if it was not measured. */
  public List<Sample> of(LogonKind kind) {
    return samples.getOrDefault(kind, List.of());
  }

  /** The median over the rounds, NaN for a kind that was not measured. */
  public double median(LogonKind kind, ToDoubleFunction<Sample> value) {
    double[] values = of(kind).stream().mapToDouble(value).sorted().toArray();
    return values.length == 0
        ? Double.NaN
        : (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
  }

  void write(Path file) throws IOException {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    samples.forEach(
        (kind, all) ->
            all.forEach(
                sample ->
                    text.append(
                        String.format(
                            Locale.ROOT,
                            "%s,%.1f,%.3f%n",
                            kind,
                            sample.perSecond(),
                            sample.cpuMicros()))));
    Files.writeString(file, text);
  }

  /** Reads what a comparison wrote. */
  public static LogonResults read(Path file) throws IOException {
    LogonResults results = new LogonResults();
    for (String line : Files.readAllLines(file)) {
      if (!line.equals(HEADER)) {
        List<String> field = Arrays.asList(line.split(",", -1));
        results.add(
            LogonKind.valueOf(field.get(0)),
            new Sample(Double.parseDouble(field.get(1)), Double.parseDouble(field.get(2))));
      }
    }
    return results;
  }
}
