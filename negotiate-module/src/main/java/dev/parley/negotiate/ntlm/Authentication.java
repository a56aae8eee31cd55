package dev.parley.negotiate.ntlm;

import dev.parley.authority.AccountChanges;
import dev.parley.authority.AccountChanges.Fresh;
import dev.parley.authority.AccountNames;
import dev.parley.authority.AuthorityUnavailableException;
import dev.parley.authority.NtlmAuthority;
import dev.parley.authority.NtlmQuestion;
import dev.parley.authority.NtlmVerdict;
import dev.parley.authority.OfAccount;
import dev.parley.authority.Vouched;
import dev.parley.authority.guard.Attempt;
import dev.parley.authority.guard.Throttle;
import dev.parley.http.MalformedTokenException;
import dev.parley.negotiate.mechanism.Peer;
import dev.parley.negotiate.mechanism.Step;
import dev.parley.negotiate.ntlm.calculation.Ntlmv2;
import dev.parley.negotiate.ntlm.message.AuthenticateMessage;
import dev.parley.negotiate.ntlm.message.AvId;
import dev.parley.negotiate.ntlm.message.AvPairs;
import dev.parley.negotiate.ntlm.message.ChallengeMessage;
import dev.parley.negotiate.ntlm.message.NegotiateFlag;
import dev.parley.negotiate.ntlm.message.Ntlmv2Response;
import dev.parley.sspi.Identity;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SecurityStatus;
import dev.parley.sspi.SessionKey;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a server does with an AUTHENTICATE message, MS-NLMP section 3.2.5.1.2. Thread-safe.
 *
 * <ol>
 *   <li>anonymous clients, LM and NTLMv1 are refused
 *   <li>the AV pairs of the response: the server's own unchanged, the time, whether a MIC must be
 *       there, bindings and target. The response proves that they are the client's
 *   <li>the throttle
 *   <li>the authority
 *   <li>the session key and, with it, the MIC over all three messages
 * </ol>
 */
final class Authentication {
  /** MsvAvFlags: there is a MIC. */
  private static final int MIC_PRESENT = 2;

  private static final int KEY_LENGTH = 16;

  private final NtlmPolicy policy;
  private final NtlmAuthority authority;
  private final AccountChanges changes;
  private final Throttle throttle;
  private final NtlmIdentities identities;
  private final ExtendedProtection protection;

  Authentication(
      NtlmPolicy policy,
      NtlmAuthority authority,
      AccountChanges changes,
      Throttle throttle,
      NtlmIdentities identities) {
    this.policy = policy;
    this.authority = authority;
    this.changes = changes;
    this.throttle = throttle;
    this.identities = identities;
    this.protection = new ExtendedProtection(policy);
  }

  /** A message that came, and what it answers. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Received(
      byte[] negotiate,
      ChallengeMessage challenge,
      AuthenticateMessage message,
      AvPairs pairs,
      Peer peer) {
    String account() {
      String domain = message.domainName();
      return domain.isEmpty() ? message.userName() : domain + "\\" + message.userName();
    }

    boolean saysMic() {
      return (pairs.flags() & MIC_PRESENT) != 0;
    }

    /**
     * A client that knows of MsvAvFlags sends a MIC, since the server sent its time (section
     * 3.1.5.1.2). Flags without that bit were given to it by somebody else.
     */
    boolean needsMic(NtlmPolicy policy) {
      return policy.requireMic() || pairs.value(AvId.FLAGS) != null;
    }
  }

  Step authenticate(byte[] negotiate, ChallengeMessage challenge, byte[] token, Peer peer)
      throws MalformedTokenException {
    AuthenticateMessage message = AuthenticateMessage.parse(token, challenge.flags());
    byte[] ntResponse = message.ntResponse();
    if (message.userName().isEmpty() && ntResponse.length == 0) {
      AvPairs none = AvPairs.parse(new byte[4]);
      return anonymous(new Received(negotiate, challenge, message, none, peer));
    }
    if (ntResponse.length <= Ntlmv2Response.NTLMV1_LENGTH) {
      // Also no NT response at all, which leaves LM or LMv2: both are without AV pairs.
      return Step.Refused.of(
          SecurityStatus.SEC_E_LOGON_DENIED, Reason.NTLM_VERSION, null, message.userName());
    }
    Ntlmv2Response response = Ntlmv2Response.parse(ntResponse);
    if (message.userName().isEmpty()) {
      throw new MalformedTokenException("a response comes with a user name");
    }
    Received received = new Received(negotiate, challenge, message, response.avPairs(), peer);
    if (!AccountNames.isOrderly(received.account())) {
      throw new MalformedTokenException(
          "domain and user name have at most "
              + AccountNames.LONGEST
              + " characters, without heaps of marks");
    }
    Step.Refused wrong = wrongPairs(received, response);
    return wrong == null ? ask(received, response) : wrong;
  }

  private Step anonymous(Received received) throws MalformedTokenException {
    Reason problem =
        policy.allowAnonymous()
            ? policy.requireMic()
                ? Reason.NTLM_MIC
                : protection.problem(received.pairs(), received.peer())
            : Reason.NTLM_ANONYMOUS;
    if (problem != null) {
      return refused(problem, null, received);
    }
    Identity anonymous = new Identity("ANONYMOUS LOGON", authority.name(), Set.of());
    return established(
        received, new byte[KEY_LENGTH], new Vouched(anonymous, Set.of(), changes.now()));
  }

  private Step.@Nullable Refused wrongPairs(Received received, Ntlmv2Response response)
      throws MalformedTokenException {
    if (!received.pairs().answers(received.challenge().targetInfo())) {
      return refused(Reason.NTLM_TARGET_INFO, null, received);
    }
    Duration difference =
        FileTime.between(response.timeStamp(), FileTime.of(policy.clock().instant()));
    if (difference.compareTo(policy.maximumTimeDifference()) > 0) {
      return refused(Reason.NTLM_TIME, difference.toSeconds() + " seconds", received);
    }
    if (received.saysMic() ? !received.message().hasMic() : received.needsMic(policy)) {
      return refused(Reason.NTLM_MIC, "missing", received);
    }
    Reason problem = protection.problem(received.pairs(), received.peer());
    return problem == null ? null : refused(problem, null, received);
  }

  private Step ask(Received received, Ntlmv2Response response) throws MalformedTokenException {
    try (Attempt attempt = throttle.begin(received.account(), received.peer().address())) {
      Reason held = attempt.held();
      return held == null ? ask(received, response, attempt) : refused(held, null, received);
    } catch (AuthorityUnavailableException e) {
      return refused(e.reason(), null, received);
    }
  }

  private Step ask(Received received, Ntlmv2Response response, Attempt attempt)
      throws MalformedTokenException, AuthorityUnavailableException {
    NtlmQuestion question = question(received, response);
    Fresh<NtlmVerdict> answer =
        changes.ask(
            () -> authority.verify(question),
            verdict -> accountOf(verdict, received),
            NtlmVerdict::discard);
    if (answer.answer() instanceof NtlmVerdict.Refused refused) {
      attempt.failed();
      return refused(refused.reason(), null, received);
    }
    NtlmVerdict.Accepted accepted = (NtlmVerdict.Accepted) answer.answer();
    if (accepted.sessionBaseKey().length() != KEY_LENGTH) {
      accepted.discard();
      return refused(Reason.AUTHORITY_UNAVAILABLE, "it gave no session base key", received);
    }
    return accepted(received, accepted, answer.asked(), attempt);
  }

  private static @Nullable OfAccount accountOf(NtlmVerdict verdict, Received received) {
    return verdict instanceof NtlmVerdict.Accepted accepted
        ? OfAccount.of(received.account(), accepted.identity().name())
        : null;
  }

  private Step accepted(
      Received received, NtlmVerdict.Accepted accepted, long asked, Attempt attempt)
      throws MalformedTokenException {
    byte[] exportedSessionKey = null;
    try {
      exportedSessionKey = exportedSessionKey(received.message(), accepted.sessionBaseKey());
      if (received.saysMic() && !verifiesMic(received, exportedSessionKey)) {
        attempt.failed();
        return refused(Reason.NTLM_MIC, "wrong", received);
      }
      attempt.succeeded();
      AuthenticateMessage message = received.message();
      Identity identity = identities.identity(accepted, message.domainName(), message.userName());
      Vouched vouched =
          Vouched.of(identity, received.account(), asked).and(Set.of(accepted.identity().name()));
      return established(received, exportedSessionKey, vouched);
    } finally {
      accepted.discard();
      if (exportedSessionKey != null) {
        Ntlmv2.wipe(exportedSessionKey);
      }
    }
  }

  private static NtlmQuestion question(Received received, Ntlmv2Response response) {
    AuthenticateMessage message = received.message();
    byte[] serverChallenge = received.challenge().serverChallenge();
    return new NtlmQuestion(
        message.userName(),
        message.domainName(),
        message.workstation(),
        new NtlmQuestion.Responses(serverChallenge, message.ntResponse(), message.lmResponse()),
        new Trial(message.userName(), message.domainName(), serverChallenge, response));
  }

  private static byte[] exportedSessionKey(AuthenticateMessage message, SessionKey sessionBaseKey)
      throws MalformedTokenException {
    byte[] base = new byte[KEY_LENGTH];
    sessionBaseKey.writeTo(base, 0);
    boolean protects =
        message.flags().has(NegotiateFlag.SIGN) || message.flags().has(NegotiateFlag.SEAL);
    if (!message.flags().has(NegotiateFlag.KEY_EXCH) || !protects) {
      return base;
    }
    try {
      byte[] encrypted = message.encryptedRandomSessionKey();
      if (encrypted.length != KEY_LENGTH) {
        throw new MalformedTokenException("an encrypted session key of 16 octets is expected");
      }
      return Ntlmv2.exportedSessionKey(base, encrypted);
    } finally {
      Ntlmv2.wipe(base);
    }
  }

  private static boolean verifiesMic(Received received, byte[] exportedSessionKey) {
    byte[] mic =
        Ntlmv2.mic(
            exportedSessionKey,
            received.negotiate(),
            received.challenge().octets(),
            received.message().withoutMic());
    return MessageDigest.isEqual(mic, received.message().mic());
  }

  private Step established(Received received, byte[] exportedSessionKey, Vouched vouched)
      throws MalformedTokenException {
    NtlmContext context =
        new NtlmContext(
            vouched,
            received.account(),
            ExtendedProtection.target(received.pairs()),
            protection.state(received.pairs(), received.peer()),
            received.message().flags(),
            exportedSessionKey);
    return new Step.Established(context, null);
  }

  private static Step.Refused refused(Reason reason, @Nullable String detail, Received received) {
    SecurityStatus status =
        switch (reason) {
          case BINDINGS_MISSING, BINDINGS_WRONG, BINDINGS_UNKNOWN ->
              SecurityStatus.SEC_E_BAD_BINDINGS;
          case WRONG_TARGET -> SecurityStatus.SEC_E_WRONG_PRINCIPAL;
          case NTLM_TIME -> SecurityStatus.SEC_E_TIME_SKEW;
          case NTLM_MIC -> SecurityStatus.SEC_E_MESSAGE_ALTERED;
          case AUTHORITY_UNAVAILABLE, TOO_MANY_LOGONS ->
              SecurityStatus.SEC_E_NO_AUTHENTICATING_AUTHORITY;
          default -> SecurityStatus.SEC_E_LOGON_DENIED;
        };
    String account = received.account();
    return Step.Refused.of(status, reason, detail, account.isEmpty() ? null : account);
  }
}
