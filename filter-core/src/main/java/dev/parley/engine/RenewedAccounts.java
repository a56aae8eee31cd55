package dev.parley.engine;

import dev.parley.authority.AccountListener;
import dev.parley.authority.guard.Throttle;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Tells the throttle of accounts that are new or have new passwords: who tried before his account
 * was there is not locked out when it is. Other changes leave the guesses at a password as they
 * count, and so does this those at new ones: what counts is noted when a change is told, while no
 * question is answered.
 */
final class RenewedAccounts implements AccountListener {
  private final AccountListener next;
  private final Throttle throttle;
  private final String realm;
  private volatile Throttle.@Nullable WrongAnswers counted;

  /**
   * @param next is told of all changes
   * @param realm the realm for which clients answer
   */
  RenewedAccounts(AccountListener next, Throttle throttle, String realm) {
    this.next = next;
    this.throttle = throttle;
    this.realm = realm;
  }

  private void note() {
    counted = throttle.isClean() ? null : throttle.wrongAnswers();
  }

  @Override
  public void accountChanged(String account) {
    note();
    next.accountChanged(account);
  }

  @Override
  public void accountsChanged(Collection<String> accounts) {
    note();
    next.accountsChanged(accounts);
  }

  @Override
  public void allAccountsChanged() {
    note();
    next.allAccountsChanged();
  }

  @Override
  public void accountsRenewed(Renewal renewal) {
    Throttle.WrongAnswers before = counted;
    counted = null;
    if (before != null) {
      before.forget(name -> renewal.covers(name, realm));
    }
    next.accountsRenewed(renewal);
  }
}
