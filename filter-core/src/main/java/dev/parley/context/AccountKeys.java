package dev.parley.context;

import dev.parley.authority.DigestAlgorithm;
import dev.parley.authority.Vouched;
import dev.parley.sspi.SessionKey;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Keys that do not depend on a nonce, H(user:realm:password), kept for a short time by account and
 * realm, so that clients which take a new challenge for every request are verified locally too.
 * Bounded in number and time; keys are destroyed when they go. Thread-safe.
 */
public interface AccountKeys extends AutoCloseable {

  /**
   * What is kept of an account.
   *
   * @param vouched whose it is, and when the authority was asked
   * @param key a key that belongs to the cache: callers copy it before they keep it
   * @param establishedMillis when the authority vouched for it, in milliseconds since 1970
   * @param expiresMillis until when the authority lets the key serve, in milliseconds since 1970
   */
  record AccountKey(Vouched vouched, SessionKey key, long establishedMillis, long expiresMillis) {}

  /**
   * What is kept under the account as the client wrote it, exactly, or null. Of all spellings of an
   * account the one that was kept last has its place.
   */
  @Nullable AccountKey find(String account, String realm, DigestAlgorithm base);

  /** Keeps a copy of the key, unless the account has changed since the authority was asked. */
  void keep(String account, String realm, DigestAlgorithm base, AccountKey entry);

  /** Drops one entry, because it proved wrong. */
  void remove(String account, String realm, DigestAlgorithm base);

  /** Drops all entries that the predicate matches. */
  void removeIf(Predicate<Vouched> which);

  /** Frees what is over now, as a server without requests does not by itself. */
  void tidy();

  /** Drops everything. */
  void clear();

  /** Destroys all. */
  @Override
  void close();
}
