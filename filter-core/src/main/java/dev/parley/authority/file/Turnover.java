package dev.parley.authority.file;

import dev.parley.authority.AuthorityUnavailableException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The accounts while others take their place: whoever asks then waits until what was kept of the
 * former ones is gone, and is answered by the new ones. Made by the thread that changes them, which
 * does not wait for itself.
 */
final class Turnover {
  /** Much longer than it takes to go through all that is kept. */
  private static final long PATIENCE_SECONDS = 30;

  private final AccountTable after;
  private final Thread by = Thread.currentThread();
  private final CountDownLatch over = new CountDownLatch(1);

  Turnover(AccountTable after) {
    this.after = after;
  }

  AccountTable after() {
    return after;
  }

  /** Whether the current thread is the one that changes the accounts: a listener of it asks. */
  boolean isMine() {
    return Thread.currentThread() == by;
  }

  /** Waits until it is over. */
  void await() throws AuthorityUnavailableException {
    try {
      if (!over.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AuthorityUnavailableException("the users are being changed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AuthorityUnavailableException("interrupted while the users are being changed");
    }
  }

  void end() {
    over.countDown();
  }
}
