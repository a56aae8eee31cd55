package dev.parley.authority;

/**
 * Whoever knows the users, whatever it is asked: what {@link DigestAuthority} and {@link
 * NtlmAuthority} have in common. Thread-safe. Implementations never log or throw a secret.
 */
public interface Authority extends AutoCloseable {

  /** The name under which it appears in identities, audit and counters; not empty, constant. */
  String name();

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
