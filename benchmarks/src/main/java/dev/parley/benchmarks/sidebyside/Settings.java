package dev.parley.benchmarks.sidebyside;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;

/** How a comparison is run, from the command line. */
final class Settings {
  private static final String USAGE =
      """
      options of the comparison:
        --warm-up N         how many requests each cell gets before the first round (default 200000)
        --measured SECONDS  how long one round of one cell is (default 3)
        --connections N     how many connections are kept busy (default 32)
        --shared-nonce      all connections count up one nonce
      """
          + CommonSettings.USAGE;

  private int connections = 32;
  private long warmUp = 200_000;
  private Duration measured = Duration.ofSeconds(3);
  private boolean sharedNonce;

  private final CommonSettings common = new CommonSettings();

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
        common.take(option, rest, USAGE);
        warmUp = 50_000;
        measured = Duration.ofSeconds(1);
      }
      case "--shared-nonce" -> sharedNonce = true;
      case "--warm-up" -> warmUp = Long.parseLong(rest.next());
      case "--measured" -> measured = seconds(rest.next());
      case "--connections" -> connections = Integer.parseInt(rest.next());
      default -> common.take(option, rest, USAGE);
    }
  }

  private static Duration seconds(String text) {
    return Duration.ofMillis(Math.round(1000 * Double.parseDouble(text)));
  }

  /** What all comparisons have. */
  CommonSettings common() {
    return common;
  }

  /** How many connections are kept busy. */
  int connections() {
    return connections;
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
}
