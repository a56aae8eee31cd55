package dev.parley.benchmarks.heap;

import dev.parley.benchmarks.load.LoadGenerator;
import dev.parley.benchmarks.load.Mode;
import dev.parley.benchmarks.load.Plan;
import dev.parley.benchmarks.sidebyside.ServerKind;
import dev.parley.benchmarks.sidebyside.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Measures the heap after collection: before and after 100,000 bare challenges of a server, and
 * with 1,000,000 contexts of as many users in this process. Writes {@code heap.md}.
 */
public final class HeapProof {
  private static final int CHALLENGES = 100_000;
  private static final int CONTEXTS = 1_000_000;
  private static final double MEBIBYTE = 1024 * 1024;

  private HeapProof() {}

  /** The arguments are the directory of the jars and that of the results. */
  public static void main(String[] args) throws IOException {
    String text =
        String.join(
            "\n",
            "## On the heap\n",
            "| after garbage collection | bytes |",
            "|---|---|",
            challenges(Path.of(args[0])),
            contexts(),
            "");
    Files.writeString(Path.of(args[1]).resolve("heap.md"), text);
    System.err.println(text);
  }

  private static String challenges(Path lib) throws IOException {
    List<String> options = List.of("-Xmx256m", "-Dslf4j.internal.verbosity=ERROR");
    try (ServerProcess server = ServerProcess.start(ServerKind.JETTY_PARLEY, lib, options);
        LoadGenerator generator =
            LoadGenerator.open(Plan.withoutCredentials(server.address(), Mode.CHALLENGE, 16))) {
      answers(generator, CHALLENGES / 2);
      long before = server.heap();
      long answered = answers(generator, CHALLENGES);
      long after = server.heap();
      return String.format(
          Locale.ROOT,
          "| server, %,d bare challenges later | %+,d (%,d before) |",
          answered,
          after - before,
          before);
    }
  }

  private static long answers(LoadGenerator generator, long atLeast) throws IOException {
    long answered = 0;
    while (answered < atLeast) {
      answered += generator.run(Duration.ofMillis(250)).expected();
    }
    return answered;
  }

  private static String contexts() throws IOException {
    try (ManyContexts contexts = new ManyContexts(CONTEXTS)) {
      long before = ManyContexts.usedAfterCollection();
      contexts.establishAll();
      long used = ManyContexts.usedAfterCollection() - before;
      return String.format(
          Locale.ROOT,
          "| %,d contexts of as many users | %,d (%.0f MiB, %.0f each) |",
          contexts.held(),
          used,
          used / MEBIBYTE,
          (double) used / contexts.held());
    }
  }
}
