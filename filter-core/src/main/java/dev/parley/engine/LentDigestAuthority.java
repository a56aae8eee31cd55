package dev.parley.engine;

import dev.parley.authority.AuthorityUnavailableException;
import dev.parley.authority.DigestAlgorithm;
import dev.parley.authority.DigestAuthority;
import dev.parley.authority.DigestQuestion;
import dev.parley.authority.DigestVerdict;
import java.util.Optional;

/** A lent authority for Digest. */
final class LentDigestAuthority extends LentAuthority<DigestAuthority> implements DigestAuthority {
  LentDigestAuthority(DigestAuthority authority) {
    super(authority);
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
}
