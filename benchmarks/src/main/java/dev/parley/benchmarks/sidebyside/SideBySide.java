package dev.parley.benchmarks.sidebyside;

import dev.parley.benchmarks.load.LoadGenerator;
import dev.parley.benchmarks.load.Mode;
import dev.parley.benchmarks.load.Plan;
import dev.parley.benchmarks.load.Tally;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Measures every server under the same load: answers a second, and processor time of the server for
 * each answer, garbage collection included. All servers stay up; the rounds visit the cells in turn
 * (A B C A B C), and medians over the rounds are reported.
 */
public final class SideBySide {
  private static final Duration SETTLING = Duration.ofMillis(200);
  private static final Duration WARMING = Duration.ofSeconds(2);

  private final Settings settings;
  private final PrintStream progress;
  private final Map<ServerKind, ServerProcess> servers = new EnumMap<>(ServerKind.class);

  private SideBySide(Settings settings, PrintStream progress) {
    this.settings = settings;
    this.progress = progress;
  }

  /** Runs the comparison and writes {@code servers.csv} for the report. */
  public static void main(String[] args) throws IOException {
    Settings settings = Settings.parse(List.of(args));
    Files.createDirectories(settings.common().out());
    Results results = new SideBySide(settings, System.err).run();
    Files.writeString(settings.common().out().resolve("servers.csv"), ResultsFile.write(results));
  }

  private Results run() throws IOException {
    try {
      for (ServerKind kind : ServerKind.values()) {
        if (settings.common().includes(kind)) {
          servers.put(
              kind,
              ServerProcess.start(kind, settings.common().lib(), settings.common().jvmOptions()));
        }
      }
      List<Cell> cells = cells();
      for (Cell cell : cells) {
        warmUp(cell);
      }
      Results results = new Results();
      for (int round = 1; round <= settings.common().rounds(); round++) {
        for (Cell cell : cells) {
          Sample sample = measure(cell, settings.measured());
          results.add(cell, sample);
          print("round " + round, cell, sample);
        }
      }
      return results;
    } finally {
      servers.values().forEach(ServerProcess::close);
    }
  }

  private ServerProcess server(ServerKind kind) {
    return Objects.requireNonNull(servers.get(kind), "a cell names a server that takes part");
  }

  private List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (ServerKind kind : servers.keySet()) {
      if (kind.authenticates()) {
        for (String algorithm : kind.algorithms()) {
          cells.add(new Cell(kind, Cell.Load.DIGEST, algorithm));
        }
        if (!kind.isVariant()) {
          cells.add(new Cell(kind, Cell.Load.CHALLENGE, "-"));
        }
      } else {
        cells.add(new Cell(kind, Cell.Load.SHORT, "-"));
        for (String algorithm : challenger().algorithms()) {
          cells.add(new Cell(kind, Cell.Load.SAME_LENGTH, algorithm));
        }
      }
    }
    return cells;
  }

  /** Whose challenge is answered towards a server that does not look at the header. */
  private ServerKind challenger() {
    return servers.keySet().stream()
        .filter(ServerKind::authenticates)
        .reduce((first, second) -> second.algorithms().size() > 1 ? second : first)
        .orElseThrow(() -> new IllegalStateException("no server that authenticates takes part"));
  }

  private void warmUp(Cell cell) throws IOException {
    long answers = 0;
    while (answers < settings.warmUp()) {
      Sample sample = measure(cell, WARMING);
      answers += Math.max(1, Math.round(sample.requestsPerSecond() * WARMING.toSeconds()));
      print("warm-up", cell, sample);
    }
  }

  private Sample measure(Cell cell, Duration time) throws IOException {
    ServerProcess server = server(cell.server());
    try (LoadGenerator generator = LoadGenerator.open(plan(cell, server))) {
      generator.run(time.compareTo(SETTLING) < 0 ? time : SETTLING);
      Duration before = server.cpu();
      Tally tally = generator.run(time);
      Duration used = server.cpu().minus(before);
      if (tally.other() > 0 || tally.expected() == 0) {
        throw new IOException(cell.id() + " got unexpected answers: " + tally);
      }
      double cpuMicros = used.toNanos() / 1e3 / (tally.expected() + tally.challenged());
      return new Sample(tally.perSecond(), cpuMicros, tally.challenged());
    }
  }

  private Plan plan(Cell cell, ServerProcess server) {
    int connections = settings.connections();
    Plan plan =
        switch (cell.load()) {
          case SHORT -> Plan.withoutCredentials(server.address(), Mode.BARE, connections);
          case CHALLENGE -> Plan.withoutCredentials(server.address(), Mode.CHALLENGE, connections);
          case DIGEST -> Plan.digest(server.address(), cell.algorithm(), connections);
          case SAME_LENGTH ->
              Plan.digest(server.address(), cell.algorithm(), connections)
                  .challengedBy(server(challenger()).address());
        };
    return settings.sharedNonce() ? plan.withSharedNonce() : plan;
  }

  private void print(String when, Cell cell, Sample sample) {
    progress.printf(
        Locale.ROOT,
        "%-8s %-34s %8.0f/s %7.2f us cpu%s%n",
        when,
        cell.id(),
        sample.requestsPerSecond(),
        sample.cpuMicros(),
        sample.challenged() > 0 ? "  (" + sample.challenged() + " challenged)" : "");
  }
}
