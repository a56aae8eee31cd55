package dev.parley.negotiate.identity;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * From the groups that an authority names, by SID or by name, to the roles of the application.
 * Immutable.
 */
public final class RoleMapping {
  /** Maps nothing. */
  public static final RoleMapping NONE = new RoleMapping(Map.of(), false);

  private final Map<String, Set<String>> table;
  private final boolean keepUnmapped;

  /**
   * A table.
   *
   * @param table from a SID, from {@code DOMAIN\\group} or from a group's name to roles; spelling
   *     in capitals or not makes no difference
   * @param keepUnmapped whether a group that the table has not is a role by its own text
   */
  public RoleMapping(Map<String, List<String>> table, boolean keepUnmapped) {
    Map<String, Set<String>> folded = new HashMap<>();
    table.forEach(
        (key, roles) ->
            folded.computeIfAbsent(key(key), each -> new LinkedHashSet<>()).addAll(roles));
    this.table = folded;
    this.keepUnmapped = keepUnmapped;
  }

  private static String key(String group) {
    return Sid.parse(group)
        .map(Sid::toString)
        .orElseGet(() -> group.strip().toUpperCase(Locale.ROOT));
  }

  /**
   * The roles of somebody who is in these groups.
   *
   * @param groups SIDs and names in any mix, as text
   */
  public Set<String> roles(Collection<String> groups) {
    Set<String> roles = new LinkedHashSet<>();
    for (String group : groups) {
      add(roles, key(group), group);
    }
    return roles;
  }

  /** The roles of somebody who has these SIDs. */
  public Set<String> rolesOfSids(Collection<Sid> sids) {
    Set<String> roles = new LinkedHashSet<>();
    for (Sid sid : sids) {
      add(roles, sid.toString(), sid.toString());
    }
    return roles;
  }

  private void add(Set<String> roles, String key, String group) {
    Set<String> mapped = table.get(key);
    if (mapped != null) {
      roles.addAll(mapped);
    } else if (keepUnmapped) {
      roles.add(group);
    }
  }
}
