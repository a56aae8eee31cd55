package dev.parley.negotiate.ntlm;

import dev.parley.authority.Vouched;
import dev.parley.negotiate.mechanism.EstablishedContext;
import dev.parley.negotiate.ntlm.calculation.Direction;
import dev.parley.negotiate.ntlm.calculation.MessageStream;
import dev.parley.negotiate.ntlm.calculation.Ntlmv2;
import dev.parley.negotiate.ntlm.message.NegotiateFlag;
import dev.parley.negotiate.ntlm.message.NegotiateFlags;
import dev.parley.sspi.BindingState;
import dev.parley.sspi.ContextFlag;
import dev.parley.sspi.SecurityStatus;
import dev.parley.sspi.SecurityStatusException;
import dev.parley.sspi.Sizes;
import java.util.EnumSet;
import java.util.Set;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/**
 * An established context. It keeps a key only when messages can be protected, and makes the streams
 * when the first message comes: most clients never send one. Thread-safe.
 */
final class NtlmContext implements EstablishedContext {
  /** As Windows says. */
  private static final int MAX_TOKEN = 2888;

  private final Vouched vouched;
  private final String nativeName;
  private final @Nullable String target;
  private final BindingState bindings;
  private final NegotiateFlags flags;

  // Under the lock of this.
  private byte @Nullable [] exportedSessionKey;
  private @Nullable MessageStream fromClient;
  private @Nullable MessageStream toClient;

  /**
   * @param flags the final flags
   * @param exportedSessionKey copied
   */
  NtlmContext(
      Vouched vouched,
      String nativeName,
      @Nullable String target,
      BindingState bindings,
      NegotiateFlags flags,
      byte[] exportedSessionKey) {
    this.vouched = vouched;
    this.nativeName = nativeName;
    this.target = target;
    this.bindings = bindings;
    this.flags = flags;
    this.exportedSessionKey = hasIntegrity() ? exportedSessionKey.clone() : null;
  }

  @Override
  public Vouched vouched() {
    return vouched;
  }

  @Override
  public String nativeName() {
    return nativeName;
  }

  @Override
  public @Nullable String target() {
    return target;
  }

  @Override
  public String keyInfo() {
    return flags.has(NegotiateFlag.KEY_128)
        ? "RC4-128"
        : flags.has(NegotiateFlag.KEY_56) ? "RC4-56" : "RC4-40";
  }

  @Override
  public Set<ContextFlag> flags() {
    Set<ContextFlag> all = EnumSet.noneOf(ContextFlag.class);
    if (hasIntegrity()) {
      all.add(ContextFlag.INTEGRITY);
      all.add(ContextFlag.REPLAY_DETECT);
      all.add(ContextFlag.SEQUENCE_DETECT);
    }
    if (hasConfidentiality()) {
      all.add(ContextFlag.CONFIDENTIALITY);
    }
    if (flags.has(NegotiateFlag.IDENTIFY)) {
      all.add(ContextFlag.IDENTIFY);
    }
    return all;
  }

  @Override
  public BindingState bindings() {
    return bindings;
  }

  @Override
  public Sizes sizes() {
    return new Sizes(
        MAX_TOKEN,
        hasIntegrity() ? MessageStream.SIGNATURE_LENGTH : 0,
        1,
        hasConfidentiality() ? MessageStream.SIGNATURE_LENGTH : 0);
  }

  @Override
  public long expiresMillis() {
    return Long.MAX_VALUE;
  }

  @Override
  public @Nullable Subject delegated() {
    return null;
  }

  @Override
  public boolean hasIntegrity() {
    return flags.has(NegotiateFlag.EXTENDED_SESSIONSECURITY)
        && (flags.has(NegotiateFlag.SIGN) || flags.has(NegotiateFlag.SEAL));
  }

  private boolean hasConfidentiality() {
    return hasIntegrity() && flags.has(NegotiateFlag.SEAL);
  }

  @Override
  public synchronized byte[] mechListMic(byte[] mechTypeList) {
    try {
      return toClient().signMechList(mechTypeList);
    } catch (SecurityStatusException e) {
      throw new IllegalStateException("this context makes no mechListMIC", e);
    }
  }

  @Override
  public synchronized boolean verifiesMechListMic(byte[] mechTypeList, byte[] mic) {
    try {
      fromClient().verifyMechList(mechTypeList, mic);
      return true;
    } catch (SecurityStatusException e) {
      return false;
    }
  }

  @Override
  public synchronized byte[] makeSignature(byte[] message) throws SecurityStatusException {
    return toClient().sign(message);
  }

  @Override
  public synchronized void verifySignature(byte[] message, byte[] signature)
      throws SecurityStatusException {
    fromClient().verify(message, signature);
  }

  @Override
  public synchronized byte[] encryptMessage(byte[] message) throws SecurityStatusException {
    requireConfidentiality();
    return toClient().seal(message);
  }

  @Override
  public synchronized byte[] decryptMessage(byte[] token) throws SecurityStatusException {
    requireConfidentiality();
    return fromClient().unseal(token);
  }

  private void requireConfidentiality() throws SecurityStatusException {
    if (!hasConfidentiality()) {
      throw new SecurityStatusException(
          SecurityStatus.SEC_E_UNSUPPORTED_FUNCTION, "client and server agreed on no sealing");
    }
  }

  private MessageStream toClient() throws SecurityStatusException {
    if (toClient == null) {
      toClient = stream(Direction.SERVER_TO_CLIENT);
    }
    return toClient;
  }

  private MessageStream fromClient() throws SecurityStatusException {
    if (fromClient == null) {
      fromClient = stream(Direction.CLIENT_TO_SERVER);
    }
    return fromClient;
  }

  private MessageStream stream(Direction direction) throws SecurityStatusException {
    if (!hasIntegrity()) {
      throw new SecurityStatusException(
          SecurityStatus.SEC_E_UNSUPPORTED_FUNCTION, "client and server agreed on no signing");
    }
    if (exportedSessionKey == null) {
      throw new SecurityStatusException(
          SecurityStatus.SEC_E_CONTEXT_EXPIRED, "the context was closed");
    }
    return new MessageStream(direction, exportedSessionKey, flags);
  }

  @Override
  public synchronized void close() {
    if (exportedSessionKey != null) {
      Ntlmv2.wipe(exportedSessionKey);
      exportedSessionKey = null;
    }
    if (toClient != null) {
      toClient.close();
      toClient = null;
    }
    if (fromClient != null) {
      fromClient.close();
      fromClient = null;
    }
  }
}
