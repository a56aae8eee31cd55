package dev.parley.negotiate.kerberos;

import dev.parley.negotiate.mechanism.Mechanism;
import dev.parley.negotiate.mechanism.Peer;
import dev.parley.negotiate.mechanism.Step;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SecurityStatus;

/** One logon with Kerberos: one leg. Not thread-safe. */
final class KerberosAcceptor implements Mechanism.Acceptor {
  private final Acceptance acceptance;
  private boolean used;

  KerberosAcceptor(Acceptance acceptance) {
    this.acceptance = acceptance;
  }

  @Override
  public Step accept(byte[] token, Peer peer) {
    if (used) {
      return Step.Refused.of(
          SecurityStatus.SEC_E_INVALID_TOKEN,
          Reason.MALFORMED,
          "Kerberos has one leg, and a second token came",
          null);
    }
    used = true;
    return acceptance.accept(token, peer);
  }

  @Override
  public void close() {
    // An established context was handed over, and of a refused one nothing is left.
  }
}
