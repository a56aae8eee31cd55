package dev.parley.sspi;

import java.security.Principal;
import java.util.Objects;
import java.util.Set;

/**
 * Who a client is, by the word of an authority. Immutable.
 *
 * @param name the account name as the authority spells it; not empty
 * @param authority the name of the authority
 * @param roles the roles and groups the authority knows, by name
 */
public record Identity(String name, String authority, Set<String> roles) implements Principal {
  /** Copies the roles. */
  public Identity {
    Objects.requireNonNull(authority, "authority");
    if (name.isEmpty()) {
      throw new IllegalArgumentException("an identity has a name");
    }
    roles = Set.copyOf(roles);
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public String toString() {
    return name;
  }
}
