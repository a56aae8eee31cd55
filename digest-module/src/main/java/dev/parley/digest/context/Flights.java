package dev.parley.digest.context;

import dev.parley.authority.AuthorityUnavailableException;
import dev.parley.sspi.AcceptResult;
import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets one of several concurrent first requests ask the authority while the others wait for what it
 * learns. Thread-safe; threads wait only for requests of the same key.
 *
 * @param <K> what requests have in common that can help each other
 */
final class Flights<K> {
  private static final long WAIT_SECONDS = 30;

  private final ConcurrentHashMap<K, CountDownLatch> inFlight = new ConcurrentHashMap<>();

  /** Looks whether another request has learned meanwhile what this one needs; null when not. */
  @FunctionalInterface
  interface Look {
    @Nullable AcceptResult look() throws IOException;
  }

  /** Asks the authority. */
  @FunctionalInterface
  interface Ask {
    AcceptResult ask() throws IOException, AuthorityUnavailableException;
  }

  /**
   * Asks, or waits for who is asking and looks.
   *
   * @throws AuthorityUnavailableException when the authority gives no answer, or the turn does not
   *     come in time
   */
  AcceptResult fly(K key, Look look, Ask ask) throws IOException, AuthorityUnavailableException {
    CountDownLatch mine = new CountDownLatch(1);
    CountDownLatch other = inFlight.putIfAbsent(key, mine);
    if (other != null) {
      await(other);
      AcceptResult learned = look.look();
      // What the other learned does not help: ask at once, so that nobody queues behind a wrong
      // answer.
      return learned != null ? learned : ask.ask();
    }
    try {
      AcceptResult learned = look.look();
      return learned != null ? learned : ask.ask();
    } finally {
      inFlight.remove(key, mine);
      mine.countDown();
    }
  }

  private static void await(CountDownLatch other) throws AuthorityUnavailableException {
    try {
      if (!other.await(WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw new AuthorityUnavailableException(
            "the request that asks for the same has no answer yet");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AuthorityUnavailableException(
          "interrupted while another request asks for the same");
    }
  }
}
