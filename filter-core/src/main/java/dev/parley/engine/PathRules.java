package dev.parley.engine;

import dev.parley.config.CoreSettings;
import dev.parley.config.PathPattern;
import dev.parley.config.Settings;
import dev.parley.engine.PathRule.Access;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which rule a path has. The most specific pattern wins; a path that requires roles is protected.
 * Paths are the container's: decoded, normalised, without the context path. A path that other
 * software might read differently (empty segments, dot segments, parameters, backslashes, escapes,
 * a slash at the end) gets the rules of all its readings together. Immutable.
 */
public final class PathRules {
  private record Ruled<T>(PathPattern pattern, T value) {}

  private final List<Ruled<Access>> accesses;
  private final List<Ruled<Set<String>>> roles;
  private final List<Ruled<List<String>>> schemes;
  private final @Nullable PathRule only;

  private PathRules(
      List<Ruled<Access>> accesses,
      List<Ruled<Set<String>>> roles,
      List<Ruled<List<String>>> schemes) {
    this.accesses = sorted(accesses);
    this.roles = sorted(roles);
    this.schemes = sorted(schemes);
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
    List<Ruled<Access>> accesses = new ArrayList<>();
    add(accesses, settings.get(CoreSettings.OPEN_PATHS), Access.OPEN);
    add(accesses, settings.get(CoreSettings.OPTIONAL_PATHS), Access.OPTIONAL);
    boolean coversAll = accesses.stream().anyMatch(each -> each.pattern().text().equals("/*"));
    if (settings.isSet(CoreSettings.PROTECTED_PATHS) || !coversAll) {
      add(accesses, settings.get(CoreSettings.PROTECTED_PATHS), Access.PROTECTED);
    }
    List<Ruled<Set<String>>> roles = new ArrayList<>();
    settings
        .get(CoreSettings.REQUIRED_ROLES)
        .forEach((path, of) -> roles.add(new Ruled<>(PathPattern.parse(path), Set.copyOf(of))));
    List<Ruled<List<String>>> schemes = new ArrayList<>();
    settings
        .get(CoreSettings.SCHEMES_BY_PATH)
        .forEach((path, of) -> schemes.add(new Ruled<>(PathPattern.parse(path), lowerCase(of))));
    return new PathRules(accesses, roles, schemes);
  }

  private static List<String> lowerCase(List<String> schemes) {
    return schemes.stream().map(each -> each.toLowerCase(Locale.ROOT)).toList();
  }

  private static void add(List<Ruled<Access>> to, List<PathPattern> patterns, Access access) {
    patterns.forEach(each -> to.add(new Ruled<>(each, access)));
  }

  private static <T> List<Ruled<T>> sorted(List<Ruled<T>> rules) {
    return rules.stream()
        .sorted(Comparator.comparingInt((Ruled<T> each) -> each.pattern().rank()).reversed())
        .toList();
  }

  /**
   * The rule of a path.
   *
   * @param servletPath the part that chose the servlet
   * @param pathInfo the rest, or null
   */
  public PathRule find(String servletPath, @Nullable String pathInfo) {
    if (only != null) {
      return only;
    }
    String path = pathInfo == null ? servletPath : servletPath + pathInfo;
    String rooted = path.startsWith("/") ? path : "/" + path;
    PathRule rule = lookUp(rooted);
    String plain = PlainPath.of(rooted);
    PathRule both = plain.equals(rooted) ? rule : rule.and(lookUp(plain));
    String bare = bare(plain);
    return bare == null ? both : both.and(lookUp(bare));
  }

  /**
   * The path without the slash at its end, which many frameworks do not see; null where there is
   * none, or where no rule names the one path and not the other.
   */
  private @Nullable String bare(String path) {
    if (path.length() < 2 || !path.endsWith("/")) {
      return null;
    }
    String bare = path.substring(0, path.length() - 1);
    return isNamed(bare) && !isNamed(path) ? bare : null;
  }

  private boolean isNamed(String path) {
    return names(accesses, path) || names(roles, path) || names(schemes, path);
  }

  private static <T> boolean names(List<Ruled<T>> rules, String path) {
    return rules.stream().anyMatch(each -> each.pattern().isExactly(path));
  }

  private PathRule lookUp(String path) {
    Ruled<List<String>> scheme = match(schemes, path);
    PathRule rule = access(path);
    return scheme == null ? rule : rule.by(scheme.value());
  }

  private PathRule access(String path) {
    Ruled<Access> access = match(accesses, path);
    Ruled<Set<String>> role = match(roles, path);
    int rank = access == null ? -1 : access.pattern().rank();
    Access found = access == null ? Access.OPEN : access.value();
    if (role != null && (role.pattern().rank() >= rank || found == Access.PROTECTED)) {
      return new PathRule(Access.PROTECTED, List.of(role.value()), null);
    }
    return switch (found) {
      case OPEN -> PathRule.OPEN;
      case OPTIONAL -> PathRule.OPTIONAL;
      case PROTECTED -> PathRule.PROTECTED;
    };
  }

  private static <T> @Nullable Ruled<T> match(List<Ruled<T>> rules, String path) {
    for (Ruled<T> each : rules) {
      if (each.pattern().matches(path)) {
        return each;
      }
    }
    return null;
  }
}
