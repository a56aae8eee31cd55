package dev.parley.engine;

import dev.parley.config.ConfigurationException;
import dev.parley.config.CoreSettings;
import dev.parley.config.Problem;
import dev.parley.config.Setting;
import dev.parley.config.Settings;
import dev.parley.config.TextPattern;
import dev.parley.http.HttpExchange;
import dev.parley.sspi.SecurityPackage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which schemes are offered to which client, and taken from it: by the rule of the path and by the
 * client's {@code User-Agent}. Schemes are in lower case. Immutable.
 */
public final class OfferRules {
  /** The same for all. */
  public static final OfferRules NONE = new OfferRules(Map.of());

  private record Rule(TextPattern userAgent, List<String> schemes) {}

  private final List<Rule> rules = new ArrayList<>();

  private OfferRules(Map<String, List<String>> byUserAgent) {
    byUserAgent.forEach(
        (pattern, schemes) ->
            rules.add(
                new Rule(
                    TextPattern.parse(pattern),
                    schemes.stream().map(each -> each.toLowerCase(Locale.ROOT)).toList())));
  }

  /** The rules of the settings. */
  public static OfferRules of(Settings settings) {
    return new OfferRules(settings.get(CoreSettings.SCHEMES_BY_USER_AGENT));
  }

  /**
   * Checks that the settings name only schemes that the packages have.
   *
   * @throws ConfigurationException with every problem
   */
  static void check(Settings settings, List<SecurityPackage> packages)
      throws ConfigurationException {
    Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    packages.forEach(each -> known.add(each.scheme()));
    List<Problem> problems = new ArrayList<>();
    for (Setting<Map<String, List<String>>> each :
        List.of(CoreSettings.SCHEMES_BY_PATH, CoreSettings.SCHEMES_BY_USER_AGENT)) {
      if (!settings.get(each).values().stream().allMatch(known::containsAll)) {
        problems.add(
            settings.problem(
                each,
                "schemes of the packages that are switched on, which are: " + known,
                "correct the names, or switch the package or scheme on"));
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems, true);
    }
  }

  /** What of {@code all} a client is offered, in order. */
  List<Offer> select(List<Offer> all, PathRule rule, HttpExchange exchange) {
    List<String> byPath = rule.schemes();
    List<String> byClient = rules.isEmpty() ? null : ofClient(exchange.header("User-Agent"));
    if (byClient == null) {
      return byPath == null ? all : inOrder(byPath, all);
    }
    if (byPath == null) {
      return inOrder(byClient, all);
    }
    List<String> both = byClient.stream().filter(byPath::contains).toList();
    return inOrder(both.isEmpty() ? byPath : both, all);
  }

  private @Nullable List<String> ofClient(@Nullable String userAgent) {
    for (Rule each : rules) {
      if (userAgent != null && each.userAgent.matches(userAgent)) {
        return each.schemes;
      }
    }
    return null;
  }

  private static List<Offer> inOrder(List<String> schemes, List<Offer> all) {
    List<Offer> selected = new ArrayList<>(schemes.size());
    for (String scheme : schemes) {
      for (Offer each : all) {
        if (each.securityPackage().scheme().equalsIgnoreCase(scheme)) {
          selected.add(each);
        }
      }
    }
    return selected;
  }
}
