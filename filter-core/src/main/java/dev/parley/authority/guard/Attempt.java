package dev.parley.authority.guard;

import dev.parley.sspi.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Leave to try one password. Until it is closed it counts as if its answer were wrong, so that
 * answers which are tried at the same time are no more than would be let through one after the
 * other. Closed without a word of its outcome, as when the authority gave none, it counts for
 * nothing. Not thread-safe.
 */
public interface Attempt extends AutoCloseable {

  /**
   * {@link Reason#LOCKED_OUT} or {@link Reason#THROTTLED} when no password must be tried now; else
   * null.
   */
  @Nullable Reason held();

  /** The answer was wrong. */
  void failed();

  /** The answer was right: forgets the wrong ones of this account from this address. */
  void succeeded();

  /** It is over. May be called again. */
  @Override
  void close();
}
