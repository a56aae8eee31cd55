package dev.parley.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Settings that have passed all checks, with the packages they choose. Init-params, JSON file and
 * builder all end here.
 *
 * @param settings the values
 * @param packages the chosen packages in their order
 * @param secretsInFile whether a secret value stands in the JSON file
 */
public record Configuration(
    Settings settings, List<PackageProvider> packages, boolean secretsInFile) {
  /** Copies the list. */
  public Configuration {
    packages = List.copyOf(packages);
  }

  /**
   * Reads and checks.
   *
   * @param fromFile the values of the JSON file, by key
   * @param given the values set beside it, by key; they win
   * @param available the packages that are installed, by name
   * @param authorityGiven whether an authority was given in Java
   * @throws ConfigurationException with everything that is wrong
   */
  public static Configuration read(
      Map<String, ?> fromFile,
      Map<String, ?> given,
      Map<String, PackageProvider> available,
      boolean authorityGiven)
      throws ConfigurationException {
    List<Problem> problems = new ArrayList<>();
    Map<String, Object> values = new LinkedHashMap<>(fromFile);
    values.putAll(given);
    SettingsTable table = SettingsTable.of(available.values());
    Settings settings = table.read(values, problems);
    // the table lacks the settings of a package that is not installed: they are not misspelt
    if (!available.keySet().containsAll(settings.get(CoreSettings.PACKAGES))) {
      problems.removeIf(SettingsTable::isStrange);
    }
    if (fromFile.containsKey(CoreSettings.CONFIG_FILE.key())) {
      problems.add(
          settings.problem(
              CoreSettings.CONFIG_FILE, "nothing inside a JSON file", "take it out of the file"));
    }
    CoreChecks.check(settings, available, authorityGiven, problems);
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems, true);
    }
    return new Configuration(
        settings,
        settings.get(CoreSettings.PACKAGES).stream().map(available::get).toList(),
        table.settings().stream()
            .anyMatch(each -> each.secret() && fromFile.containsKey(each.key())));
  }

  /**
   * What is dangerous about the settings, although they are allowed.
   *
   * @param users what is known of the users
   */
  public List<Warning> warnings(KnownUsers users) {
    List<Warning> all = new ArrayList<>(CoreWarnings.of(settings, users));
    packages.forEach(each -> all.addAll(each.warnings(settings, users)));
    return List.copyOf(all);
  }

  /** The settings of the filter and of the chosen packages, in the order of the table. */
  public List<Setting<?>> table() {
    return SettingsTable.of(packages).settings();
  }
}
