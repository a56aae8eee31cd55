package dev.parley.doctor.check;

import dev.parley.config.ConfigurationException;
import dev.parley.config.CoreSettings;
import dev.parley.config.Setting;
import dev.parley.config.Settings;
import dev.parley.digest.options.DigestOptions;
import dev.parley.doctor.check.Fact.Known;
import dev.parley.doctor.check.Fact.Unknown;
import dev.parley.negotiate.options.KerberosSettings;
import dev.parley.negotiate.options.NegotiateSettings;
import java.nio.file.Path;
import java.util.List;

/**
 * The settings of a filter, with defaults where they are wrong.
 *
 * @param source where they come from
 * @param settings what stands there
 */
record ConfigurationFacts(FilterSource source, Settings settings) {

  static Fact<ConfigurationFacts> of(FilterSource source) {
    try {
      return new Known<>(new ConfigurationFacts(source, source.builder().settings()));
    } catch (ConfigurationException e) {
      return new Unknown<>(source.file() + " cannot be read as settings");
    }
  }

  /** Whether a package is switched on. */
  boolean has(String securityPackage) {
    return settings.get(CoreSettings.PACKAGES).contains(securityPackage);
  }

  /** What Digest is set to. */
  Fact<DigestOptions> digest() {
    if (!has("digest")) {
      return new Unknown<>("packages does not hold digest");
    }
    try {
      return new Known<>(DigestOptions.read(settings));
    } catch (ConfigurationException e) {
      return new Unknown<>("the settings of Digest contradict each other");
    }
  }

  /** The keytabs. */
  List<Path> keytabs() {
    return places(KerberosSettings.KEYTAB);
  }

  /** The certificates that clients see. */
  List<Path> certificates() {
    return places(NegotiateSettings.CERTIFICATES);
  }

  /** A path, as the filter finds it. */
  Path place(Setting<Path> setting) {
    return source.builder().resolve(setting, settings.get(setting));
  }

  private List<Path> places(Setting<List<Path>> setting) {
    return settings.get(setting).stream()
        .map(each -> source.builder().resolve(setting, each))
        .toList();
  }

  /** The value as it would be written. */
  <T> String written(Setting<T> setting) {
    return setting.type().write(settings.get(setting));
  }
}
