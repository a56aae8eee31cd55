package dev.parley.negotiate.ntlm;

import dev.parley.authority.NtlmVerdict;
import dev.parley.sspi.Identity;

/** Makes an identity of what an authority said: names and groups become roles. Thread-safe. */
@FunctionalInterface
public interface NtlmIdentities {

  /** The authority's own word. */
  NtlmIdentities OF_THE_AUTHORITY = (accepted, domain, account) -> accepted.identity();

  /**
   * The identity of a client whose response is right.
   *
   * @param domain the domain as the client wrote it; may be empty
   * @param account the account as the client wrote it
   */
  Identity identity(NtlmVerdict.Accepted accepted, String domain, String account);
}
