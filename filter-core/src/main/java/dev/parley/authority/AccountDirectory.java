package dev.parley.authority;

import dev.parley.sspi.Identity;
import dev.parley.sspi.Reason;

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
   * @param reason {@link Reason#ACCOUNT_DISABLED} or {@link Reason#ACCOUNT_EXPIRED}
   */
  record Barred(Reason reason) implements Standing {}

  /** The directory does not have the account. */
  record Unknown() implements Standing {}

  /** Knows no account. */
  AccountDirectory NONE = account -> new Unknown();

  /**
   * Looks an account up.
   *
   * @throws AuthorityUnavailableException when no answer is possible now
   */
  Standing find(String account) throws AuthorityUnavailableException;

  /**
   * Registers who is told of changed accounts. Directories that do not learn of changes do nothing.
   */
  default void addListener(AccountListener listener) {}
}
