package dev.parley.engine;

import dev.parley.authority.AuthorityUnavailableException;
import dev.parley.authority.NtlmAuthority;
import dev.parley.authority.NtlmQuestion;
import dev.parley.authority.NtlmTarget;
import dev.parley.authority.NtlmVerdict;

/** A lent authority for NTLM. */
final class LentNtlmAuthority extends LentAuthority<NtlmAuthority> implements NtlmAuthority {
  LentNtlmAuthority(NtlmAuthority authority) {
    super(authority);
  }

  @Override
  public NtlmTarget target() {
    return authority.target();
  }

  @Override
  public NtlmVerdict verify(NtlmQuestion question) throws AuthorityUnavailableException {
    return authority.verify(question);
  }
}
