package dev.parley.engine;

import dev.parley.authority.AccountListener;
import dev.parley.authority.guard.Throttle;
import java.util.Collection;

/**
 * Tells the throttle of accounts that are new or have new passwords: who tried before his account
 * was there is not locked out when it is. Other changes leave the guesses at a password as they
 * count.
 *
 * @param next is told of all changes
 * @param throttle the throttle
 * @param realm the realm for which clients answer
 */
record RenewedAccounts(AccountListener next, Throttle throttle, String realm)
    implements AccountListener {
  @Override
  public void accountChanged(String account) {
    next.accountChanged(account);
  }

  @Override
  public void accountsChanged(Collection<String> accounts) {
    next.accountsChanged(accounts);
  }

  @Override
  public void allAccountsChanged() {
    next.allAccountsChanged();
  }

  @Override
  public void accountsRenewed(Renewal renewal) {
    throttle.renewed(name -> renewal.covers(name, realm));
    next.accountsRenewed(renewal);
  }
}
