package dev.parley.authority;

/**
 * Whoever can say whether an NTLMv2 response is right: a users file with NT hashes, or a domain
 * controller (MS-APDS section 3.1.5.1). Thread-safe. Implementations never return null and never
 * log or throw a secret.
 */
public interface NtlmAuthority extends AutoCloseable {

  /** The name under which it appears in identities, audit and counters; not empty, constant. */
  String name();

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
