package dev.parley.authority;

import java.util.List;
import java.util.function.Predicate;

/**
 * Something that is about one account, which may go by several names: as the client wrote it, as
 * its domain knows it, as the authority spells it. What is said of any of them is said of it.
 */
@FunctionalInterface
public interface OfAccount {

  /**
   * Whether one of the account's names is meant. Allocates nothing itself: many are gone through.
   */
  boolean isNamed(Predicate<String> name);

  /** An account that goes by these names. */
  static OfAccount of(String... names) {
    List<String> all = List.of(names);
    return which -> all.stream().anyMatch(which);
  }
}
