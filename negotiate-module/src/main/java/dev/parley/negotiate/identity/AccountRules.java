package dev.parley.negotiate.identity;

import dev.parley.authority.AccountDirectory;
import dev.parley.authority.AccountNames;
import dev.parley.authority.AuthorityUnavailableException;
import dev.parley.authority.guard.AccountLookups;
import dev.parley.sspi.Identity;
import dev.parley.sspi.Reason;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a client that has proved who it is by other means than its password: the
 * directory of accounts is asked, whose word on barred accounts holds, and whose roles are added.
 * Thread-safe.
 *
 * @param directory asked once for each logon
 * @param requireKnown whether a client that the directory does not know is refused; otherwise it
 *     has the roles of its groups alone
 */
public record AccountRules(AccountLookups directory, boolean requireKnown) {

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
   * @param detail more of it, for the audit
   */
  public record Denied(Reason reason, @Nullable String detail) implements Decision {}

  /**
   * Decides.
   *
   * @param known its name here, who vouches for it (the realm), and the roles of its groups
   * @param otherNames those that its domain has for it
   * @param client whose turn the question takes
   */
  public Decision decide(Identity known, Set<String> otherNames, AccountLookups.Client client) {
    String account = known.name();
    AccountDirectory.Standing standing;
    try {
      standing = directory.find(account, otherNames, client);
    } catch (AuthorityUnavailableException e) {
      return new Denied(e.reason(), e.getMessage());
    }
    if (standing instanceof AccountDirectory.Barred barred) {
      return new Denied(barred.reason(), null);
    }
    if (standing instanceof AccountDirectory.Good good) {
      Set<String> all = new HashSet<>(known.roles());
      all.addAll(good.identity().roles());
      Set<String> names = new HashSet<>(otherNames);
      names.add(good.identity().name());
      return new Admitted(new Identity(account, known.authority(), all), beside(account, names));
    }
    return requireKnown
        ? new Denied(Reason.UNKNOWN_ACCOUNT, null)
        : new Admitted(known, beside(account, otherNames));
  }

  /** Those by which the account is not found anyway. */
  private static Set<String> beside(String account, Set<String> names) {
    String matched = AccountNames.canonical(account);
    return names.stream()
        .filter(each -> !AccountNames.canonical(each).equals(matched))
        .collect(Collectors.toUnmodifiableSet());
  }
}
