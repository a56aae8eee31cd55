package dev.parley.engine;

import dev.parley.authority.AccountListener;
import dev.parley.authority.AuthorityUnavailableException;
import dev.parley.authority.NtlmAuthority;
import dev.parley.authority.NtlmQuestion;
import dev.parley.authority.NtlmTarget;
import dev.parley.authority.NtlmVerdict;

/** An authority that somebody else closes; once this is closed, its listeners hear no more. */
final class LentNtlmAuthority implements NtlmAuthority {
  private final NtlmAuthority authority;
  private final LentListeners listeners = new LentListeners();

  LentNtlmAuthority(NtlmAuthority authority) {
    this.authority = authority;
    authority.addListener(listeners);
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
  public NtlmVerdict verify(NtlmQuestion question) throws AuthorityUnavailableException {
    return authority.verify(question);
  }

  @Override
  public boolean answersFromMemory() {
    return authority.answersFromMemory();
  }

  @Override
  public void addListener(AccountListener listener) {
    listeners.add(listener);
  }

  @Override
  public void close() {
    listeners.clear();
  }
}
