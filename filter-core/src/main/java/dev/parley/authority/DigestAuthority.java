package dev.parley.authority;

import java.util.Optional;

/**
 * Whoever can say whether a Digest answer is right. Asked once for a security context; afterwards
 * the kept key serves. Thread-safe. Implementations never return null and never log or throw a
 * secret.
 */
public interface DigestAuthority extends AutoCloseable {

  /** The name under which it appears in identities, audit and counters; not empty, constant. */
  String name();

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

  /** Whether it answers from memory, so that it needs neither deadline nor circuit breaker. */
  default boolean answersFromMemory() {
    return false;
  }

  /**
   * Registers who is told of changed accounts. Authorities that do not learn of changes do nothing.
   */
  default void addListener(AccountListener listener) {}

  /** Releases what it holds. */
  @Override
  default void close() {}
}
