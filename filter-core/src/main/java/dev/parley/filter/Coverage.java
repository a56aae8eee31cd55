package dev.parley.filter;

import dev.parley.config.CoreSettings;
import dev.parley.config.PathPattern;
import dev.parley.config.Setting;
import dev.parley.config.Settings;
import dev.parley.engine.AuthenticationService;
import dev.parley.engine.PathRule.Access;
import dev.parley.engine.PathRules;
import dev.parley.engine.RequestTarget;
import dev.parley.filter.Descriptor.Mapping;
import jakarta.servlet.DispatcherType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which requests the container leads past the filter although the settings protect where they lead.
 * Says nothing of what cannot be read.
 */
final class Coverage {
  private static final String EVERY_SERVLET = "*";
  private static final int SHOWN = 10;

  private static final Pattern JETTY_WEB_SOCKETS =
      Pattern.compile("org\\.eclipse\\.jetty\\..*\\.WebSocketUpgradeFilter");
  private static final String SERVED = "requests are served without it";
  private static final String ERROR_PAGES =
      "error pages do not know the user, and are served also while the filter is not started";

  /** What passes the filter when a dispatcher type is not mapped. */
  private static final Map<DispatcherType, String> CONSEQUENCES =
      new TreeMap<>(
          Map.of(
              DispatcherType.REQUEST,
              SERVED,
              DispatcherType.FORWARD,
              "what an open path forwards to is served to everybody",
              DispatcherType.ASYNC,
              "what an open path dispatches to is served to everybody, and later dispatches do not"
                  + " know the user",
              DispatcherType.ERROR,
              ERROR_PAGES));

  private final Registration registration;
  private final Predicate<String> protectedPath;

  private Coverage(Registration registration, Predicate<String> protectedPath) {
    this.registration = registration;
    this.protectedPath = protectedPath;
  }

  /** A line for each kind of request that passes, with what to do; after the filter's name. */
  static List<String> warnings(Registration registration, AuthenticationService service) {
    PathRules rules = service.pathRules();
    Coverage coverage =
        new Coverage(
            registration, path -> rules.find(RequestTarget.of(path)).access() == Access.PROTECTED);
    List<String> warnings = new ArrayList<>();
    coverage.unmapped(warnings);
    coverage.webSockets(warnings);
    coverage.leftOut(service.settings(), warnings);
    coverage.dispatches(CONSEQUENCES, warnings);
    coverage.async(warnings);
    return warnings;
  }

  /** The same for a filter that is not started: what passes it in that state, by no setting. */
  static List<String> warningsOnStandby(Registration registration) {
    Coverage coverage = new Coverage(registration, path -> true);
    List<String> warnings = new ArrayList<>();
    coverage.unmapped(warnings);
    coverage.webSockets(warnings);
    coverage.dispatches(
        Map.of(DispatcherType.REQUEST, SERVED, DispatcherType.ERROR, ERROR_PAGES), warnings);
    return warnings;
  }

  private boolean isMapped() {
    return !registration.urlPatterns().isEmpty() || !registration.servletNames().isEmpty();
  }

  private void unmapped(List<String> warnings) {
    Descriptor descriptor = registration.descriptor();
    if (descriptor.declared() && descriptor.mappings().isEmpty() && !isMapped()) {
      warnings.add(
          "has no filter-mapping: every request is served without it; map it to /* in web.xml");
    }
  }

  /** Jetty puts its own filter in front of all that are declared, unless web.xml has its name. */
  private void webSockets(List<String> warnings) {
    Descriptor descriptor = registration.descriptor();
    for (String each : registration.filters()) {
      if (JETTY_WEB_SOCKETS.matcher(each).matches()
          && !descriptor.mappings().isEmpty()
          && !descriptor.behind().contains(each)) {
        warnings.add(
            "is behind the filter by which Jetty opens WebSockets, so that everybody gets them; add a"
                + " filter to web.xml with the filter-name and the filter-class "
                + each
                + ", with async-supported, and its filter-mapping to /* behind that of this filter");
      }
    }
  }

  private void leftOut(Settings settings, List<String> warnings) {
    if (!isMapped()) {
      return;
    }
    // what the settings name comes first: a container may have many patterns of its own
    Set<String> found = new LinkedHashSet<>();
    leftOut(CoreSettings.PROTECTED_PATHS, patterns(settings), found);
    leftOut(CoreSettings.REQUIRED_ROLES, settings.get(CoreSettings.REQUIRED_ROLES).keySet(), found);
    leftOut(
        CoreSettings.SCHEMES_BY_PATH, settings.get(CoreSettings.SCHEMES_BY_PATH).keySet(), found);
    new TreeMap<>(registration.servlets())
        .forEach(
            (name, patterns) -> {
              if (!names(name, registration.servletNames())) {
                leftOut("servlet " + name, new TreeSet<>(patterns), found);
              }
            });
    if (!found.isEmpty()) {
      warnings.add(
          "is mapped to "
              + mapped()
              + " and leaves out what the settings protect, so that everybody gets it: "
              + shown(found)
              + "; map it to /*, and name in open-paths what is for all");
    }
  }

  private static List<String> patterns(Settings settings) {
    return settings.get(CoreSettings.PROTECTED_PATHS).stream().map(PathPattern::text).toList();
  }

  private void leftOut(Setting<?> setting, Collection<String> patterns, Set<String> found) {
    leftOut(setting.key(), patterns, found);
  }

  private void leftOut(String origin, Collection<String> patterns, Set<String> found) {
    for (String each : patterns) {
      if (isProtected(each)
          && !covered(each, registration.urlPatterns(), registration.servletNames())) {
        found.add(each + " (" + origin + ")");
      }
    }
  }

  /** Whether the settings ask for a known user anywhere below the pattern, as far as samples go. */
  private boolean isProtected(String pattern) {
    return protectedPath.test(UrlPattern.sample(pattern))
        || (pattern.length() > 2
            && pattern.endsWith("/*")
            && protectedPath.test(pattern.substring(0, pattern.length() - 2)));
  }

  private boolean covered(String pattern, Collection<String> urls, Collection<String> servlets) {
    return servlets.contains(EVERY_SERVLET)
        || urls.stream().anyMatch(each -> UrlPattern.covers(each, pattern))
        || servlets.stream()
            .flatMap(each -> registration.servlets().getOrDefault(each, Set.of()).stream())
            .anyMatch(each -> !each.equals("/") && UrlPattern.covers(each, pattern));
  }

  private static boolean names(String servlet, Collection<String> servletNames) {
    return servletNames.contains(EVERY_SERVLET) || servletNames.contains(servlet);
  }

  private void dispatches(Map<DispatcherType, String> consequences, List<String> warnings) {
    List<Mapping> mappings = registration.descriptor().mappings();
    if (mappings.isEmpty() || !isDescribed(mappings)) {
      return;
    }
    consequences.forEach((type, consequence) -> dispatch(type, consequence, mappings, warnings));
  }

  /** Whether the descriptors tell of all patterns: what was added in Java has types of its own. */
  private boolean isDescribed(List<Mapping> mappings) {
    return urls(mappings).containsAll(registration.urlPatterns())
        && servlets(mappings).containsAll(registration.servletNames());
  }

  private static Set<String> urls(List<Mapping> mappings) {
    return mappings.stream()
        .flatMap(each -> each.urlPatterns().stream())
        .collect(Collectors.toSet());
  }

  private static Set<String> servlets(List<Mapping> mappings) {
    return mappings.stream()
        .flatMap(each -> each.servletNames().stream())
        .collect(Collectors.toSet());
  }

  private void dispatch(
      DispatcherType type, String consequence, List<Mapping> mappings, List<String> warnings) {
    List<Mapping> having = mappings.stream().filter(each -> each.types().contains(type)).toList();
    Set<String> missing = new TreeSet<>();
    for (String each : urls(mappings)) {
      if (isProtected(each) && !covered(each, urls(having), servlets(having))) {
        missing.add(each);
      }
    }
    for (String each : servlets(mappings)) {
      if (!names(each, servlets(having)) && !urls(having).contains("/*")) {
        missing.add("servlet " + each);
      }
    }
    if (!missing.isEmpty()) {
      warnings.add(
          "is not mapped for dispatches of the type "
              + type
              + " ("
              + shown(missing)
              + "): "
              + consequence
              + "; add <dispatcher>"
              + type
              + "</dispatcher> to its filter-mapping");
    }
  }

  private void async(List<String> warnings) {
    if (registration.descriptor().declared() && !registration.descriptor().asyncSupported()) {
      warnings.add(
          "has no async-supported: servlets behind it cannot go asynchronous; add"
              + " <async-supported>true</async-supported> to its filter element");
    }
  }

  private String mapped() {
    Set<String> all = new TreeSet<>(registration.urlPatterns());
    registration.servletNames().forEach(each -> all.add("servlet " + each));
    return shown(all);
  }

  private static String shown(Set<String> texts) {
    String shown = texts.stream().limit(SHOWN).collect(Collectors.joining(", "));
    return texts.size() > SHOWN ? shown + " and " + (texts.size() - SHOWN) + " more" : shown;
  }
}
