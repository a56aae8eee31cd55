package dev.parley.authority.guard;

import dev.parley.authority.AccountListener;
import dev.parley.authority.AuthorityUnavailableException;
import dev.parley.authority.NtlmAuthority;
import dev.parley.authority.NtlmQuestion;
import dev.parley.authority.NtlmTarget;
import dev.parley.authority.NtlmVerdict;

/**
 * Holds an authority to its contract, by an {@link AuthorityGuard}; an answer that comes too late
 * is thrown away and its key wiped. Thread-safe.
 */
public final class GuardedNtlmAuthority implements NtlmAuthority {
  private final NtlmAuthority authority;
  private final AuthorityGuard guard;

  /** Guards an authority. Both are from now on closed with this one. */
  public GuardedNtlmAuthority(NtlmAuthority authority, AuthorityGuard guard) {
    this.authority = authority;
    this.guard = guard;
  }

  @Override
  public String name() {
    return authority.name();
  }

  @Override
  public NtlmTarget target() {
    return authority.target();
  }

  @Override
  public boolean answersFromMemory() {
    return authority.answersFromMemory();
  }

  @Override
  public void addListener(AccountListener listener) {
    authority.addListener(listener);
  }

  @Override
  public NtlmVerdict verify(NtlmQuestion question) throws AuthorityUnavailableException {
    return guard.verify(
        name(),
        answersFromMemory(),
        () -> authority.verify(question),
        GuardedNtlmAuthority::discard);
  }

  private static void discard(NtlmVerdict late) {
    if (late instanceof NtlmVerdict.Accepted accepted) {
      accepted.sessionBaseKey().destroy();
    }
  }

  @Override
  public void close() {
    guard.close();
    authority.close();
  }

  @Override
  public String toString() {
    return "guarded " + authority;
  }
}
