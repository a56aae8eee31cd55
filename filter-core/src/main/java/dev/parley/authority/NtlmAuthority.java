package dev.parley.authority;

/**
 * Whoever can say whether an NTLMv2 response is right: a users file with NT hashes, or a domain
 * controller (MS-APDS section 3.1.5.1). Thread-safe. Implementations never return null and never
 * log or throw a secret.
 */
public interface NtlmAuthority extends Authority {

  /**
   * The names that the CHALLENGE message tells the client; asked before each challenge, so it must
   * answer from memory.
   */
  NtlmTarget target();

  /**
   * Verifies a response. An unknown account must cost and look the same as a wrong response.
   *
   * @throws AuthorityUnavailableException when no answer is possible now
   */
  NtlmVerdict verify(NtlmQuestion question) throws AuthorityUnavailableException;
}
