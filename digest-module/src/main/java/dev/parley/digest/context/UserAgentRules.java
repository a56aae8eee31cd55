package dev.parley.digest.context;

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
final class UserAgentRules {
  private static final String NONE = "none";

  private record Rule(TextPattern userAgent, List<DigestAlgorithm> algorithms) {}

  private final List<DigestAlgorithm> byDefault;
  private final List<Rule> rules = new ArrayList<>();

  UserAgentRules(List<DigestAlgorithm> byDefault, Map<String, List<DigestAlgorithm>> byPattern) {
    this.byDefault = byDefault;
    byPattern.forEach(
        (pattern, algorithms) -> rules.add(new Rule(TextPattern.parse(pattern), algorithms)));
  }

  boolean offersToAll(DigestAlgorithm algorithm) {
    return byDefault.contains(algorithm);
  }

  List<DigestAlgorithm> offeredTo(@Nullable String userAgent) {
    String name = userAgent == null ? NONE : userAgent;
    for (Rule rule : rules) {
      if (rule.userAgent.matches(name)) {
        return rule.algorithms;
      }
    }
    return byDefault;
  }
}
