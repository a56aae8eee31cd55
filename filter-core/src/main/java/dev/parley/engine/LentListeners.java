package dev.parley.engine;

import dev.parley.authority.AccountListener;
import java.util.Collection;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Listeners to an authority that outlives them: once cleared, they hear no more. The authority
 * cannot be told to forget them, so it learns of them with the first one, not before: an attempt to
 * start that fails leaves nothing there. Thread-safe.
 */
final class LentListeners implements AccountListener {
  private final CopyOnWriteArrayList<AccountListener> listeners = new CopyOnWriteArrayList<>();
  private final AtomicBoolean registered = new AtomicBoolean();

  /**
   * Adds a listener.
   *
   * @param registration adds these listeners to the authority
   */
  void add(AccountListener listener, Consumer<AccountListener> registration) {
    listeners.addIfAbsent(listener);
    if (registered.compareAndSet(false, true)) {
      registration.accept(this);
    }
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

  @Override
  public void accountsRenewed(Renewal renewal) {
    listeners.forEach(each -> each.accountsRenewed(renewal));
  }
}
