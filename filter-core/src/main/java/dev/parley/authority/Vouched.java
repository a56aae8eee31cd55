package dev.parley.authority;

import dev.parley.sspi.Identity;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What an authority has said of an account: to be kept no longer than until it takes that back.
 *
 * @param identity who the client is
 * @param otherNames by which the account goes beside the identity's: as the client wrote it, and
 *     those that its domain has for it
 * @param asked the moment before which the authority was not asked ({@link AccountChanges#now()})
 */
public record Vouched(Identity identity, Set<String> otherNames, long asked) implements OfAccount {
  /** Copies the names. */
  public Vouched {
    otherNames = Set.copyOf(otherNames);
  }

  /** What was said of an account that the client wrote so. */
  public static Vouched of(Identity identity, String written, long asked) {
    return new Vouched(identity, Set.of(written), asked);
  }

  /** The same of an account that goes by further names. */
  public Vouched and(Collection<String> names) {
    if (otherNames.containsAll(names)) {
      return this;
    }
    Set<String> all = new HashSet<>(otherNames);
    all.addAll(names);
    return new Vouched(identity, all, asked);
  }

  @Override
  public boolean isNamed(Predicate<String> name) {
    if (name.test(identity.name())) {
      return true;
    }
    for (String each : otherNames) {
      if (name.test(each)) {
        return true;
      }
    }
    return false;
  }
}
