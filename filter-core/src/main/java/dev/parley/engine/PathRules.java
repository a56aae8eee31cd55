package dev.parley.engine;

import dev.parley.config.CoreSettings;
import dev.parley.config.PathPattern;
import dev.parley.config.PathPattern.Kind;
import dev.parley.config.PathSettings;
import dev.parley.config.Settings;
import dev.parley.engine.PathRule.Access;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which rule a path has. The most specific pattern wins; a path that requires roles is protected. A
 * request has the rules of all its readings ({@link PathReadings}) together, where a pattern that
 * matches a plainer reading as well is judged there; and those that a framework may make of them:
 * without a slash at the end, without a suffix, a folder's welcome page. Immutable.
 */
public final class PathRules {
  private static final Set<String> WELCOME = Set.of("index", "default", "welcome");
  // Patterns that match every path say nothing about the path that a framework makes of another.
  private static final int NAMED = 1;

  private record Ruled<T>(PathPattern pattern, T value) {}

  private final List<Ruled<Access>> accesses;
  private final List<Ruled<Set<String>>> roles;
  private final List<Ruled<List<String>>> schemes;
  private final List<PathPattern> patterns;
  private final boolean ignoresCase;
  private final boolean suffixesWin;
  private final boolean refusesAmbiguous;
  private final PathRule strictest;
  private final @Nullable PathRule only;

  private PathRules(Settings settings) {
    this.ignoresCase = settings.get(PathSettings.PATH_CASE) == PathSettings.Case.IGNORED;
    this.suffixesWin = settings.get(PathSettings.SUFFIX_PATTERNS_WIN);
    this.refusesAmbiguous =
        settings.get(PathSettings.AMBIGUOUS_PATHS) == PathSettings.Ambiguous.REFUSE;
    this.accesses = sorted(accesses(settings));
    List<Ruled<Set<String>>> allRoles = new ArrayList<>();
    settings
        .get(CoreSettings.REQUIRED_ROLES)
        .forEach((path, of) -> allRoles.add(new Ruled<>(pattern(path), Set.copyOf(of))));
    this.roles = sorted(allRoles);
    List<Ruled<List<String>>> allSchemes = new ArrayList<>();
    settings
        .get(CoreSettings.SCHEMES_BY_PATH)
        .forEach((path, of) -> allSchemes.add(new Ruled<>(pattern(path), lowerCase(of))));
    this.schemes = sorted(allSchemes);
    List<PathPattern> named = new ArrayList<>();
    accesses.forEach(each -> named.add(each.pattern()));
    roles.forEach(each -> named.add(each.pattern()));
    schemes.forEach(each -> named.add(each.pattern()));
    this.patterns = List.copyOf(named);
    PathRule all = PathRule.PROTECTED;
    for (Ruled<Set<String>> each : roles) {
      all = all.and(new PathRule(Access.PROTECTED, List.of(each.value()), null));
    }
    this.strictest = all;
    boolean plain = roles.isEmpty() && schemes.isEmpty() && accesses.size() == 1;
    this.only = plain ? onlyRule(accesses.get(0)) : null;
  }

  private static @Nullable PathRule onlyRule(Ruled<Access> ruled) {
    return ruled.pattern().text().equals("/*")
        ? new PathRule(ruled.value(), List.of(), null)
        : null;
  }

  /** The rules of the settings. */
  public static PathRules of(Settings settings) {
    return new PathRules(settings);
  }

  private List<Ruled<Access>> accesses(Settings settings) {
    List<Ruled<Access>> all = new ArrayList<>();
    add(all, settings.get(CoreSettings.OPEN_PATHS), Access.OPEN);
    add(all, settings.get(CoreSettings.OPTIONAL_PATHS), Access.OPTIONAL);
    boolean coversAll = all.stream().anyMatch(each -> each.pattern().text().equals("/*"));
    if (settings.isSet(CoreSettings.PROTECTED_PATHS) || !coversAll) {
      add(all, settings.get(CoreSettings.PROTECTED_PATHS), Access.PROTECTED);
    }
    return all;
  }

  private PathPattern pattern(String text) {
    return PathPattern.parse(cased(text));
  }

  private static List<String> lowerCase(List<String> schemes) {
    return schemes.stream().map(each -> each.toLowerCase(Locale.ROOT)).toList();
  }

  private void add(List<Ruled<Access>> to, List<PathPattern> patterns, Access access) {
    patterns.forEach(each -> to.add(new Ruled<>(pattern(each.text()), access)));
  }

  private <T> List<Ruled<T>> sorted(List<Ruled<T>> rules) {
    return rules.stream()
        .sorted(Comparator.comparingInt((Ruled<T> each) -> rank(each.pattern())).reversed())
        .toList();
  }

  private int rank(PathPattern pattern) {
    return suffixesWin && pattern.kind() == Kind.EXTENSION ? Integer.MAX_VALUE - 1 : pattern.rank();
  }

  /** Whether a target is answered 400 before anything else is asked. */
  public boolean refuses(RequestTarget target) {
    if (target.isPlain()) {
      return false;
    }
    PathReadings readings = target.readings();
    return !readings.complete() || (refusesAmbiguous && readings.ambiguous());
  }

  /** The rule that holds for all readings of a target. */
  public PathRule find(RequestTarget target) {
    if (only != null) {
      return only;
    }
    PathReadings readings = target.readings();
    if (!readings.complete()) {
      return strictest;
    }
    PathRule rule = null;
    for (Map.Entry<String, String> each : readings.plainer().entrySet()) {
      String path = cased(each.getKey());
      String plainer = cased(each.getValue());
      PathRule its =
          path.equals(plainer)
              ? withRoutes(lookUp(path, any -> true), path)
              : lookUp(path, pattern -> !pattern.matches(plainer));
      rule = rule == null ? its : rule.and(its);
    }
    PathRule all = rule == null ? PathRule.PROTECTED : rule;
    for (String each : readings.guesses()) {
      String path = cased(each);
      all = all.and(withRoutes(lookUp(path, atLeast(NAMED + 1)), path));
    }
    return all;
  }

  private String cased(String path) {
    return ignoresCase ? withoutCase(path) : path;
  }

  /**
   * One for all paths that any comparison without regard to case takes for one, by upper or by
   * lower case, by letters or by texts: dotted and dotless i, the long s and letters that have two
   * capitals are what they look like.
   */
  private static String withoutCase(String path) {
    StringBuilder folded = new StringBuilder(path.toUpperCase(Locale.ROOT));
    for (int i = 0; i < folded.length(); i++) {
      folded.setCharAt(i, Character.toLowerCase(Character.toUpperCase(folded.charAt(i))));
    }
    return folded.toString();
  }

  /** Adds what is asked for on the paths that a framework may route this one as. */
  private PathRule withRoutes(PathRule rule, String path) {
    PathRule all = rule;
    int least = isNamed(path) ? Integer.MAX_VALUE : NAMED + 1;
    int end = path.length();
    if (path.endsWith("/")) {
      all = withWelcomePages(all, path);
      end--;
      all = and(all, path, end, least);
    }
    int segment = path.lastIndexOf('/', end - 1);
    for (int dot = path.lastIndexOf('.', end - 1);
        dot > segment + 1;
        dot = path.lastIndexOf('.', dot - 1)) {
      all = and(all, path, dot, least);
    }
    return all;
  }

  private PathRule and(PathRule rule, String path, int end, int least) {
    return end < 1 ? rule : rule.and(lookUp(path.substring(0, end), atLeast(least)));
  }

  /** A folder may show its index.html by the folder's name. */
  private PathRule withWelcomePages(PathRule rule, String folder) {
    PathRule all = rule;
    for (PathPattern each : patterns) {
      String page =
          switch (each.kind()) {
            case PREFIX -> null;
            case EXACT -> each.value();
            case EXTENSION -> folder + "index" + each.value();
          };
      if (page != null && page.lastIndexOf('/') == folder.length() - 1 && page.startsWith(folder)) {
        int dot = page.indexOf('.', folder.length());
        if (dot > 0 && WELCOME.contains(page.substring(folder.length(), dot))) {
          all = all.and(lookUp(page, atLeast(NAMED)));
        }
      }
    }
    return all;
  }

  /** Whether a pattern means just this path, so that only one for its other names is stricter. */
  private boolean isNamed(String path) {
    for (PathPattern each : patterns) {
      boolean winningSuffix = suffixesWin && each.kind() == Kind.EXTENSION && each.matches(path);
      if (winningSuffix || each.isExactly(path)) {
        return true;
      }
    }
    return false;
  }

  private Predicate<PathPattern> atLeast(int least) {
    return pattern -> rank(pattern) >= least;
  }

  /** The rule of one path by the patterns that win there, where they count. */
  private PathRule lookUp(String path, Predicate<PathPattern> counts) {
    Ruled<List<String>> scheme = match(schemes, path, counts);
    PathRule rule = access(path, counts);
    return scheme == null ? rule : rule.by(scheme.value());
  }

  private PathRule access(String path, Predicate<PathPattern> counts) {
    Ruled<Access> access = match(accesses, path, counts);
    Ruled<Set<String>> role = match(roles, path, counts);
    Access found = access == null ? Access.OPEN : access.value();
    if (role != null && (access == null || found == Access.PROTECTED || holds(role, access))) {
      return new PathRule(Access.PROTECTED, List.of(role.value()), null);
    }
    return switch (found) {
      case OPEN -> PathRule.OPEN;
      case OPTIONAL -> PathRule.OPTIONAL;
      case PROTECTED -> PathRule.PROTECTED;
    };
  }

  /** A suffix opens nothing below a pattern with roles, not even below /*. */
  private boolean holds(Ruled<Set<String>> role, Ruled<Access> access) {
    boolean weakSuffix = !suffixesWin && access.pattern().kind() == Kind.EXTENSION;
    return weakSuffix || rank(role.pattern()) >= rank(access.pattern());
  }

  private <T> @Nullable Ruled<T> match(
      List<Ruled<T>> rules, String path, Predicate<PathPattern> counts) {
    for (Ruled<T> each : rules) {
      if (each.pattern().matches(path)) {
        return counts.test(each.pattern()) ? each : null;
      }
    }
    return null;
  }
}
