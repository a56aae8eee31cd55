package dev.parley.config;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The checks that look at several settings of the filter together. */
final class CoreChecks {
  private final Settings settings;
  private final List<Problem> problems;

  private CoreChecks(Settings settings, List<Problem> problems) {
    this.settings = settings;
    this.problems = problems;
  }

  static void check(
      Settings settings,
      Map<String, PackageProvider> available,
      boolean authorityGiven,
      List<Problem> problems) {
    CoreChecks checks = new CoreChecks(settings, problems);
    checks.realm();
    checks.packages(available);
    checks.authority(authorityGiven, available);
    checks.schemes();
    checks.paths();
    checks.durations();
    checks.entities();
    checks.proxies();
  }

  private void wrong(Setting<?> setting, String allowed, String mend) {
    problems.add(settings.problem(setting, allowed, mend));
  }

  private void realm() {
    if (!settings.isSet(CoreSettings.REALM)) {
      wrong(CoreSettings.REALM, CoreSettings.REALM.type().allowed(), "set it");
    }
  }

  private void packages(Map<String, PackageProvider> available) {
    List<String> chosen = settings.get(CoreSettings.PACKAGES);
    if (chosen.isEmpty() || !available.keySet().containsAll(chosen)) {
      wrong(
          CoreSettings.PACKAGES,
          "a list of installed packages, which are: " + available.keySet(),
          "correct the names, or add the jar of the package: parley-digest, parley-negotiate");
    }
    available.forEach(
        (name, provider) -> {
          if (!chosen.contains(name)) {
            refuseSettingsOf(provider.settings(), name);
          }
        });
  }

  private void refuseSettingsOf(Collection<Setting<?>> unused, String name) {
    for (Setting<?> each : unused) {
      if (settings.isSet(each)) {
        wrong(each, "nothing, since packages does not hold " + name, "add it, or take this out");
      }
    }
  }

  private void authority(boolean given, Map<String, PackageProvider> available) {
    boolean users = settings.isSet(CoreSettings.USERS_FILE);
    boolean htdigest = settings.isSet(CoreSettings.HTDIGEST_FILE);
    if (users && htdigest) {
      wrong(
          CoreSettings.HTDIGEST_FILE,
          "nothing beside users-file",
          "keep one of users-file and htdigest-file");
    }
    if (given && (users || htdigest)) {
      wrong(
          users ? CoreSettings.USERS_FILE : CoreSettings.HTDIGEST_FILE,
          "nothing beside an authority that is given in Java",
          "take it out, or do not call digestAuthority");
    }
    boolean needed =
        settings.get(CoreSettings.PACKAGES).stream()
            .map(available::get)
            .anyMatch(each -> each == null || each.needsAuthority());
    if (needed && !given && !users && !htdigest) {
      wrong(
          CoreSettings.USERS_FILE,
          "the path of a file",
          "set users-file or htdigest-file, or give an authority in Java");
    }
  }

  private void schemes() {
    settings
        .get(CoreSettings.SCHEMES_BY_PATH)
        .forEach(
            (path, schemes) -> {
              path(CoreSettings.SCHEMES_BY_PATH, path);
              some(CoreSettings.SCHEMES_BY_PATH, path, schemes);
            });
    settings
        .get(CoreSettings.SCHEMES_BY_USER_AGENT)
        .forEach((agent, schemes) -> some(CoreSettings.SCHEMES_BY_USER_AGENT, agent, schemes));
  }

  private void some(Setting<?> setting, String key, List<String> schemes) {
    if (schemes.isEmpty()) {
      wrong(setting, "at least one scheme for each pattern", "name a scheme for " + key);
    }
  }

  private void path(Setting<?> setting, String path) {
    try {
      PathPattern.parse(path);
    } catch (IllegalArgumentException e) {
      wrong(setting, PathPattern.TYPE.allowed(), "correct the path " + path);
    }
  }

  private void paths() {
    Map<String, Setting<?>> seen = new HashMap<>();
    if (settings.isSet(CoreSettings.PROTECTED_PATHS)) {
      once(CoreSettings.PROTECTED_PATHS, seen);
    }
    once(CoreSettings.OPEN_PATHS, seen);
    once(CoreSettings.OPTIONAL_PATHS, seen);
    settings
        .get(CoreSettings.REQUIRED_ROLES)
        .forEach((path, roles) -> requiredRoles(path, roles, seen));
  }

  private void once(Setting<List<PathPattern>> setting, Map<String, Setting<?>> seen) {
    for (PathPattern each : settings.get(setting)) {
      Setting<?> other = seen.put(each.text(), setting);
      if (other != null) {
        wrong(
            setting,
            "no path that stands in " + other.key() + " too",
            "take " + each.text() + " out of one");
      }
    }
  }

  private void requiredRoles(String path, List<String> roles, Map<String, Setting<?>> seen) {
    Setting<?> other = seen.get(path);
    if (other != null && !other.equals(CoreSettings.PROTECTED_PATHS)) {
      wrong(
          CoreSettings.REQUIRED_ROLES,
          "no path that stands in " + other.key() + " too",
          "take " + path + " out of one");
    }
    path(CoreSettings.REQUIRED_ROLES, path);
    if (roles.isEmpty()) {
      wrong(
          CoreSettings.REQUIRED_ROLES,
          "at least one role for each path",
          "give " + path + " a role");
    }
  }

  private void durations() {
    notAbove(CoreSettings.CONTEXT_IDLE, CoreSettings.CONTEXT_LIFETIME);
    notAbove(GuardSettings.LOCKOUT_PAUSE, GuardSettings.LOCKOUT_PAUSE_MAX);
  }

  private void notAbove(Setting<Duration> less, Setting<Duration> more) {
    if (settings.get(less).compareTo(settings.get(more)) > 0) {
      Setting<?> set = settings.isSet(less) ? less : more;
      wrong(set, less.key() + " not longer than " + more.key(), "change one of them");
    }
  }

  private void entities() {
    if (settings.get(CoreSettings.ENTITY_MEMORY) > settings.get(CoreSettings.ENTITY_LIMIT)
        && settings.isSet(CoreSettings.ENTITY_MEMORY)) {
      wrong(CoreSettings.ENTITY_MEMORY, "at most entity-limit", "lower it, or raise entity-limit");
    }
  }

  private void proxies() {
    boolean header =
        settings.get(CoreSettings.FORWARDED_HEADER) != CoreSettings.ForwardedHeader.NONE;
    boolean proxies = !settings.get(CoreSettings.TRUSTED_PROXIES).isEmpty();
    if (header && !proxies) {
      wrong(
          CoreSettings.TRUSTED_PROXIES,
          "at least one address, since forwarded-header is set",
          "name the proxies: anybody else could write the header");
    }
    if (proxies && !header) {
      wrong(
          CoreSettings.FORWARDED_HEADER,
          "x-forwarded-for, forwarded",
          "say which header the trusted-proxies write");
    }
  }
}
