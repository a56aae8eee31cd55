package dev.parley.doctor.check;

import dev.parley.config.PackageProviders;
import dev.parley.config.Setting;
import dev.parley.config.SettingsTable;
import dev.parley.doctor.check.Finding.Warn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What init-params of a web.xml mean elsewhere than where the doctor looks at them. */
final class WebXmlFindings {
  private WebXmlFindings() {}

  static List<Finding> of(ConfigurationFacts configuration) {
    Map<String, String> params = configuration.source().initParams();
    List<Finding> findings = new ArrayList<>();
    for (Setting<?> each :
        SettingsTable.of(PackageProviders.available(List.of()).values()).settings()) {
      String value = params.getOrDefault(each.key(), "");
      if (value.contains("${")) {
        findings.add(
            new Warn(
                each.key()
                    + " has ${...}, in place of which some containers put a property; the doctor does"
                    + " not",
                "give the doctor the settings as JSON, with the values that the server has"));
      } else if (isRelative(each, configuration)) {
        findings.add(
            new Warn(
                each.key()
                    + " = "
                    + value
                    + ": a relative path in a web.xml leads from the working directory, here "
                    + Path.of("").toAbsolutePath()
                    + ", which the server's need not be",
                "write an absolute path, or one below /WEB-INF/"));
      }
    }
    return findings;
  }

  private static boolean isRelative(Setting<?> setting, ConfigurationFacts configuration) {
    boolean files =
        setting.holds() == Setting.Holds.SECRET_FILES
            || setting.holds() == Setting.Holds.TRUSTED_FILES;
    if (!files || !configuration.source().initParams().containsKey(setting.key())) {
      return false;
    }
    Object value = configuration.settings().get(setting);
    List<?> paths = value instanceof List<?> several ? several : List.of(value);
    return paths.stream()
        .anyMatch(
            each ->
                each instanceof Path path && !path.isAbsolute() && !path.startsWith("/WEB-INF"));
  }
}
