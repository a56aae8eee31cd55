package dev.parley.benchmarks.sidebyside;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;

/** How a comparison is run, from the command line. */
final class Settings {
  private static final String USAGE =
      """
      options of the comparison:
        --quick             fewer and shorter rounds
        --rounds N          how many times each cell is measured (default 7)
        --warm-up N         how many requests each cell gets before the first round (default 200000)
        --measured SECONDS  how long one round of one cell is (default 3)
        --connections N     how many connections are kept busy (default 32)
        --shared-nonce      all connections count up one nonce
        --only REGEX        which servers take part, by their names in ServerKind
        --jvm OPTION        one more option for the servers' virtual machines; may come again
        --lib DIR           the jars (default benchmarks/target/lib)
        --out DIR           where the results go (default benchmarks/target)
      """;

  private Path lib = Path.of("benchmarks/target/lib");
  private Path out = Path.of("benchmarks/target");
  private int connections = 32;
  private int rounds = 7;
  private long warmUp = 200_000;
  private Duration measured = Duration.ofSeconds(3);
  private Pattern only = Pattern.compile(".*");
  private boolean sharedNonce;
  private final List<String> jvmOptions =
      new ArrayList<>(List.of("-Xms512m", "-Xmx512m", "-Dslf4j.internal.verbosity=ERROR"));

  private Settings() {}

  static Settings parse(List<String> arguments) {
    Settings settings = new Settings();
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      settings.take(rest.next(), rest);
    }
    return settings;
  }

  private void take(String option, Iterator<String> rest) {
    switch (option) {
      case "--quick" -> {
        rounds = 3;
        warmUp = 50_000;
        measured = Duration.ofSeconds(1);
      }
      case "--shared-nonce" -> sharedNonce = true;
      case "--rounds" -> rounds = Integer.parseInt(rest.next());
      case "--warm-up" -> warmUp = Long.parseLong(rest.next());
      case "--measured" -> measured = seconds(rest.next());
      case "--connections" -> connections = Integer.parseInt(rest.next());
      case "--only" -> only = Pattern.compile(rest.next(), Pattern.CASE_INSENSITIVE);
      case "--jvm" -> jvmOptions.add(rest.next());
      case "--lib" -> lib = Path.of(rest.next());
      case "--out" -> out = Path.of(rest.next());
      default -> throw new IllegalArgumentException("unknown option " + option + "\n" + USAGE);
    }
  }

  private static Duration seconds(String text) {
    return Duration.ofMillis(Math.round(1000 * Double.parseDouble(text)));
  }

  /** The directory with all jars. */
  Path lib() {
    return lib;
  }

  /** The directory for the results. */
  Path out() {
    return out;
  }

  /** How many connections are kept busy. */
  int connections() {
    return connections;
  }

  /** How many times each cell is measured. */
  int rounds() {
    return rounds;
  }

  /** How many requests each cell gets before the first round, so that all code is compiled. */
  long warmUp() {
    return warmUp;
  }

  /** How long one round of one cell is. */
  Duration measured() {
    return measured;
  }

  /** Whether all connections count up one nonce. */
  boolean sharedNonce() {
    return sharedNonce;
  }

  /** The options of the servers' virtual machines. */
  List<String> jvmOptions() {
    return jvmOptions;
  }

  /** Whether a server takes part. */
  boolean includes(ServerKind kind) {
    return only.matcher(kind.name()).matches();
  }
}
