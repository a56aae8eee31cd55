package dev.parley.authority.guard;

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
public final class GuardedDigestAuthority extends GuardedAuthority<DigestAuthority>
    implements DigestAuthority {

  /** Guards an authority. Both are from now on closed with this one. */
  public GuardedDigestAuthority(DigestAuthority authority, AuthorityGuard guard) {
    super(authority, guard);
  }

  @Override
  public DigestVerdict verify(DigestQuestion question) throws AuthorityUnavailableException {
    return verdict(() -> authority.verify(question), DigestVerdict::discard);
  }

  @Override
  public Optional<String> resolveUserhash(String userhash, String realm, DigestAlgorithm algorithm)
      throws AuthorityUnavailableException {
    return ask(() -> authority.resolveUserhash(userhash, realm, algorithm));
  }
}
