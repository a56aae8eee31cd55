package dev.parley.engine;

import dev.parley.sspi.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a path asks of a client.
 *
 * @param access whether a client must be known
 * @param roles of each of these sets the user needs one role; empty when any user will do
 * @param schemes by which clients may authenticate, in lower case and in the order of the
 *     challenges; null when by all
 */
public record PathRule(Access access, List<Set<String>> roles, @Nullable List<String> schemes) {

  /** Whether a client must be known, from lax to strict. */
  public enum Access {
    /** Credentials are not looked at. */
    OPEN,
    /** Credentials are verified when they are offered. */
    OPTIONAL,
    /** Credentials are required. */
    PROTECTED
  }

  /** For all. */
  public static final PathRule OPEN = new PathRule(Access.OPEN, List.of(), null);

  /** For all, users are recognised. */
  public static final PathRule OPTIONAL = new PathRule(Access.OPTIONAL, List.of(), null);

  /** For any user. */
  public static final PathRule PROTECTED = new PathRule(Access.PROTECTED, List.of(), null);

  /** Copies the list. */
  public PathRule {
    roles = List.copyOf(roles);
    schemes = schemes == null ? null : List.copyOf(schemes);
  }

  /** Whether the identity has the roles. */
  public boolean admits(Identity identity) {
    for (Set<String> anyOf : roles) {
      if (anyOf.stream().noneMatch(identity.roles()::contains)) {
        return false;
      }
    }
    return true;
  }

  /** Whether clients may authenticate by the scheme. */
  boolean admits(String scheme) {
    return schemes == null || schemes.contains(scheme.toLowerCase(Locale.ROOT));
  }

  /** The rule that asks for what this one and the other ask for. */
  PathRule and(PathRule other) {
    if (equals(other)) {
      return this;
    }
    Access stricter = access.compareTo(other.access) >= 0 ? access : other.access;
    List<Set<String>> both = new ArrayList<>(roles);
    both.addAll(other.roles);
    return new PathRule(stricter, both, both(schemes, other.schemes));
  }

  private static @Nullable List<String> both(
      @Nullable List<String> one, @Nullable List<String> other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.stream().filter(other::contains).toList();
  }

  /** The same with these schemes. */
  PathRule by(List<String> allowed) {
    return new PathRule(access, roles, allowed);
  }

  /** What this path asks of a client who has to be known, whatever the roles. */
  public PathRule forAnyUser() {
    return schemes == null ? PROTECTED : PROTECTED.by(schemes);
  }
}
