package dev.parley.digest;

import dev.parley.config.ConfigurationException;
import dev.parley.config.KnownUsers;
import dev.parley.config.PackageProvider;
import dev.parley.config.PackageServices;
import dev.parley.config.Setting;
import dev.parley.config.Settings;
import dev.parley.config.Warning;
import dev.parley.digest.options.DigestOptions;
import dev.parley.digest.options.DigestSettings;
import dev.parley.digest.options.DigestWarnings;
import dev.parley.sspi.SecurityPackage;
import java.util.List;

/** Brings Digest to the filter. Found by the service loader; of no other use. */
public final class DigestProvider implements PackageProvider {

  /** For the service loader. */
  public DigestProvider() {}

  @Override
  public String name() {
    return "digest";
  }

  @Override
  public List<Setting<?>> settings() {
    return DigestSettings.all();
  }

  @Override
  public List<Warning> warnings(Settings settings, KnownUsers users) {
    try {
      return DigestWarnings.of(settings, DigestOptions.read(settings), users);
    } catch (ConfigurationException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Override
  public List<SecurityPackage> create(Settings settings, PackageServices services)
      throws ConfigurationException {
    return List.of(new DigestPackage(settings, services));
  }
}
