package dev.parley.authority.file;

import dev.parley.authority.AccountNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The users of a file by what a domain takes for one name. Digest takes each spelling for a name of
 * its own; NTLM knows no case, and Active Directory no marks either. The names of the domains that
 * the file stands for say nothing. Immutable.
 */
final class Spellings {
  private static final int MOST_NAMED = 20;

  private final NtlmNames domains;
  private final Map<String, List<User>> byLooseName = new HashMap<>();

  Spellings(List<User> users, NtlmNames domains) {
    this.domains = domains;
    for (User user : users) {
      byLooseName.computeIfAbsent(loose(user.name()), name -> new ArrayList<>(1)).add(user);
    }
  }

  private String loose(String name) {
    return AccountNames.loose(domains.local(name));
  }

  private String folded(String name) {
    return AccountNames.folded(domains.local(name));
  }

  /** The users whose name a domain may take for this one. */
  List<User> alike(String name) {
    return byLooseName.getOrDefault(loose(name), List.of());
  }

  /** Whether a domain may take one for the other. */
  boolean areAlike(String one, String other) {
    return loose(one).equals(loose(other));
  }

  /** Whether one of them has this name but for case, width, composition or domain. */
  boolean isOneOf(List<User> users, String name) {
    String folded = folded(name);
    return users.stream().anyMatch(each -> folded(each.name()).equals(folded));
  }

  /** Some of the users whom a domain may take for others, in order. */
  List<String> ambiguous() {
    TreeSet<String> names = new TreeSet<>();
    for (List<User> alike : byLooseName.values()) {
      if (alike.size() > 1) {
        alike.forEach(each -> names.add(each.name()));
      }
    }
    return names.stream().limit(MOST_NAMED).toList();
  }
}
