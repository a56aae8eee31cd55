package dev.parley.authority.guard;

import dev.parley.bounded.OldestFirst;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The wrong answers by one kind of key, the lockouts they brought, and the attempts under way.
 * Wrong answers are bounded in number: of too many keys those are forgotten whose last one is the
 * longest ago, and locked ones last; attempts are as many as there are requests, and never are.
 * Thread-safe, and never blocks.
 *
 * @param <K> an account, or an address
 */
final class Tally<K> {
  static final int MAXIMUM_ENTRIES = 100_000;

  /** What is counted where nothing is: the number of no history. */
  static final long NO_HISTORY = 0;

  /**
   * @param number which history of its key it is: after one was forgotten another begins
   * @param failures the wrong answers that no right one has ended
   * @param lockouts how many lockouts they brought
   * @param lockedUntil the end of the last lockout in nanoseconds, when there was one
   */
  private record History(long number, int failures, int lockouts, long lockedUntil) {
    boolean locked(long now) {
      return lockouts > 0 && lockedUntil - now > 0;
    }
  }

  private final int limit;
  private final int atOnce;
  private final ThrottleLimits limits;
  private final LongSupplier nanoTime;
  private final AtomicLong numbers = new AtomicLong(NO_HISTORY);
  private final OldestFirst<K, History> histories;
  private final Turns<K> turns = new Turns<>();

  /**
   * @param limit the wrong answers after which a key is locked out; 0 for never
   * @param atOnce how many attempts of a key may be under way, whatever the limit
   */
  Tally(int limit, int atOnce, ThrottleLimits limits, LongSupplier nanoTime) {
    this.limit = limit;
    this.atOnce = atOnce;
    this.limits = limits;
    this.nanoTime = nanoTime;
    this.histories =
        OldestFirst.byAge(
            MAXIMUM_ENTRIES,
            limits.maximumLockout().multipliedBy(2),
            nanoTime,
            (key, history, full) -> {},
            history -> history.locked(nanoTime.getAsLong()));
  }

  boolean isLocked(K key) {
    History history = histories.get(key);
    return history != null && history.locked(nanoTime.getAsLong());
  }

  /** Whether there may be wrong answers of the key. */
  boolean mayHave(K key) {
    return limit == 0 || histories.entries().containsKey(key);
  }

  /**
   * Counts an attempt as under way, if all of those together can be wrong and no more than the
   * limit, and no more than may be tried at once.
   *
   * @return null when it is counted; else what opens when another one ends
   */
  @Nullable CountDownLatch begin(K key) {
    // What is free is looked up later than the attempts: an attempt that ends writes its
    // wrong answer before it leaves.
    return countsAttempts() ? turns.begin(key, same -> Math.min(atOnce, free(same))) : null;
  }

  private boolean countsAttempts() {
    return limit > 0 || atOnce < Integer.MAX_VALUE;
  }

  /** How many answers may be wrong; after a lockout there is one between it and the next. */
  private int free(K key) {
    if (limit == 0) {
      return Integer.MAX_VALUE;
    }
    History history = histories.get(key);
    return history == null ? limit : Math.max(1, limit - history.failures());
  }

  /** An attempt that was counted is under way no more. */
  void end(K key) {
    if (countsAttempts()) {
      turns.end(key);
    }
  }

  /**
   * Counts a wrong answer.
   *
   * @return the number of the history that it was added to
   */
  long failed(K key) {
    if (limit == 0) {
      return NO_HISTORY;
    }
    long now = nanoTime.getAsLong();
    History after = histories.compute(key, (same, before) -> next(before, now));
    return Objects.requireNonNull(after).number();
  }

  private History next(@Nullable History before, long now) {
    if (before == null) {
      long number = numbers.incrementAndGet();
      return limit == 1
          ? new History(number, 1, 1, now + lockout(0))
          : new History(number, 1, 0, 0);
    }
    int failures = before.failures() == Integer.MAX_VALUE ? limit : before.failures() + 1;
    // One burst locks out once: what was under way when the lockout began does not lengthen it.
    return failures < limit || before.locked(now)
        ? new History(before.number(), failures, before.lockouts(), before.lockedUntil())
        : new History(
            before.number(), failures, before.lockouts() + 1, now + lockout(before.lockouts()));
  }

  private long lockout(int lockoutsBefore) {
    long maximum = limits.maximumLockout().toNanos();
    // 40 doublings of a millisecond are beyond any maximum.
    double nanos = limits.firstLockout().toNanos() * Math.pow(2, Math.min(lockoutsBefore, 40));
    return nanos >= maximum ? maximum : (long) nanos;
  }

  /**
   * Forgets some wrong answers of a history, if it is still that of its key. A lockout is forgotten
   * when it is over and no wrong answer is left: as long as one is, the next lasts twice as long.
   *
   * @param number of the history to which all of them were added
   */
  void forget(K key, long number, int failures) {
    if (failures > 0 && number != NO_HISTORY) {
      long now = nanoTime.getAsLong();
      histories
          .entries()
          .computeIfPresent(
              key,
              (same, before) -> before.number() == number ? less(before, failures, now) : before);
    }
  }

  /**
   * Forgets wrong answers that were to keys which are no more, and with them the lockout that they
   * brought: what is left decides, as if they had never been given.
   *
   * @param number of the history to which all of them were added
   */
  void takeOut(K key, long number, int failures) {
    if (failures > 0 && number != NO_HISTORY) {
      long now = nanoTime.getAsLong();
      histories
          .entries()
          .computeIfPresent(
              key,
              (same, before) ->
                  before.number() == number ? without(before, failures, now) : before);
    }
  }

  private @Nullable History without(History before, int failures, long now) {
    int left = Math.max(0, before.failures() - failures);
    if (left == 0) {
      return null;
    }
    long lockedUntil = left < limit && before.locked(now) ? now : before.lockedUntil();
    return new History(before.number(), left, before.lockouts(), lockedUntil);
  }

  private static @Nullable History less(History before, int failures, long now) {
    int left = Math.max(0, before.failures() - failures);
    return left == 0 && !before.locked(now)
        ? null
        : new History(before.number(), left, before.lockouts(), before.lockedUntil());
  }

  /** Lets go of what is over. */
  void tidy() {
    histories.tidy();
  }

  /** For how many keys wrong answers are remembered. */
  long size() {
    return histories.entries().size();
  }

  /** For how many keys attempts are under way. */
  int keysUnderWay() {
    return turns.keys();
  }
}
