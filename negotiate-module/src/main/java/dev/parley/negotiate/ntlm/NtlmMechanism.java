package dev.parley.negotiate.ntlm;

import dev.parley.authority.AccountChanges;
import dev.parley.authority.NtlmAuthority;
import dev.parley.authority.guard.Throttle;
import dev.parley.negotiate.mechanism.Mechanism;

/** NTLM, ready to accept clients. Thread-safe. */
public final class NtlmMechanism implements Mechanism {
  private final NtlmPolicy policy;
  private final NtlmAuthority authority;
  private final Authentication authentication;

  /**
   * @param authority says whether responses are right, with its guards; it stays its giver's
   * @param changes of accounts, by which answers are too old
   * @param throttle asked before a response is verified, and told of the outcome
   * @param identities makes the identities of clients that are let in
   */
  public NtlmMechanism(
      NtlmPolicy policy,
      NtlmAuthority authority,
      AccountChanges changes,
      Throttle throttle,
      NtlmIdentities identities) {
    this.policy = policy;
    this.authority = authority;
    this.authentication = new Authentication(policy, authority, changes, throttle, identities);
  }

  @Override
  public String name() {
    return "NTLM";
  }

  @Override
  public boolean needsConnection() {
    return true;
  }

  @Override
  public Acceptor newAcceptor() {
    return new NtlmAcceptor(policy, authority, authentication);
  }

  @Override
  public void close() {
    // It holds no keys: those of accounts are the authority's, those of clients their contexts'.
  }
}
