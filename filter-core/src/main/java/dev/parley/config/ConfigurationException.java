package dev.parley.config;

import java.util.List;
import java.util.stream.Collectors;

/** Refuses to start, and names every problem at once. */
public final class ConfigurationException extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient List<Problem> problems;
  private final boolean lasting;

  /**
   * Of what may pass without other settings, such as a file that cannot be read.
   *
   * @param problems at least one
   */
  public ConfigurationException(List<Problem> problems) {
    this(problems, false);
  }

  /**
   * @param problems at least one
   * @param lasting whether only other settings or other jars can help, as with a setting that is
   *     misspelt or contradicts another
   */
  public ConfigurationException(List<Problem> problems, boolean lasting) {
    super(
        "Parley does not start, its configuration is wrong:\n  "
            + problems.stream().map(Problem::toString).collect(Collectors.joining("\n  ")));
    this.problems = List.copyOf(problems);
    this.lasting = lasting;
  }

  /** What is wrong. */
  public List<Problem> problems() {
    return problems;
  }

  /**
   * Whether the same attempt fails for as long as the process has these settings and jars: neither
   * a file nor another machine has a part in it.
   */
  public boolean isLasting() {
    return lasting;
  }
}
