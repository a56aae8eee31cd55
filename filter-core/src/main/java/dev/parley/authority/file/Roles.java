package dev.parley.authority.file;

import java.util.List;
import java.util.Set;

/**
 * The roles of a user, and of all who have the same.
 *
 * @param inOrder as in the file
 * @param unordered as in identities
 */
record Roles(List<String> inOrder, Set<String> unordered) {
  static Roles of(List<String> inOrder) {
    return new Roles(inOrder, Set.copyOf(inOrder));
  }
}
