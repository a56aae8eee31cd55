package dev.parley.it.negotiate;

import dev.parley.it.support.Reply;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What the clients of {@link MixedClientsIT} share while they try one server: what they take from
 * each other, and what was seen. For any thread.
 */
final class MixedRun {
  private static final int MOST_WRONGS = 20;

  private final MixedUsers users;
  private final AtomicReference<byte @Nullable []> strayChallenge = new AtomicReference<>();
  private final AtomicReference<@Nullable String> usedTicket = new AtomicReference<>();
  private final Set<String> served = ConcurrentHashMap.newKeySet();
  private final Set<String> refused = ConcurrentHashMap.newKeySet();
  private final AtomicInteger answers = new AtomicInteger();
  private final Queue<String> wrongs = new ConcurrentLinkedQueue<>();

  MixedRun(MixedUsers users) {
    this.users = users;
  }

  /** Who takes part. */
  MixedUsers users() {
    return users;
  }

  /** Leaves a CHALLENGE to others and takes the one that another client left, if any did. */
  byte @Nullable [] exchange(byte[] challenge) {
    return strayChallenge.getAndSet(challenge);
  }

  /** Leaves a token that was answered to all who would send it again. */
  void leaveTicket(String header) {
    usedTicket.set(header);
  }

  /** A header line that was answered before, to this client or another. */
  @Nullable String usedTicket() {
    return usedTicket.get();
  }

  /**
   * Compares an answer with what the credentials are good for.
   *
   * @param expected who it is, or null where nobody may be served
   */
  void judge(String kind, @Nullable String expected, Reply reply) {
    answers.incrementAndGet();
    boolean is200 = reply.status() == 200;
    (is200 ? served : refused).add(kind);
    boolean right =
        expected == null
            ? reply.status() == 401 || reply.status() == 400
            : is200 && reply.user().equals(expected);
    if (!right) {
      wrong(kind + ": " + reply.status() + " to " + reply.user() + ", expected " + expected);
    }
  }

  /** Notes what must not be. */
  void wrong(String what) {
    if (wrongs.size() < MOST_WRONGS) {
      wrongs.add(what);
    }
  }

  /** What must not have been; the first of it. */
  List<String> wrongs() {
    return List.copyOf(wrongs);
  }

  /** The kinds of requests of which one was served. */
  Set<String> served() {
    return Set.copyOf(served);
  }

  /** The kinds of requests of which one was refused. */
  Set<String> refused() {
    return Set.copyOf(refused);
  }

  /** How many answers were looked at. */
  int answers() {
    return answers.get();
  }
}
