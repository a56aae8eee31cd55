package dev.parley.negotiate.kerberos;

import dev.parley.authority.AccountChanges;
import dev.parley.negotiate.kerberos.keytab.ServiceKeys;
import dev.parley.negotiate.kerberos.replay.ReplayCache;
import dev.parley.negotiate.mechanism.Mechanism;

/** Kerberos, ready to accept clients. Thread-safe, without locks on a known client's way. */
public final class KerberosMechanism implements Mechanism {
  private final Acceptance acceptance;

  /**
   * @param keys of the services that this server is; they stay their giver's
   * @param mapper says who clients are
   * @param changes of accounts, by which what the mapper says is too old
   */
  public KerberosMechanism(
      KerberosPolicy policy, ServiceKeys keys, ClientMapper mapper, AccountChanges changes) {
    ReplayCache replays =
        new ReplayCache(policy.clockSkew(), policy.replayCacheSize(), policy.replayCacheShare());
    this.acceptance = new Acceptance(policy, keys, mapper, changes, replays);
  }

  @Override
  public String name() {
    return "Kerberos";
  }

  @Override
  public boolean needsConnection() {
    return false;
  }

  @Override
  public Acceptor newAcceptor() {
    return new KerberosAcceptor(acceptance);
  }

  @Override
  public void tidy() {
    acceptance.tidy();
  }

  @Override
  public void close() {
    acceptance.close();
  }
}
