package dev.parley.benchmarks.sidebyside;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;

/** What the comparisons have in common of how they are run. */
public final class CommonSettings {
  /** The lines of a usage text about what is read here. */
  public static final String USAGE =
      """
        --quick             fewer and shorter rounds
        --rounds N          how many times everything is measured (default 7)
        --only REGEX        who takes part, by the names in ServerKind or LogonKind
        --jvm OPTION        one more option for the servers' virtual machines; may come again
        --lib DIR           the jars (default benchmarks/target/lib)
        --out DIR           where the results go (default benchmarks/target)
      """;

  private static final int QUICK_ROUNDS = 3;

  private Path lib = Path.of("benchmarks/target/lib");
  private Path out = Path.of("benchmarks/target");
  private int rounds = 7;
  private Pattern only = Pattern.compile(".*");
  private final List<String> jvmOptions =
      new ArrayList<>(List.of("-Xms512m", "-Xmx512m", "-Dslf4j.internal.verbosity=ERROR"));

  /** The defaults. */
  public CommonSettings() {}

  /**
   * Takes an option, with its value from the rest.
   *
   * @throws IllegalArgumentException with a usage text when it is none
   */
  public void take(String option, Iterator<String> rest, String usage) {
    switch (option) {
      case "--quick" -> rounds = QUICK_ROUNDS;
      case "--rounds" -> rounds = Integer.parseInt(rest.next());
      case "--only" -> only = Pattern.compile(rest.next(), Pattern.CASE_INSENSITIVE);
      case "--jvm" -> jvmOptions.add(rest.next());
      case "--lib" -> lib = Path.of(rest.next());
      case "--out" -> out = Path.of(rest.next());
      default -> throw new IllegalArgumentException("unknown option " + option + "\n" + usage);
    }
  }

  /** The directory with all jars. */
  public Path lib() {
    return lib;
  }

  /** The directory for the results. */
  public Path out() {
    return out;
  }

  /** How many times everything is measured. */
  public int rounds() {
    return rounds;
  }

  /** The options of the servers' virtual machines. */
  public List<String> jvmOptions() {
    return List.copyOf(jvmOptions);
  }

  /** Whether somebody takes part. */
  public boolean includes(Enum<?> kind) {
    return only.matcher(kind.name()).matches();
  }
}
