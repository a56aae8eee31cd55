package dev.parley.negotiate.ntlm;

import dev.parley.authority.NtlmAuthority;
import dev.parley.authority.NtlmTarget;
import dev.parley.http.MalformedTokenException;
import dev.parley.negotiate.mechanism.Mechanism;
import dev.parley.negotiate.mechanism.Peer;
import dev.parley.negotiate.mechanism.Step;
import dev.parley.negotiate.ntlm.message.AuthenticateMessage;
import dev.parley.negotiate.ntlm.message.ChallengeMessage;
import dev.parley.negotiate.ntlm.message.NegotiateFlag;
import dev.parley.negotiate.ntlm.message.NegotiateFlags;
import dev.parley.negotiate.ntlm.message.NegotiateMessage;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SecurityStatus;

/**
 * One handshake, MS-NLMP section 3.2.5.1: NEGOTIATE, CHALLENGE, AUTHENTICATE. Its challenge serves
 * once and here only, so that a response to any other challenge is worth nothing. Not thread-safe.
 */
final class NtlmAcceptor implements Mechanism.Acceptor {
  private static final NegotiateFlags SUPPORTED =
      NegotiateFlags.of(
          NegotiateFlag.UNICODE,
          NegotiateFlag.OEM,
          NegotiateFlag.SIGN,
          NegotiateFlag.SEAL,
          NegotiateFlag.EXTENDED_SESSIONSECURITY,
          NegotiateFlag.IDENTIFY,
          NegotiateFlag.VERSION,
          NegotiateFlag.KEY_128,
          NegotiateFlag.KEY_EXCH,
          NegotiateFlag.KEY_56);

  /** Where the handshake stands. */
  private sealed interface State {}

  /** Nothing was received. */
  private record Initial() implements State {}

  /** The CHALLENGE is out. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Challenged(byte[] negotiate, ChallengeMessage challenge) implements State {}

  /** Accepted or refused. */
  private record Finished() implements State {}

  private final NtlmPolicy policy;
  private final NtlmAuthority authority;
  private final Authentication authentication;
  private State state = new Initial();

  NtlmAcceptor(NtlmPolicy policy, NtlmAuthority authority, Authentication authentication) {
    this.policy = policy;
    this.authority = authority;
    this.authentication = authentication;
  }

  @Override
  public Step accept(byte[] token, Peer peer) {
    State before = state;
    state = new Finished();
    try {
      if (before instanceof Initial && !AuthenticateMessage.is(token)) {
        return challenge(token);
      }
      if (before instanceof Challenged challenged) {
        return authentication.authenticate(
            challenged.negotiate(), challenged.challenge(), token, peer);
      }
      return Step.Refused.of(SecurityStatus.SEC_E_INVALID_TOKEN, Reason.NO_NEGOTIATION, null, null);
    } catch (MalformedTokenException e) {
      return Step.Refused.of(
          SecurityStatus.SEC_E_INVALID_TOKEN, Reason.MALFORMED, e.getMessage(), null);
    }
  }

  private Step challenge(byte[] token) throws MalformedTokenException {
    NegotiateMessage negotiate = NegotiateMessage.parse(token);
    NtlmTarget target = authority.target();
    byte[] serverChallenge = new byte[8];
    policy.random().nextBytes(serverChallenge);
    ChallengeMessage challenge =
        ChallengeMessage.of(
            offer(negotiate.flags(), target.joined()),
            serverChallenge,
            target,
            FileTime.of(policy.clock().instant()));
    state = new Challenged(token.clone(), challenge);
    return new Step.Continue(challenge.octets());
  }

  /**
   * The flags of the CHALLENGE, section 3.2.5.1.1. Signing and sealing are offered with extended
   * session security only: without it a signature is a CRC.
   */
  private static NegotiateFlags offer(NegotiateFlags asked, boolean joined) {
    NegotiateFlags offered =
        asked
            .and(SUPPORTED)
            .with(
                NegotiateFlag.REQUEST_TARGET,
                NegotiateFlag.NTLM,
                NegotiateFlag.ALWAYS_SIGN,
                NegotiateFlag.TARGET_INFO,
                joined ? NegotiateFlag.TARGET_TYPE_DOMAIN : NegotiateFlag.TARGET_TYPE_SERVER);
    if (offered.has(NegotiateFlag.UNICODE)) {
      offered = offered.without(NegotiateFlag.OEM);
    }
    if (!offered.has(NegotiateFlag.EXTENDED_SESSIONSECURITY)) {
      offered = offered.without(NegotiateFlag.SIGN).without(NegotiateFlag.SEAL);
    }
    boolean protects = offered.has(NegotiateFlag.SIGN) || offered.has(NegotiateFlag.SEAL);
    return protects ? offered : offered.without(NegotiateFlag.KEY_EXCH);
  }

  @Override
  public void close() {
    state = new Finished();
  }
}
