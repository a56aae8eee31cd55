package dev.parley.benchmarks.logon;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;

/** How a comparison is run, from the command line. */
final class LogonSettings {
  private static final String USAGE =
      """
      options of the comparison of logons:
        --quick          fewer and shorter rounds
        --rounds N       how many times each kind is measured (default 7)
        --warm-up N      how many logons each kind gets before the first round (default 120000)
        --logons N       how many logons one round of one kind has (default 8000)
        --at-once N      how many connections are open at the same time (default 8)
        --only REGEX     which kinds take part, by their names in LogonKind
        --jvm OPTION     one more option for the servers' virtual machines; may come again
        --lib DIR        the jars (default benchmarks/target/lib)
        --out DIR        where the results go (default benchmarks/target)
      """;

  private Path lib = Path.of("benchmarks/target/lib");
  private Path out = Path.of("benchmarks/target");
  private int rounds = 7;
  private int warmUp = 120_000;
  private int logons = 8000;
  private int atOnce = 8;
  private Pattern only = Pattern.compile(".*");
  private final List<String> jvmOptions =
      new ArrayList<>(List.of("-Xms512m", "-Xmx512m", "-Dslf4j.internal.verbosity=ERROR"));

  private LogonSettings() {}

  static LogonSettings parse(List<String> arguments) {
    LogonSettings settings = new LogonSettings();
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
        warmUp = 8000;
        logons = 3000;
      }
      case "--rounds" -> rounds = Integer.parseInt(rest.next());
      case "--warm-up" -> warmUp = Integer.parseInt(rest.next());
      case "--logons" -> logons = Integer.parseInt(rest.next());
      case "--at-once" -> atOnce = Integer.parseInt(rest.next());
      case "--only" -> only = Pattern.compile(rest.next(), Pattern.CASE_INSENSITIVE);
      case "--jvm" -> jvmOptions.add(rest.next());
      case "--lib" -> lib = Path.of(rest.next());
      case "--out" -> out = Path.of(rest.next());
      default -> throw new IllegalArgumentException("unknown option " + option + "\n" + USAGE);
    }
  }

  Path lib() {
    return lib;
  }

  Path out() {
    return out;
  }

  int rounds() {
    return rounds;
  }

  int warmUp() {
    return warmUp;
  }

  int logons() {
    return logons;
  }

  int atOnce() {
    return atOnce;
  }

  List<String> jvmOptions() {
    return jvmOptions;
  }

  boolean includes(LogonKind kind) {
    return only.matcher(kind.name()).matches();
  }
}
