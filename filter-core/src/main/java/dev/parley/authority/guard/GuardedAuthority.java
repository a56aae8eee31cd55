package dev.parley.authority.guard;

import dev.parley.authority.AccountListener;
import dev.parley.authority.Authority;
import dev.parley.authority.AuthorityUnavailableException;
import java.util.function.Consumer;

/**
 * An authority that is held to its contract, whatever it is asked for. Thread-safe.
 *
 * @param <A> what it is asked for
 */
abstract class GuardedAuthority<A extends Authority> implements Authority {
  final A authority;
  private final AuthorityGuard guard;

  GuardedAuthority(A authority, AuthorityGuard guard) {
    this.authority = authority;
    this.guard = guard;
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
    authority.addListener(listener);
  }

  /**
   * Asks for a verdict, and counts it.
   *
   * @param discard takes an answer that comes too late
   */
  final <T> T verdict(AuthorityGuard.Question<T> question, Consumer<T> discard)
      throws AuthorityUnavailableException {
    return guard.verify(name(), answersFromMemory(), question, discard);
  }

  /** Asks anything else, which is not counted. */
  final <T> T ask(AuthorityGuard.Question<T> question) throws AuthorityUnavailableException {
    return guard.ask(name(), answersFromMemory(), question);
  }

  @Override
  public final void close() {
    try {
      guard.close();
    } finally {
      authority.close();
    }
  }

  @Override
  public final String toString() {
    return "guarded " + authority;
  }
}
