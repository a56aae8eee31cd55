package dev.parley.engine;

import dev.parley.sspi.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a path asks of a client.
 *
 * @param access whether a client must be known
 * @param roles of each of these sets the user needs one role; empty when any user will do
 */
public record PathRule(Access access, List<Set<String>> roles) {

  /** Whether a client must be known, from lax to strict. */
  public enum Access {
    /** Credentials are ignored. */
    OPEN,
    /** Credentials are verified when they are offered. */
    OPTIONAL,
    /** Credentials are required. */
    PROTECTED
  }

  /** For all. */
  public static final PathRule OPEN = new PathRule(Access.OPEN, List.of());

  /** For all, users are recognised. */
  public static final PathRule OPTIONAL = new PathRule(Access.OPTIONAL, List.of());

  /** For any user. */
  public static final PathRule PROTECTED = new PathRule(Access.PROTECTED, List.of());

  /** Copies the list. */
  public PathRule {
    roles = List.copyOf(roles);
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

  /** The rule that asks for what this one and the other ask for. */
  PathRule and(PathRule other) {
    if (equals(other)) {
      return this;
    }
    Access stricter = access.compareTo(other.access) >= 0 ? access : other.access;
    List<Set<String>> both = new ArrayList<>(roles);
    both.addAll(other.roles);
    return new PathRule(stricter, both);
  }
}
