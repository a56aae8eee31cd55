package dev.parley.authority.file;

import dev.parley.authority.AccountNames;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The users of a file by what a domain takes for one name. Digest takes each spelling for a name of
 * its own; NTLM knows no case, and Active Directory no marks either. The names of the domains that
 * the file stands for say nothing. Immutable.
 */
final class Spellings {
  private static final int MOST_NAMED = 20;

  private final PackedUsers users;
  private final NtlmNames domains;

  /** Of all who are alike, one. */
  private final NameIndex byLooseName;

  /** The next who is alike. */
  private final int[] next;

  private final TreeSet<String> ambiguous = new TreeSet<>();

  Spellings(PackedUsers users, NtlmNames domains) {
    this.users = users;
    this.domains = domains;
    this.byLooseName = new NameIndex(number -> loose(users.get(number).name()));
    this.next = new int[users.size()];
    for (int number = 0; number < next.length; number++) {
      int alike = byLooseName.putIfAbsent(number);
      next[number] = NameIndex.NONE;
      if (alike != NameIndex.NONE) {
        next[number] = next[alike];
        next[alike] = number;
        addAmbiguous(number);
        addAmbiguous(alike);
      }
    }
  }

  private void addAmbiguous(int number) {
    ambiguous.add(users.get(number).name());
    if (ambiguous.size() > MOST_NAMED) {
      ambiguous.pollLast();
    }
  }

  private String loose(String name) {
    return AccountNames.loose(domains.local(name));
  }

  private String folded(String name) {
    return AccountNames.folded(domains.local(name));
  }

  /** The users whose name a domain may take for this one. */
  List<PackedUser> alike(String name) {
    List<PackedUser> alike = new ArrayList<>(1);
    for (int number = byLooseName.find(loose(name));
        number != NameIndex.NONE;
        number = next[number]) {
      alike.add(users.get(number));
    }
    return alike;
  }

  /** The only user whose name differs in case at the most; null when there is none, or several. */
  @Nullable PackedUser ofAnyCase(String name) {
    String upperCase = AccountNames.upperCase(name);
    List<PackedUser> alike = alike(name);
    alike.removeIf(each -> !AccountNames.upperCase(each.name()).equals(upperCase));
    return alike.size() == 1 ? alike.get(0) : null;
  }

  /** Those whose name is this one but for case, width, composition or domain. */
  List<PackedUser> named(String name) {
    List<PackedUser> named = alike(name);
    String folded = folded(name);
    named.removeIf(each -> !folded(each.name()).equals(folded));
    return named;
  }

  /** Whether a domain may take one for the other. */
  boolean areAlike(String one, String other) {
    return loose(one).equals(loose(other));
  }

  /** Some of the users whom a domain may take for others, in order. */
  List<String> ambiguous() {
    return List.copyOf(ambiguous);
  }
}
