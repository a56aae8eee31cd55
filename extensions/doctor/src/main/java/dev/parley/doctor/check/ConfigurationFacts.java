package dev.parley.doctor.check;

import dev.parley.config.ConfigurationException;
import dev.parley.config.JsonSettings;
import dev.parley.config.PackageProvider;
import dev.parley.config.PackageProviders;
import dev.parley.config.Setting;
import dev.parley.config.Settings;
import dev.parley.config.SettingsTable;
import dev.parley.doctor.check.Fact.Known;
import dev.parley.doctor.check.Fact.Unknown;
import dev.parley.files.RegularFile;
import dev.parley.negotiate.options.KerberosSettings;
import dev.parley.negotiate.options.NegotiateSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The settings of a file, with defaults where they are wrong.
 *
 * @param file the file
 * @param settings what stands in it
 */
record ConfigurationFacts(Path file, Settings settings) {

  static Fact<ConfigurationFacts> read(Path file) {
    List<PackageProvider> packages =
        new ArrayList<>(PackageProviders.available(List.of()).values());
    SettingsTable table = SettingsTable.of(packages);
    try (InputStream in = RegularFile.open(file)) {
      Settings settings =
          table.read(JsonSettings.read(file.toString(), in, table), new ArrayList<>());
      return new Known<>(new ConfigurationFacts(file, settings));
    } catch (ConfigurationException e) {
      return new Unknown<>(file + " can not be read as settings");
    } catch (IOException e) {
      return new Unknown<>(Problems.ofFile(e));
    }
  }

  /** The keytabs. */
  List<Path> keytabs() {
    return beside(settings.get(KerberosSettings.KEYTAB));
  }

  /** The certificates that clients see. */
  List<Path> certificates() {
    return beside(settings.get(NegotiateSettings.CERTIFICATES));
  }

  /** A path, as the filter finds it: relative ones lie beside the file. */
  Path place(Setting<Path> setting) {
    return file.resolveSibling(settings.get(setting));
  }

  private List<Path> beside(List<Path> paths) {
    return paths.stream().map(file::resolveSibling).toList();
  }

  /** The value as it would be written. */
  <T> String written(Setting<T> setting) {
    return setting.type().write(settings.get(setting));
  }
}
