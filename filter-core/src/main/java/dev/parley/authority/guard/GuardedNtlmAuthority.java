package dev.parley.authority.guard;

import dev.parley.authority.AuthorityUnavailableException;
import dev.parley.authority.NtlmAuthority;
import dev.parley.authority.NtlmQuestion;
import dev.parley.authority.NtlmTarget;
import dev.parley.authority.NtlmVerdict;

/**
 * Holds an authority to its contract, by an {@link AuthorityGuard}; an answer that comes too late
 * is thrown away and its key wiped. Thread-safe.
 */
public final class GuardedNtlmAuthority extends GuardedAuthority<NtlmAuthority>
    implements NtlmAuthority {

  /** Guards an authority. Both are from now on closed with this one. */
  public GuardedNtlmAuthority(NtlmAuthority authority, AuthorityGuard guard) {
    super(authority, guard);
  }

  @Override
  public NtlmTarget target() {
    return authority.target();
  }

  @Override
  public NtlmVerdict verify(NtlmQuestion question) throws AuthorityUnavailableException {
    return verdict(() -> authority.verify(question), NtlmVerdict::discard);
  }
}
