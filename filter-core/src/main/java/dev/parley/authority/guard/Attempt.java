package dev.parley.authority.guard;

import dev.parley.authority.AuthorityUnavailableException;
import dev.parley.sspi.Reason;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Leave to try one password. Until it is closed it counts as if its answer were wrong, so that
 * answers which are tried at the same time are no more than would be let through one after the
 * other. Closed without a word of its outcome, as when the authority gave none or the answer was an
 * old one, it counts for nothing. Not thread-safe.
 */
public interface Attempt extends AutoCloseable {

  /**
   * {@link Reason#LOCKED_OUT} or {@link Reason#THROTTLED} when no password must be tried now; else
   * null.
   */
  @Nullable Reason held();

  /**
   * Waits for what another attempt of the same account learns, in one of the bounded places for
   * that.
   *
   * @param other opens when the other has ended
   * @throws AuthorityUnavailableException when there is no place, the other does not end in time,
   *     or the thread is interrupted
   */
  void await(CountDownLatch other) throws AuthorityUnavailableException;

  /**
   * The outcome counts for a hash of the account's name too (RFC 7616 section 3.4.4), for the
   * address once. Never waits. May be called for several hashes.
   */
  void countAlsoFor(String hash);

  /** The answer was wrong. */
  void failed();

  /**
   * The answer was right, and none that was given before: forgets wrong ones of this account,
   * written with the same domain, from this address.
   */
  void succeeded();

  /** It is over. May be called again. */
  @Override
  void close();
}
