package dev.parley.config;

import dev.parley.sspi.SecurityPackage;
import java.util.List;

/**
 * Brings security packages to the filter; found by {@link java.util.ServiceLoader}, so that
 * filter-core sees none of them. Has a public constructor without parameters.
 */
public interface PackageProvider {

  /**
   * The name of the package, by which the setting {@code packages} chooses it, for example {@code
   * digest}.
   */
  String name();

  /**
   * The settings it understands; their keys start with a word that tells it apart, and a dot, for
   * example {@code name()}.
   */
  List<Setting<?>> settings();

  /** The settings that earlier versions understood. Default: none. */
  default List<RemovedSetting> removedSettings() {
    return List.of();
  }

  /** Whether its packages verify passwords, so that an authority has to be given. Default: yes. */
  default boolean needsAuthority() {
    return true;
  }

  /**
   * Makes the packages, one for each scheme, in the order of their challenges.
   *
   * @throws ConfigurationException when its settings contradict each other
   */
  List<SecurityPackage> create(Settings settings, PackageServices services)
      throws ConfigurationException;
}
