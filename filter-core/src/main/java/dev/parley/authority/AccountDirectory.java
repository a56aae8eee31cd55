package dev.parley.authority;

import dev.parley.sspi.Identity;
import dev.parley.sspi.Reason;
import java.util.Set;

/**
 * Whoever knows the roles of an account, for clients that have proved who they are by other means
 * than its password (a Kerberos ticket). Thread-safe.
 */
public interface AccountDirectory {

  /** What is known of an account. */
  sealed interface Standing {}

  /**
   * The account may log on.
   *
   * @param identity with its roles
   */
  record Good(Identity identity) implements Standing {}

  /**
   * The account may not log on.
   *
   * @param reason {@link Reason#ACCOUNT_DISABLED}, {@link Reason#ACCOUNT_EXPIRED}, or {@link
   *     Reason#ACCOUNT_AMBIGUOUS} where it is not sure that the account is the one that is known
   */
  record Barred(Reason reason) implements Standing {}

  /** The directory does not have the account. */
  record Unknown() implements Standing {}

  /** Knows no account. */
  AccountDirectory NONE = account -> new Unknown();

  /**
   * Looks an account up. Where clients come from a domain that knows no case in names, an account
   * that may not log on is to be found by every spelling of its name.
   *
   * @throws AuthorityUnavailableException when no answer is possible now
   */
  Standing find(String account) throws AuthorityUnavailableException;

  /**
   * Looks an account up for which its domain has further names. An account that may not log on is
   * to be found by those too; whoever overrides this sees to it. Otherwise they are not looked at.
   *
   * @param otherNames the principal, the UPN; none of them gives the account a role
   * @throws AuthorityUnavailableException when no answer is possible now
   */
  default Standing find(String account, Set<String> otherNames)
      throws AuthorityUnavailableException {
    return find(account);
  }

  /**
   * Registers who is told of changed accounts. Directories that do not learn of changes do nothing.
   */
  default void addListener(AccountListener listener) {}
}
