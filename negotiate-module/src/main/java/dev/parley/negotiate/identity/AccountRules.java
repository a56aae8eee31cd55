package dev.parley.negotiate.identity;

import dev.parley.authority.AccountDirectory;
import dev.parley.authority.AccountNames;
import dev.parley.authority.AuthorityUnavailableException;
import dev.parley.sspi.Identity;
import dev.parley.sspi.Reason;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What becomes of a client that has proved who it is by other means than its password: the
 * directory of accounts is asked, whose word on barred accounts holds, and whose roles are added.
 * Thread-safe.
 *
 * @param directory asked once for each logon
 * @param requireKnown whether a client that the directory does not know is refused; otherwise it
 *     has the roles of its groups alone
 */
public record AccountRules(AccountDirectory directory, boolean requireKnown) {

  /** Who a client is. */
  public sealed interface Decision {}

  /**
   * May log on.
   *
   * @param identity with all roles
   * @param otherNames by which the account is found beside the identity's
   */
  public record Admitted(Identity identity, Set<String> otherNames) implements Decision {}

  /**
   * May not.
   *
   * @param reason why
   */
  public record Denied(Reason reason) implements Decision {}

  /**
   * Decides.
   *
   * @param account its name here
   * @param otherNames those that its domain has for it
   * @param authority who vouches for it: the realm
   * @param roles those of its groups
   */
  public Decision decide(
      String account, Set<String> otherNames, String authority, Set<String> roles) {
    AccountDirectory.Standing standing;
    try {
      standing = directory.find(account, otherNames);
    } catch (AuthorityUnavailableException e) {
      return new Denied(Reason.AUTHORITY_UNAVAILABLE);
    }
    if (standing instanceof AccountDirectory.Barred barred) {
      return new Denied(barred.reason());
    }
    if (standing instanceof AccountDirectory.Good good) {
      Set<String> all = new HashSet<>(roles);
      all.addAll(good.identity().roles());
      Set<String> names = new HashSet<>(otherNames);
      names.add(good.identity().name());
      return new Admitted(new Identity(account, authority, all), beside(account, names));
    }
    return requireKnown
        ? new Denied(Reason.UNKNOWN_ACCOUNT)
        : new Admitted(new Identity(account, authority, roles), beside(account, otherNames));
  }

  /** Those by which the account is not found anyway. */
  private static Set<String> beside(String account, Set<String> names) {
    String matched = AccountNames.canonical(account);
    return names.stream()
        .filter(each -> !AccountNames.canonical(each).equals(matched))
        .collect(Collectors.toUnmodifiableSet());
  }
}
