package dev.parley.negotiate.kerberos;

import dev.parley.authority.Vouched;
import dev.parley.negotiate.kerberos.message.GssChecksum;
import dev.parley.negotiate.kerberos.token.MessageProtection;
import dev.parley.negotiate.mechanism.EstablishedContext;
import dev.parley.sspi.BindingState;
import dev.parley.sspi.ContextFlag;
import dev.parley.sspi.SecurityStatus;
import dev.parley.sspi.SecurityStatusException;
import dev.parley.sspi.Sizes;
import java.util.EnumSet;
import java.util.Set;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/** An established context. Thread-safe. */
final class KerberosContext implements EstablishedContext {
  /** As Windows allows. */
  private static final int MAX_TOKEN = 48_000;

  private final String nativeName;
  private final String target;
  private final boolean mutual;
  private final GssChecksum checksum;
  private final Findings findings;
  private final MessageProtection protection;

  KerberosContext(
      Proven proven, GssChecksum checksum, Findings findings, MessageProtection protection) {
    this.nativeName = proven.opened().part().cname().text() + "@" + proven.opened().part().crealm();
    this.target = proven.request().ticket().service();
    this.mutual = protection.hasAcceptorSubkey();
    this.checksum = new GssChecksum(checksum.bindings(), checksum.flags(), null);
    this.findings = findings;
    this.protection = protection;
  }

  @Override
  public Vouched vouched() {
    return findings.vouched();
  }

  @Override
  public String nativeName() {
    return nativeName;
  }

  @Override
  public String target() {
    return target;
  }

  @Override
  public String keyInfo() {
    return protection.enctype().krbName();
  }

  @Override
  public Set<ContextFlag> flags() {
    Set<ContextFlag> all = EnumSet.noneOf(ContextFlag.class);
    if (mutual) {
      all.add(ContextFlag.MUTUAL_AUTH);
    }
    if (findings.delegated() != null) {
      all.add(ContextFlag.DELEGATE);
    }
    if (checksum.has(GssChecksum.IDENTIFY)) {
      all.add(ContextFlag.IDENTIFY);
    }
    if (hasIntegrity()) {
      all.add(ContextFlag.INTEGRITY);
      all.add(ContextFlag.REPLAY_DETECT);
      if (checksum.has(GssChecksum.SEQUENCE)) {
        all.add(ContextFlag.SEQUENCE_DETECT);
      }
    }
    if (hasConfidentiality()) {
      all.add(ContextFlag.CONFIDENTIALITY);
    }
    return all;
  }

  @Override
  public BindingState bindings() {
    return findings.bindings();
  }

  @Override
  public Sizes sizes() {
    return new Sizes(
        MAX_TOKEN,
        hasIntegrity() ? protection.signatureLength() : 0,
        1,
        hasConfidentiality() ? protection.trailerLength() : 0);
  }

  @Override
  public @Nullable String remark() {
    return findings.remark();
  }

  @Override
  public long expiresMillis() {
    return findings.expiresMillis();
  }

  @Override
  public @Nullable Subject delegated() {
    return findings.delegated();
  }

  @Override
  public boolean hasIntegrity() {
    return checksum.has(GssChecksum.INTEG) && protection.isSupported();
  }

  private boolean hasConfidentiality() {
    return hasIntegrity() && checksum.has(GssChecksum.CONF);
  }

  @Override
  public byte[] mechListMic(byte[] mechTypeList) {
    try {
      return makeSignature(mechTypeList);
    } catch (SecurityStatusException e) {
      throw new IllegalStateException("this context makes no mechListMIC", e);
    }
  }

  @Override
  public boolean verifiesMechListMic(byte[] mechTypeList, byte[] mic) {
    try {
      verifySignature(mechTypeList, mic);
      return true;
    } catch (SecurityStatusException e) {
      return false;
    }
  }

  @Override
  public byte[] makeSignature(byte[] message) throws SecurityStatusException {
    require(hasIntegrity());
    return protection.sign(message);
  }

  @Override
  public void verifySignature(byte[] message, byte[] signature) throws SecurityStatusException {
    require(hasIntegrity());
    protection.verify(message, signature);
  }

  @Override
  public byte[] encryptMessage(byte[] message) throws SecurityStatusException {
    require(hasConfidentiality());
    return protection.wrap(message, true);
  }

  @Override
  public byte[] decryptMessage(byte[] token) throws SecurityStatusException {
    require(hasConfidentiality());
    return protection.unwrap(token, true);
  }

  private static void require(boolean supported) throws SecurityStatusException {
    if (!supported) {
      throw new SecurityStatusException(
          SecurityStatus.SEC_E_UNSUPPORTED_FUNCTION,
          "the client did not ask for it, or the encryption type has it not");
    }
  }

  @Override
  public void close() {
    protection.close();
    Delegation.destroy(findings.delegated());
  }
}
