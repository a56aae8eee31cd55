package dev.parley.engine;

import dev.parley.authority.AccountListener;
import java.util.Collection;
import java.util.concurrent.CopyOnWriteArrayList;

/** Listeners to an authority that outlives them: once cleared, they hear no more. Thread-safe. */
final class LentListeners implements AccountListener {
  private final CopyOnWriteArrayList<AccountListener> listeners = new CopyOnWriteArrayList<>();

  void add(AccountListener listener) {
    listeners.addIfAbsent(listener);
  }

  void clear() {
    listeners.clear();
  }

  @Override
  public void accountChanged(String account) {
    listeners.forEach(each -> each.accountChanged(account));
  }

  @Override
  public void accountsChanged(Collection<String> accounts) {
    listeners.forEach(each -> each.accountsChanged(accounts));
  }

  @Override
  public void allAccountsChanged() {
    listeners.forEach(AccountListener::allAccountsChanged);
  }
}
