package dev.parley.benchmarks.sidebyside;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How a comparison is run.
 *
 * @param lib the directory with all jars
 * @param out the directory for the results
 * @param connections how many connections are kept busy
 * @param rounds how many times each cell is measured
 * @param warmUp how long each cell runs before the first round
 * @param measured how long one round of one cell is
 * @param only which servers take part, by their names in {@link ServerKind}
 * @param sharedNonce whether all connections count up one nonce
 */
record Settings(
    Path lib,
    Path out,
    int connections,
    int rounds,
    Duration warmUp,
    Duration measured,
    Pattern only,
    boolean sharedNonce) {

  private static final Settings FULL =
      new Settings(
          Path.of("benchmarks/target/lib"),
          Path.of("benchmarks/target"),
          32,
          7,
          Duration.ofSeconds(10),
          Duration.ofSeconds(4),
          Pattern.compile(".*"),
          false);

  static Settings parse(List<String> arguments) {
    Settings settings = FULL;
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      settings = settings.with(rest.next(), rest);
    }
    return settings;
  }

  private Settings with(String option, Iterator<String> rest) {
    return switch (option) {
      case "--quick" -> times(3, Duration.ofSeconds(4), Duration.ofSeconds(1));
      case "--shared-nonce" ->
          new Settings(lib, out, connections, rounds, warmUp, measured, only, true);
      case "--lib" ->
          new Settings(
              Path.of(rest.next()), out, connections, rounds, warmUp, measured, only, sharedNonce);
      case "--out" ->
          new Settings(
              lib, Path.of(rest.next()), connections, rounds, warmUp, measured, only, sharedNonce);
      case "--connections" ->
          new Settings(
              lib, out, Integer.parseInt(rest.next()), rounds, warmUp, measured, only, sharedNonce);
      case "--rounds" -> times(Integer.parseInt(rest.next()), warmUp, measured);
      case "--warm-up" -> times(rounds, seconds(rest.next()), measured);
      case "--measured" -> times(rounds, warmUp, seconds(rest.next()));
      case "--only" ->
          new Settings(
              lib,
              out,
              connections,
              rounds,
              warmUp,
              measured,
              Pattern.compile(rest.next(), Pattern.CASE_INSENSITIVE),
              sharedNonce);
      default ->
          throw new IllegalArgumentException(
              "unknown option "
                  + option
                  + "; known: --quick --shared-nonce --lib DIR --out DIR --connections N"
                  + " --rounds N --warm-up SECONDS --measured SECONDS --only REGEX");
    };
  }

  private Settings times(int newRounds, Duration newWarmUp, Duration newMeasured) {
    return new Settings(
        lib, out, connections, newRounds, newWarmUp, newMeasured, only, sharedNonce);
  }

  private static Duration seconds(String text) {
    return Duration.ofMillis(Math.round(1000 * Double.parseDouble(text)));
  }

  boolean includes(ServerKind kind) {
    return only.matcher(kind.name()).matches();
  }
}
