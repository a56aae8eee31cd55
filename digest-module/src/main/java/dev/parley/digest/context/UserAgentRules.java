package dev.parley.digest.context;

import dev.parley.authority.DigestAlgorithm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which algorithms are offered to which client, by its User-Agent. Immutable. */
final class UserAgentRules {
  private record Rule(List<String> parts, List<DigestAlgorithm> algorithms) {}

  private final List<DigestAlgorithm> byDefault;
  private final List<Rule> rules = new ArrayList<>();

  UserAgentRules(List<DigestAlgorithm> byDefault, Map<String, List<DigestAlgorithm>> byPattern) {
    this.byDefault = byDefault;
    byPattern.forEach(
        (pattern, algorithms) ->
            rules.add(new Rule(List.of(pattern.split("\\*", -1)), algorithms)));
  }

  boolean offersToAll(DigestAlgorithm algorithm) {
    return byDefault.contains(algorithm);
  }

  List<DigestAlgorithm> offeredTo(@Nullable String userAgent) {
    if (userAgent != null) {
      for (Rule rule : rules) {
        if (matches(rule.parts, userAgent)) {
          return rule.algorithms;
        }
      }
    }
    return byDefault;
  }

  /** Whether the text is the parts in their order, with anything between two of them. */
  private static boolean matches(List<String> parts, String text) {
    int last = parts.size() - 1;
    if (last == 0) {
      return text.equals(parts.get(0));
    }
    if (!text.startsWith(parts.get(0))) {
      return false;
    }
    int at = parts.get(0).length();
    for (String part : parts.subList(1, last)) {
      int found = text.indexOf(part, at);
      if (found < 0) {
        return false;
      }
      at = found + part.length();
    }
    return text.length() - at >= parts.get(last).length() && text.endsWith(parts.get(last));
  }
}
