package dev.parley.authority.guard;

import dev.parley.authority.AuthorityUnavailableException;
import dev.parley.sspi.Reason;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Where requests wait for what comes of others. Its places are bounded in all, by account and by
 * address, since each holds a thread of the container. Thread-safe.
 */
final class WaitingRoom {
  private final Semaphore places;
  private final Headcount<Object> accounts;
  private final Headcount<String> addresses;
  private final long patienceNanos;

  WaitingRoom(ConcurrencyLimits limits, Duration patience) {
    this.places = new Semaphore(limits.waiters());
    this.accounts = new Headcount<>(limits.waitersPerAccount());
    this.addresses = new Headcount<>(limits.waitersPerAddress());
    this.patienceNanos = patience.toNanos();
  }

  /**
   * Takes a place.
   *
   * @param account whatever stands for it
   * @throws AuthorityUnavailableException when there is none
   */
  Place enter(Object account, String network) throws AuthorityUnavailableException {
    if (!accounts.enter(account)) {
      throw full("of this account");
    }
    if (!addresses.enter(network)) {
      accounts.leave(account);
      throw full("from this address");
    }
    if (!places.tryAcquire()) {
      addresses.leave(network);
      accounts.leave(account);
      throw full("in all");
    }
    return new Place(account, network);
  }

  private static AuthorityUnavailableException full(String which) {
    return new AuthorityUnavailableException(
        Reason.TOO_MANY_LOGONS, "as many logons " + which + " wait as may");
  }

  /** How many accounts and addresses have requests here. */
  int keys() {
    return accounts.keys() + addresses.keys();
  }

  /** The place of one request. Not thread-safe. */
  final class Place implements AutoCloseable {
    private final Object account;
    private final String network;
    private final long since = System.nanoTime();

    private Place(Object account, String network) {
      this.account = account;
      this.network = network;
    }

    /**
     * Waits until the latch opens.
     *
     * @throws AuthorityUnavailableException when patience ends, or the thread is interrupted
     */
    void await(CountDownLatch latch) throws AuthorityUnavailableException {
      try {
        long left = patienceNanos - (System.nanoTime() - since);
        if (!latch.await(left, TimeUnit.NANOSECONDS)) {
          throw new AuthorityUnavailableException(
              "other answers for the same account or from the same address are not decided yet");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AuthorityUnavailableException(
            "interrupted while other answers for the same account are not decided yet");
      }
    }

    @Override
    public void close() {
      places.release();
      addresses.leave(network);
      accounts.leave(account);
    }
  }
}
