package dev.parley.sspi;

import java.util.Set;

/**
 * What is known of a security package without using it (SecPkgInfo).
 *
 * @param name the name by which credentials are acquired, for example {@code Digest}
 * @param comment one line for people
 * @param capabilities what the package can do
 * @param maxToken the longest token it takes or makes, in bytes; positive
 */
public record PackageInfo(String name, String comment, Set<Capability> capabilities, int maxToken) {
  /** Copies the set and checks the size. */
  public PackageInfo {
    capabilities = Set.copyOf(capabilities);
    if (name.isEmpty() || maxToken <= 0) {
      throw new IllegalArgumentException("a package has a name and a positive token size");
    }
  }

  /** The capabilities as the word {@code fCapabilities}. */
  public int capabilityBits() {
    return capabilities.stream().mapToInt(Capability::bit).reduce(0, (a, b) -> a | b);
  }
}
