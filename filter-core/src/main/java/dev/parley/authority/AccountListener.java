package dev.parley.authority;

import java.util.Collection;

/**
 * Hears from an authority that what it once said of accounts no longer holds. Thread-safe.
 *
 * <p>An authority tells it when it answers by the new state already, or while it holds its answers
 * back until it does: what is asked after it was told is taken for new. It may be told while a
 * question is under way; the answer to that is asked for again. An authority that wants nothing of
 * the old state to serve once the new one does holds its answers back.
 */
public interface AccountListener {

  /**
   * The account was removed, disabled or changed: what is kept of it must go. The name is matched
   * with all names by which an account goes, in whatever form it is written.
   */
  void accountChanged(String account);

  /** The same of several at once, which takes as long as for one. */
  default void accountsChanged(Collection<String> accounts) {
    accounts.forEach(this::accountChanged);
  }

  /** Anything may have changed. */
  void allAccountsChanged();

  /**
   * Accounts are new, or their passwords are, so that wrong answers which were counted before were
   * answers to other keys, or to none. Told after the accounts were told to have changed. An
   * authority that does not know which accounts these are tells nothing.
   */
  default void accountsRenewed(Renewal renewal) {}

  /** Which accounts are new, or have new passwords. */
  @FunctionalInterface
  interface Renewal {
    /**
     * Whether nothing that a name can be logged on with now could be used before. False if the name
     * may stand for any account that has a key it had before: guesses at that would be forgotten.
     *
     * @param name an account, in whatever case, width and composition, or its userhash
     * @param realm the realm for which keys count
     */
    boolean covers(String name, String realm);
  }
}
