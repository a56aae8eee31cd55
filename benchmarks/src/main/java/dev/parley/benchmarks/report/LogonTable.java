package dev.parley.benchmarks.report;

import dev.parley.benchmarks.logon.LogonKind;
import dev.parley.benchmarks.logon.LogonResults;
import dev.parley.benchmarks.logon.LogonResults.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Logons by Negotiate and NTLM, the servers beside each other: medians over the rounds. */
final class LogonTable {
  private final LogonResults results;

  LogonTable(LogonResults results) {
    this.results = results;
  }

  /** What a logon costs in all. */
  List<Comparison.Added> logons() {
    return results.kinds().stream()
        .filter(kind -> !kind.ignoresTokens())
        .map(
            kind ->
                new Comparison.Added(
                    kind.label() + ", " + kind.scheme().label(), cpu(kind), kind.isParley()))
        .toList();
  }

  private double cpu(LogonKind kind) {
    return results.median(kind, Sample::cpuMicros);
  }

  String markdown() {
    List<String> lines = new ArrayList<>();
    lines.add("## Logons by Negotiate and NTLM\n");
    lines.add("Each on a new connection with a fresh token: Kerberos in one request, NTLM in two.");
    lines.add(
        "Medians of " + rounds() + " alternating rounds; processor time of the server alone,");
    lines.add("accepting and closing of the connection included. No KDC takes part.\n");
    lines.add("| server | scheme | logons/s | CPU µs | min..max |");
    lines.add("|---|---|--:|--:|--:|");
    for (LogonKind kind : results.kinds()) {
      lines.add(row(kind));
    }
    lines.add("");
    return String.join("\n", lines);
  }

  private int rounds() {
    return results.kinds().stream().mapToInt(kind -> results.of(kind).size()).max().orElse(0);
  }

  private String row(LogonKind kind) {
    double[] sorted = results.of(kind).stream().mapToDouble(Sample::cpuMicros).sorted().toArray();
    return String.format(
        Locale.ROOT,
        "| %s | %s | %.0f | %.0f | %.0f..%.0f |",
        kind.label(),
        kind.scheme().label(),
        results.median(kind, Sample::perSecond),
        cpu(kind),
        sorted[0],
        sorted[sorted.length - 1]);
  }
}
