package dev.parley.engine;

import dev.parley.authority.AccountListener;
import dev.parley.authority.guard.Throttle;
import java.util.Collection;

/**
 * Tells the throttle of accounts that are new or have new passwords: who tried before his account
 * was there is not locked out when it is. Other changes leave the guesses at a password as they
 * count.
 *
 * @param throttle the throttle
 * @param realm the realm for which clients answer
 */
record RenewedAccounts(Throttle throttle, String realm) implements AccountListener {
  @Override
  public void accountChanged(String account) {}

  @Override
  public void accountsChanged(Collection<String> accounts) {}

  @Override
  public void allAccountsChanged() {}

  @Override
  public void accountsRenewed(Renewal renewal) {
    throttle.renewed(name -> renewal.covers(name, realm));
  }
}
