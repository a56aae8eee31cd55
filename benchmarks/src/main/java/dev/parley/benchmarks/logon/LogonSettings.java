package dev.parley.benchmarks.logon;

import dev.parley.benchmarks.sidebyside.CommonSettings;
import java.util.Iterator;
import java.util.List;

/** How a comparison is run, from the command line. */
final class LogonSettings {
  private static final String USAGE =
      """
      options of the comparison of logons:
        --warm-up N         how many logons each kind gets before the first round (default 120,000)
        --logons N          how many logons one round of one kind has (default 8000)
        --at-once N         how many connections are open at the same time (default 8)
      """
          + CommonSettings.USAGE;

  private int warmUp = 120_000;
  private int logons = 8000;
  private int atOnce = 8;

  private final CommonSettings common = new CommonSettings();

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
        common.take(option, rest, USAGE);
        warmUp = 8000;
        logons = 3000;
      }
      case "--warm-up" -> warmUp = Integer.parseInt(rest.next());
      case "--logons" -> logons = Integer.parseInt(rest.next());
      case "--at-once" -> atOnce = Integer.parseInt(rest.next());
      default -> common.take(option, rest, USAGE);
    }
  }

  /** What all comparisons have. */
  CommonSettings common() {
    return common;
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
}
