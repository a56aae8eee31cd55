package dev.parley.config;

import dev.parley.sspi.SecurityPackage;
import java.util.List;

/**
 * Brings a security package to the filter; found by {@link java.util.ServiceLoader}, so that
 * filter-core sees none of them. Has a public constructor without parameters.
 */
public interface PackageProvider {

  /**
   * The name of the package, by which the setting {@code packages} chooses it, for example {@code
   * digest}.
   */
  String name();

  /** The settings it understands; their keys start with {@code name()} and a dot. */
  List<Setting<?>> settings();

  /**
   * Makes the package.
   *
   * @throws ConfigurationException when its settings contradict each other
   */
  SecurityPackage create(Settings settings, PackageServices services) throws ConfigurationException;
}
