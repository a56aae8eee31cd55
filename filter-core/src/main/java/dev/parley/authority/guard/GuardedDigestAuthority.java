package dev.parley.authority.guard;

import dev.parley.authority.AccountListener;
import dev.parley.authority.AuthorityUnavailableException;
import dev.parley.authority.DigestAlgorithm;
import dev.parley.authority.DigestAuthority;
import dev.parley.authority.DigestQuestion;
import dev.parley.authority.DigestVerdict;
import java.util.Optional;

/**
 * Holds an authority to its contract, by an {@link AuthorityGuard}; an answer that comes too late
 * is thrown away and its key wiped. Counts the verifications, not the lookups of userhashes.
 * Thread-safe.
 */
public final class GuardedDigestAuthority implements DigestAuthority {
  private final DigestAuthority authority;
  private final AuthorityGuard guard;

  /** Guards an authority. Both are from now on closed with this one. */
  public GuardedDigestAuthority(DigestAuthority authority, AuthorityGuard guard) {
    this.authority = authority;
    this.guard = guard;
  }

  @Override
  public String name() {
    return authority.name();
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
  public DigestVerdict verify(DigestQuestion question) throws AuthorityUnavailableException {
    return guard.verify(
        name(),
        answersFromMemory(),
        () -> authority.verify(question),
        GuardedDigestAuthority::discard);
  }

  private static void discard(DigestVerdict late) {
    if (late instanceof DigestVerdict.Accepted accepted) {
      accepted.key().destroy();
    }
  }

  @Override
  public Optional<String> resolveUserhash(String userhash, String realm, DigestAlgorithm algorithm)
      throws AuthorityUnavailableException {
    return guard.ask(
        name(), answersFromMemory(), () -> authority.resolveUserhash(userhash, realm, algorithm));
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
