package dev.parley.digest.options;

import dev.parley.authority.DigestAlgorithm;
import dev.parley.config.TextPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which algorithms are offered to which client, by its User-Agent; one that sends none is matched
 * as {@value #NONE}. Immutable.
 */
public final class UserAgentRules {
  private static final String NONE = "none";

  private record Rule(TextPattern userAgent, List<DigestAlgorithm> algorithms) {}

  private final List<DigestAlgorithm> byDefault;
  private final List<Rule> rules = new ArrayList<>();

  /**
   * @param byDefault for clients that no pattern matches
   * @param byPattern in the order in which they are looked at
   */
  public UserAgentRules(
      List<DigestAlgorithm> byDefault, Map<String, List<DigestAlgorithm>> byPattern) {
    this.byDefault = byDefault;
    byPattern.forEach(
        (pattern, algorithms) -> rules.add(new Rule(TextPattern.parse(pattern), algorithms)));
  }

  /** Whether an algorithm is among those for clients that no pattern matches. */
  public boolean offersToAll(DigestAlgorithm algorithm) {
    return byDefault.contains(algorithm);
  }

  /**
   * The algorithms for a client, in the order of their challenges.
   *
   * @param userAgent null when it sends none
   */
  public List<DigestAlgorithm> offeredTo(@Nullable String userAgent) {
    String name = userAgent == null ? NONE : userAgent;
    for (Rule rule : rules) {
      if (rule.userAgent.matches(name)) {
        return rule.algorithms;
      }
    }
    return byDefault;
  }
}
