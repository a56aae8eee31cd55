package dev.parley.digest.context;

import dev.parley.authority.AuthorityUnavailableException;
import dev.parley.authority.guard.Attempt;
import dev.parley.sspi.AcceptResult;
import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Lets one of several concurrent first requests ask the authority while the others wait for what it
 * learns. Thread-safe; threads wait only for requests of the same key.
 *
 * @param <K> what requests have in common that can help each other
 */
final class Flights<K> {
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
   * @param attempt of this request, which has a place to wait for it
   * @throws AuthorityUnavailableException when the authority gives no answer, there is no place to
   *     wait, or the turn does not come in time
   */
  AcceptResult fly(K key, Attempt attempt, Look look, Ask ask)
      throws IOException, AuthorityUnavailableException {
    CountDownLatch mine = new CountDownLatch(1);
    CountDownLatch other = inFlight.putIfAbsent(key, mine);
    if (other != null) {
      attempt.await(other);
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
}
