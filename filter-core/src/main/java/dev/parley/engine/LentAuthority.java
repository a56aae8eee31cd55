package dev.parley.engine;

import dev.parley.authority.AccountListener;
import dev.parley.authority.Authority;

/**
 * An authority that somebody else closes; once this is closed, its listeners hear no more.
 * Thread-safe.
 *
 * @param <A> what it is asked for
 */
abstract class LentAuthority<A extends Authority> implements Authority {
  final A authority;
  private final LentListeners listeners = new LentListeners();

  LentAuthority(A authority) {
    this.authority = authority;
  }

  @Override
  public final String name() {
    return authority.name();
  }

  @Override
  public final boolean answersFromMemory() {
    return authority.answersFromMemory();
  }

  @Override
  public final void addListener(AccountListener listener) {
    listeners.add(listener, authority::addListener);
  }

  @Override
  public final void close() {
    listeners.clear();
  }
}
