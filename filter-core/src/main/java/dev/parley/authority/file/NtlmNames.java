package dev.parley.authority.file;

import dev.parley.authority.AccountNames;
import dev.parley.authority.NtlmTarget;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The domains that a users file answers for: those that clients are told, none, and {@code .},
 * which is how Windows writes "this computer". Immutable.
 */
final class NtlmNames {
  private final Set<String> domains;

  NtlmNames(NtlmTarget target) {
    this.domains =
        Stream.of(
                "",
                ".",
                target.netbiosComputer(),
                target.netbiosDomain(),
                target.dnsComputer(),
                target.dnsDomain())
            .map(AccountNames::upperCase)
            .collect(Collectors.toUnmodifiableSet());
  }

  /** A name without its domain, where that is one of these; else as it is. */
  String local(String name) {
    int backslash = name.lastIndexOf('\\');
    if (backslash >= 0) {
      return answersFor(name.substring(0, backslash)) ? name.substring(backslash + 1) : name;
    }
    int at = name.lastIndexOf('@');
    return at > 0 && answersFor(name.substring(at + 1)) ? name.substring(0, at) : name;
  }

  boolean answersFor(String domain) {
    return domains.contains(AccountNames.upperCase(domain));
  }
}
