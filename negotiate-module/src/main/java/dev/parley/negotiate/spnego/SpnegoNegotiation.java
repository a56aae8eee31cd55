package dev.parley.negotiate.spnego;

import dev.parley.http.MalformedTokenException;
import dev.parley.negotiate.mechanism.EstablishedContext;
import dev.parley.negotiate.mechanism.Mechanism;
import dev.parley.negotiate.mechanism.Peer;
import dev.parley.negotiate.mechanism.Step;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SecurityStatus;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The acceptor of one logon, RFC 4178 section 4:
 *
 * <ul>
 *   <li>Of the mechanisms that the client lists, the one this server prefers is chosen. Its token
 *       is used at once if it came along, which it does when the client lists it first; otherwise
 *       the answer names it, and the client sends its token next.
 *   <li>A choice that is not the client's first is protected by a mechListMIC in both directions
 *       (section 5). A mechListMIC that comes unasked is verified and answered.
 *   <li>A client that sends bare tokens of Kerberos or NTLM gets bare tokens.
 *   <li>After a refusal there is nothing more to come; the refusal has a reject token.
 * </ul>
 *
 * Not thread-safe. To be closed in any case; that wipes what was not handed over.
 */
public final class SpnegoNegotiation implements AutoCloseable {
  private final List<Mechanism> mechanisms;
  private @Nullable Mechanism mechanism;
  private Mechanism.@Nullable Acceptor acceptor;
  private @Nullable MechTypeList offered;
  private boolean micRequired;
  private @Nullable EstablishedContext unprotected;
  private int legs;

  /**
   * @param mechanisms in the order of preference
   */
  public SpnegoNegotiation(List<Mechanism> mechanisms) {
    this.mechanisms = mechanisms;
  }

  /**
   * Whether a client begins anew with this token, whatever it has sent before.
   *
   * @return false too when the token is malformed
   */
  public static boolean begins(byte[] token) {
    try {
      return TokenForm.of(token).begins();
    } catch (MalformedTokenException e) {
      return false;
    }
  }

  /** Whether a token is a message of NTLM without anything around it. */
  public static boolean isBareNtlm(byte[] token) {
    try {
      return TokenForm.of(token).isBareNtlm();
    } catch (MalformedTokenException e) {
      return false;
    }
  }

  /** Whether the chosen mechanism needs a connection that is the client's own. */
  public boolean needsConnection() {
    return mechanism != null && mechanism.needsConnection();
  }

  /** The chosen mechanism's name; empty before there is one. */
  public String mechanism() {
    return mechanism == null ? "" : mechanism.name();
  }

  /** Whether the client negotiates; false when it sends the tokens of its mechanism bare. */
  public boolean spnego() {
    return offered != null;
  }

  /** How many tokens the client has sent. */
  public int legs() {
    return legs;
  }

  /**
   * Takes the client's next token. Bad input never throws.
   *
   * @param token the octets; not kept and not changed
   */
  public Step accept(byte[] token, Peer peer) {
    legs++;
    try {
      if (legs == 1) {
        return first(token, peer);
      }
      if (offered == null) {
        return acceptor().accept(token, peer);
      }
      return later(NegTokenResp.parse(token), peer);
    } catch (MalformedTokenException e) {
      return refuse(SecurityStatus.SEC_E_INVALID_TOKEN, Reason.MALFORMED, e.getMessage());
    }
  }

  private Mechanism.Acceptor acceptor() {
    if (acceptor == null) {
      throw new IllegalStateException("the negotiation is over");
    }
    return acceptor;
  }

  private Step first(byte[] token, Peer peer) throws MalformedTokenException {
    return switch (TokenForm.of(token)) {
      case NEG_TOKEN_INIT -> begin(NegTokenInit.parse(token), peer);
      case NEG_TOKEN_RESP, NTLM_LATER ->
          refuse(SecurityStatus.SEC_E_LOGON_DENIED, Reason.NO_NEGOTIATION, null);
      case KERBEROS -> bare(MechType.KERBEROS, token, peer);
      case NTLM_NEGOTIATE -> bare(MechType.NTLMSSP, token, peer);
    };
  }

  private Step bare(MechType type, byte[] token, Peer peer) {
    return choose(List.of(type)) == null
        ? notOffered(List.of(type))
        : acceptor().accept(token, peer);
  }

  /** The type under which the client lists what was chosen, or null when nothing was. */
  private @Nullable MechType choose(List<MechType> types) {
    for (Mechanism each : mechanisms) {
      for (MechType type : types) {
        if (type.isOf(each.name())) {
          mechanism = each;
          acceptor = each.newAcceptor();
          return type;
        }
      }
    }
    return null;
  }

  private Step notOffered(List<MechType> types) {
    Reason reason =
        types.contains(MechType.NTLMSSP) ? Reason.NTLM_NOT_OFFERED : Reason.MECHANISM_NOT_OFFERED;
    return refuse(SecurityStatus.SEC_E_LOGON_DENIED, reason, "the client lists " + types);
  }

  private Step begin(NegTokenInit init, Peer peer) {
    offered = init.mechTypes();
    List<MechType> types = offered.types();
    MechType chosen = choose(types);
    if (chosen == null) {
      return notOffered(types);
    }
    // Both identifiers of Kerberos are one mechanism here. The answer names the first one listed.
    boolean clientsFirst = types.get(0).isOf(mechanism());
    micRequired = !clientsFirst;
    byte[] token = init.mechToken();
    if (!clientsFirst || token == null) {
      NegState state = micRequired ? NegState.REQUEST_MIC : NegState.ACCEPT_INCOMPLETE;
      return new Step.Continue(new NegTokenResp(state, chosen, null, null).encode());
    }
    return advance(token, unlessCopied(init.mechListMic(), token), chosen, peer);
  }

  /** Windows 2000 writes the token into the field of the mechListMIC as well. */
  private static byte @Nullable [] unlessCopied(byte @Nullable [] mic, byte @Nullable [] token) {
    return MessageDigest.isEqual(mic, token) ? null : mic;
  }

  private Step later(NegTokenResp response, Peer peer) throws MalformedTokenException {
    byte[] token = response.responseToken();
    byte[] mic = unlessCopied(response.mechListMic(), token);
    if (response.negState() == NegState.REJECT) {
      return refuse(
          SecurityStatus.SEC_E_LOGON_DENIED,
          Reason.MECHANISM_NOT_OFFERED,
          "the client does not go on with " + mechanism());
    }
    if (unprotected != null) {
      return protect(unprotected, mic);
    }
    if (token == null) {
      throw new MalformedTokenException("a responseToken is expected");
    }
    return advance(token, mic, null, peer);
  }

  /**
   * Gives a token to the mechanism.
   *
   * @param named the mechanism to be named in the answer, for it is the first one; else null
   */
  private Step advance(byte[] token, byte @Nullable [] mic, @Nullable MechType named, Peer peer) {
    Step step = acceptor().accept(token, peer);
    if (step instanceof Step.Continue next) {
      return new Step.Continue(
          new NegTokenResp(NegState.ACCEPT_INCOMPLETE, named, next.token(), null).encode());
    }
    if (step instanceof Step.Refused refused) {
      return new Step.Refused(
          refused.status(),
          refused.reason(),
          refused.detail(),
          refused.account(),
          new NegTokenResp(NegState.REJECT, null, refused.token(), null).encode());
    }
    return complete((Step.Established) step, mic, named);
  }

  /** The mechanism is done; what RFC 4178 section 5 asks for beside it. */
  private Step complete(
      Step.Established established, byte @Nullable [] mic, @Nullable MechType named) {
    EstablishedContext context = established.context();
    byte[] last = established.token();
    if (!context.hasIntegrity() || (mic == null && !micRequired)) {
      return done(context, named, last, null);
    }
    if (mic != null) {
      return verifies(context, mic)
          ? done(context, named, last, context.mechListMic(mechTypes()))
          : wrongMic(context, "it is wrong");
    }
    if (last == null) {
      // With its last token the client had to send it: section 5, case c.
      return wrongMic(context, "it is missing");
    }
    unprotected = context;
    return new Step.Continue(
        new NegTokenResp(NegState.ACCEPT_INCOMPLETE, named, last, context.mechListMic(mechTypes()))
            .encode());
  }

  /** The client's mechListMIC has to come after ours: section 5, case b. */
  private Step protect(EstablishedContext context, byte @Nullable [] mic) {
    unprotected = null;
    if (mic == null) {
      return wrongMic(context, "it is missing");
    }
    return verifies(context, mic)
        ? new Step.Established(context, null)
        : wrongMic(context, "it is wrong");
  }

  private static Step done(
      EstablishedContext context,
      @Nullable MechType named,
      byte @Nullable [] token,
      byte @Nullable [] mic) {
    return new Step.Established(
        context, new NegTokenResp(NegState.ACCEPT_COMPLETED, named, token, mic).encode());
  }

  private boolean verifies(EstablishedContext context, byte[] mic) {
    return context.verifiesMechListMic(mechTypes(), mic);
  }

  private byte[] mechTypes() {
    if (offered == null) {
      throw new IllegalStateException("there is no list");
    }
    return offered.der();
  }

  private Step wrongMic(EstablishedContext context, String detail) {
    String account = context.nativeName();
    context.close();
    return refuse(SecurityStatus.SEC_E_MESSAGE_ALTERED, Reason.MECH_LIST_MIC, detail, account);
  }

  private Step refuse(SecurityStatus status, Reason reason, @Nullable String detail) {
    return refuse(status, reason, detail, null);
  }

  private Step refuse(
      SecurityStatus status, Reason reason, @Nullable String detail, @Nullable String account) {
    byte[] reject = spnego() ? new NegTokenResp(NegState.REJECT, null, null, null).encode() : null;
    return new Step.Refused(status, reason, detail, account, reject);
  }

  @Override
  public void close() {
    if (acceptor != null) {
      acceptor.close();
    }
    if (unprotected != null) {
      unprotected.close();
      unprotected = null;
    }
  }
}
