package dev.parley.doctor.check;

import dev.parley.config.CoreSettings;
import dev.parley.config.PathPattern;
import dev.parley.config.Settings;
import dev.parley.digest.options.DigestSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a proxy may have made of a request target: first what it takes away, then what it adds. */
final class PathGuesses {
  private static final int MOST = 150;

  /** An escape of what needs none (RFC 3986 section 2.3). */
  private static final Pattern ESCAPE = Pattern.compile("%([0-9A-Fa-f]{2})");

  private PathGuesses() {}

  /**
   * The guesses.
   *
   * @param target as the client sends it
   * @param prefixes paths that the server may know, without a slash at the end
   */
  static List<String> of(String target, Set<String> prefixes) {
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    String query = mark < 0 ? "" : target.substring(mark);
    Set<String> paths = new LinkedHashSet<>();
    paths.add(path);
    paths.add(normal(path));
    List<String> ends = ends(path);
    paths.addAll(ends);
    for (String prefix : prefixes) {
      paths.add(prefix + path);
      ends.forEach(end -> paths.add(prefix + end));
      paths.add(prefix);
    }
    Set<String> guesses = new LinkedHashSet<>();
    paths.stream().filter(each -> !each.isEmpty()).forEach(each -> guesses.add(each + query));
    if (!query.isEmpty()) {
      guesses.add(path);
    }
    guesses.remove(target);
    return guesses.stream().limit(MOST).toList();
  }

  /** The path without its first segment, without its first two, and so on. */
  private static List<String> ends(String path) {
    List<String> ends = new ArrayList<>();
    for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
      ends.add(path.substring(slash));
    }
    if (!ends.contains("/")) {
      ends.add("/");
    }
    return ends;
  }

  /** As software writes paths that tidies them: no needless escapes, no empty segments. */
  static String normal(String path) {
    Matcher matcher = ESCAPE.matcher(path);
    String decoded =
        matcher.replaceAll(
            escape -> {
              char c = (char) Integer.parseInt(escape.group(1), 16);
              return isUnreserved(c) ? String.valueOf(c) : escape.group();
            });
    return decoded.replaceAll("/{2,}", "/");
  }

  static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "-._~".indexOf(c) >= 0;
  }

  /** Paths that settings and the place of their file name. */
  static Set<String> prefixes(@Nullable ConfigurationFacts configuration) {
    Set<String> prefixes = new LinkedHashSet<>();
    if (configuration == null) {
      return prefixes;
    }
    Settings settings = configuration.settings();
    settings.get(DigestSettings.URI_PREFIXES).values().forEach(each -> add(each, prefixes));
    Set<String> patterns = new LinkedHashSet<>();
    for (List<PathPattern> each :
        List.of(
            settings.get(CoreSettings.PROTECTED_PATHS),
            settings.get(CoreSettings.OPTIONAL_PATHS),
            settings.get(CoreSettings.OPEN_PATHS))) {
      each.forEach(pattern -> patterns.add(pattern.text()));
    }
    patterns.addAll(settings.get(CoreSettings.REQUIRED_ROLES).keySet());
    patterns.addAll(settings.get(CoreSettings.SCHEMES_BY_PATH).keySet());
    String application = application(configuration.source().file());
    add(application, prefixes);
    patterns.forEach(each -> add(each, prefixes));
    if (!application.isEmpty()) {
      patterns.forEach(each -> add(application + each, prefixes));
    }
    return prefixes;
  }

  private static void add(String pattern, Set<String> prefixes) {
    String literal = pattern.replaceFirst("/\\*?$", "");
    if (literal.startsWith("/") && literal.indexOf('*') < 0) {
      prefixes.add(literal);
    }
  }

  /** Under which path containers put the application of a web.xml, by the name of its folder. */
  private static String application(Path file) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    Path application = folder == null || !folder.endsWith("WEB-INF") ? null : folder.getParent();
    Path name = application == null ? null : application.getFileName();
    if (name == null || name.toString().equals("ROOT")) {
      return "";
    }
    // Tomcat: shop##2 is a version of /shop, a#b is /a/b.
    return "/" + name.toString().replaceFirst("##.*", "").replace('#', '/');
  }
}
