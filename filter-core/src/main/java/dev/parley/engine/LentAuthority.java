package dev.parley.engine;

import dev.parley.authority.AccountListener;
import dev.parley.authority.AuthorityUnavailableException;
import dev.parley.authority.DigestAlgorithm;
import dev.parley.authority.DigestAuthority;
import dev.parley.authority.DigestQuestion;
import dev.parley.authority.DigestVerdict;
import java.util.Optional;

/** An authority that somebody else closes; once this is closed, its listeners hear no more. */
final class LentAuthority implements DigestAuthority {
  private final DigestAuthority authority;
  private final LentListeners listeners = new LentListeners();

  LentAuthority(DigestAuthority authority) {
    this.authority = authority;
    authority.addListener(listeners);
  }

  @Override
  public String name() {
    return authority.name();
  }

  @Override
  public DigestVerdict verify(DigestQuestion question) throws AuthorityUnavailableException {
    return authority.verify(question);
  }

  @Override
  public Optional<String> resolveUserhash(String userhash, String realm, DigestAlgorithm algorithm)
      throws AuthorityUnavailableException {
    return authority.resolveUserhash(userhash, realm, algorithm);
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
