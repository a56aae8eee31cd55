package dev.parley.authority;

import dev.parley.sspi.SessionKey;
import org.jspecify.annotations.Nullable;

/**
 * An NTLMv2 response put to an authority: everything that a domain controller needs to verify it
 * itself (NETLOGON_NETWORK_INFO, MS-NRPC section 2.2.1.4.5), and a way to try an NT hash for
 * authorities that hold it. Its text form has no value but the account and the domain.
 */
public final class NtlmQuestion {
  /** Computes the response with an NT hash; supplied by the NTLM package. */
  @FunctionalInterface
  public interface Trial {
    /**
     * The session base key (MS-NLMP section 3.3.2) if this NT hash, MD4 of the password in
     * UTF-16LE, gives the client's response; else null. Takes the same time either way.
     */
    @Nullable SessionKey sessionBaseKey(SessionKey ntHash);
  }

  /**
   * What the client and the server sent, as octets of the wire.
   *
   * @param serverChallenge the 8 octets of the CHALLENGE message
   * @param ntResponse the NtChallengeResponse, an NTLMv2_RESPONSE
   * @param lmResponse the LmChallengeResponse; a domain controller is given it, nobody else looks
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  public record Responses(byte[] serverChallenge, byte[] ntResponse, byte[] lmResponse) {
    @Override
    public String toString() {
      return "[ntlm responses]";
    }
  }

  private final String account;
  private final String domain;
  private final String workstation;
  private final Responses responses;
  private final Trial trial;

  /**
   * @param account the user name of the AUTHENTICATE message
   * @param domain its domain name, exactly as sent; may be empty
   * @param workstation its workstation; may be empty
   */
  public NtlmQuestion(
      String account, String domain, String workstation, Responses responses, Trial trial) {
    this.account = account;
    this.domain = domain;
    this.workstation = workstation;
    this.responses = responses;
    this.trial = trial;
  }

  /** The account as the client wrote it. */
  public String account() {
    return account;
  }

  /** The domain as the client wrote it. */
  public String domain() {
    return domain;
  }

  /** The workstation as the client wrote it. */
  public String workstation() {
    return workstation;
  }

  /** The octets of the wire. */
  public Responses responses() {
    return responses;
  }

  /**
   * The session base key if this NT hash gives the client's response, else null. An authority that
   * does not know the account calls it with a hash of its own, so that its answer takes as long.
   */
  public @Nullable SessionKey answeredBy(SessionKey ntHash) {
    return trial.sessionBaseKey(ntHash);
  }

  @Override
  public String toString() {
    return domain + "\\" + account;
  }
}
