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
import java.util.stream.Collectors;

/**
 * Which requests the container leads past the filter although the settings protect where they lead.
 * Says nothing of what cannot be read.
 */
final class Coverage {
  private static final String EVERY_SERVLET = "*";
  private static final int SHOWN = 10;

  /** What passes the filter when a dispatcher type is not mapped. */
  private static final Map<DispatcherType, String> CONSEQUENCES =
      new TreeMap<>(
          Map.of(
              DispatcherType.REQUEST,
              "requests are served without it",
              DispatcherType.FORWARD,
              "what an open path forwards to is served to everybody",
              DispatcherType.ASYNC,
              "what an open path dispatches to is served to everybody, and later dispatches do not"
                  + " know the user",
              DispatcherType.ERROR,
              "error pages do not know the user, and are served also while the filter is not"
                  + " started"));

  private final Registration registration;
  private final Settings settings;
  private final PathRules rules;

  private Coverage(Registration registration, AuthenticationService service) {
    this.registration = registration;
    this.settings = service.settings();
    this.rules = service.pathRules();
  }

  /** A line for each kind of request that passes, with what to do; after the filter's name. */
  static List<String> warnings(Registration registration, AuthenticationService service) {
    Coverage coverage = new Coverage(registration, service);
    List<String> warnings = new ArrayList<>();
    coverage.unmapped(warnings);
    coverage.leftOut(warnings);
    coverage.dispatches(warnings);
    coverage.async(warnings);
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

  private void leftOut(List<String> warnings) {
    if (!isMapped()) {
      return;
    }
    Set<String> found = new LinkedHashSet<>();
    leftOut(CoreSettings.PROTECTED_PATHS, patterns(), found);
    leftOut(CoreSettings.REQUIRED_ROLES, settings.get(CoreSettings.REQUIRED_ROLES).keySet(), found);
    leftOut(
        CoreSettings.SCHEMES_BY_PATH, settings.get(CoreSettings.SCHEMES_BY_PATH).keySet(), found);
    new TreeMap<>(registration.servlets())
        .forEach(
            (name, patterns) -> {
              if (!names(name, registration.servletNames())) {
                leftOut("servlet " + name, patterns, found);
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

  private List<String> patterns() {
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
    return isProtectedPath(UrlPattern.sample(pattern))
        || (pattern.length() > 2
            && pattern.endsWith("/*")
            && isProtectedPath(pattern.substring(0, pattern.length() - 2)));
  }

  private boolean isProtectedPath(String path) {
    return rules.find(RequestTarget.of(path)).access() == Access.PROTECTED;
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

  private void dispatches(List<String> warnings) {
    List<Mapping> mappings = registration.descriptor().mappings();
    if (mappings.isEmpty() || !isDescribed(mappings)) {
      return;
    }
    CONSEQUENCES.forEach((type, consequence) -> dispatch(type, consequence, mappings, warnings));
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
    Set<String> missing = new LinkedHashSet<>();
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
    Set<String> all = new LinkedHashSet<>(registration.urlPatterns());
    registration.servletNames().forEach(each -> all.add("servlet " + each));
    return shown(all);
  }

  private static String shown(Set<String> texts) {
    String shown = texts.stream().sorted().limit(SHOWN).collect(Collectors.joining(", "));
    return texts.size() > SHOWN ? shown + " and " + (texts.size() - SHOWN) + " more" : shown;
  }
}
