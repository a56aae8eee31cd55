package dev.parley.authority;

import java.util.Optional;

/**
 * Whoever can say whether a Digest answer is right. Asked once for a security context; afterwards
 * the kept key serves. Thread-safe. Implementations never return null and never log or throw a
 * secret.
 */
public interface DigestAuthority extends Authority {

  /**
   * Verifies a client's answer. An unknown account must cost and look the same as a wrong response.
   *
   * @throws AuthorityUnavailableException when no answer is possible now
   */
  DigestVerdict verify(DigestQuestion question) throws AuthorityUnavailableException;

  /**
   * The account whose {@code H(user:realm)} is {@code userhash} (RFC 7616 section 3.4.4), for
   * authorities that can tell.
   *
   * @param userhash lower-case hex
   * @param algorithm the algorithm of the hash; only its {@link DigestAlgorithm#base()} matters
   */
  default Optional<String> resolveUserhash(String userhash, String realm, DigestAlgorithm algorithm)
      throws AuthorityUnavailableException {
    return Optional.empty();
  }
}
