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
   * What is dangerous about settings that {@link #create} accepts: one warning for each setting
   * that weakens a protection, or keeps users out unseen. Asked once the packages are made, and
   * again while they run, since the users may change. Default: none.
   *
   * @param users what is known of the users that the packages verify
   */
  default List<Warning> warnings(Settings settings, KnownUsers users) {
    return List.of();
  }

  /**
   * Makes the packages, one for each scheme, in the order of their challenges.
   *
   * @throws ConfigurationException when its settings contradict each other
   */
  List<SecurityPackage> create(Settings settings, PackageServices services)
      throws ConfigurationException;
}
