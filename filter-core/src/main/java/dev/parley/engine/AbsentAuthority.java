package dev.parley.engine;

import dev.parley.authority.DigestAuthority;
import dev.parley.authority.DigestQuestion;
import dev.parley.authority.DigestVerdict;
import dev.parley.sspi.Reason;

/** Stands where no package needs an authority: it knows no account. */
final class AbsentAuthority implements DigestAuthority {
  @Override
  public String name() {
    return "none";
  }

  @Override
  public DigestVerdict verify(DigestQuestion question) {
    return new DigestVerdict.Refused(Reason.UNKNOWN_ACCOUNT);
  }

  @Override
  public boolean answersFromMemory() {
    return true;
  }
}
