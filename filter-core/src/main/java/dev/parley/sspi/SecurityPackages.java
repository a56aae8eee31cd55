package dev.parley.sspi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The security packages that are switched on, in the order in which they are offered. Immutable,
 * thread-safe.
 */
public final class SecurityPackages {
  private final Map<String, SecurityPackage> byName = new LinkedHashMap<>();

  /**
   * @throws IllegalArgumentException when two packages have one name
   */
  public SecurityPackages(List<SecurityPackage> packages) {
    for (SecurityPackage each : packages) {
      if (byName.putIfAbsent(key(each.info().name()), each) != null) {
        throw new IllegalArgumentException("two security packages are named " + each.info().name());
      }
    }
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** What is known of every package (EnumerateSecurityPackages). */
  public List<PackageInfo> enumerateSecurityPackages() {
    return byName.values().stream().map(SecurityPackage::info).toList();
  }

  /**
   * What is known of one package (QuerySecurityPackageInfo), by its name without regard to case.
   */
  public Optional<PackageInfo> querySecurityPackageInfo(String name) {
    return Optional.ofNullable(byName.get(key(name))).map(SecurityPackage::info);
  }

  /**
   * Acquires inbound credentials of a package (AcquireCredentialsHandle).
   *
   * @throws SecurityStatusException with {@code SEC_E_SECPKG_NOT_FOUND}
   */
  public ServerCredentials acquireCredentials(String name) throws SecurityStatusException {
    SecurityPackage found = byName.get(key(name));
    if (found == null) {
      throw new SecurityStatusException(
          SecurityStatus.SEC_E_SECPKG_NOT_FOUND, "no such security package");
    }
    return found.acquireCredentials();
  }

  /** The packages in their order. */
  public List<SecurityPackage> packages() {
    return List.copyOf(byName.values());
  }
}
