package dev.parley.doctor.check;

import java.util.List;

/**
 * All that was found.
 *
 * @param lines in the order of the checks
 */
public record Report(List<Line> lines) {
  /**
   * A finding.
   *
   * @param check the name of the check
   */
  public record Line(String check, Finding finding) {}

  /** Copies the list. */
  public Report {
    lines = List.copyOf(lines);
  }

  /** How many findings have this outcome. */
  public long count(Class<? extends Finding> outcome) {
    return lines.stream().filter(line -> outcome.isInstance(line.finding())).count();
  }

  /**
   * Whether all is well: nothing fails, and something was looked at. What was skipped is not wrong.
   *
   * @param strict whether a warning counts as a failure
   */
  public boolean isGood(boolean strict) {
    return count(Finding.Fail.class) == 0
        && count(Finding.Ok.class) > 0
        && !(strict && count(Finding.Warn.class) > 0);
  }
}
