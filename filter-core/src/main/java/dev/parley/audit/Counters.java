package dev.parley.audit;

import dev.parley.sspi.Reason;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** Counts what happens. All counts start at 0 and only grow. Thread-safe, without locks. */
public final class Counters {
  private final LongAdder challenges = new LongAdder();
  private final LongAdder logons = new LongAdder();
  private final LongAdder localVerifications = new LongAdder();
  private final LongAdder resumed = new LongAdder();
  private final LongAdder authorityCalls = new LongAdder();
  private final LongAdder authorityNanos = new LongAdder();
  private final LongAdder authorityFailures = new LongAdder();
  private final LongAdder stale = new LongAdder();
  private final LongAdder replays = new LongAdder();
  private final LongAdder forgedNonces = new LongAdder();
  private final LongAdder evictions = new LongAdder();
  private final LongAdder auditDropped = new LongAdder();
  private final LongAdder auditQueued = new LongAdder();
  private final LongAdder auditWritten = new LongAdder();
  private final Map<Reason, LongAdder> refusals = new EnumMap<>(Reason.class);
  private volatile LongSupplier contextsHeld = () -> 0;

  /** All zero. */
  public Counters() {
    for (Reason reason : Reason.values()) {
      refusals.put(reason, new LongAdder());
    }
  }

  /** A request was answered with a challenge. */
  public void challenged() {
    challenges.increment();
  }

  /** A context was established. */
  public void loggedOn() {
    logons.increment();
  }

  /** A request was verified with a kept key, without the authority. */
  public void verifiedLocally() {
    localVerifications.increment();
  }

  /** A request without credentials was taken for that of a client known already. */
  public void resumed() {
    resumed.increment();
  }

  /** An authority was asked and answered, or failed, after so many nanoseconds. */
  public void authorityCalled(long nanos, boolean answered) {
    authorityCalls.increment();
    authorityNanos.add(nanos);
    if (!answered) {
      authorityFailures.increment();
    }
  }

  /** The password was right and the nonce could not serve. */
  public void stale() {
    stale.increment();
  }

  /** A nonce count came twice. */
  public void replayed() {
    replays.increment();
  }

  /** A nonce was not made by us. */
  public void forgedNonce() {
    forgedNonces.increment();
  }

  /** A context was evicted because the cache, or its owner's share of it, is full. */
  public void evicted() {
    evictions.increment();
  }

  /** An audit event was dropped because its log is too slow. */
  public void auditDropped() {
    auditDropped.increment();
  }

  /** An audit event awaits its log. */
  public void auditQueued() {
    auditQueued.increment();
  }

  /** An audit event that was queued waits no longer. */
  public void auditWritten() {
    auditWritten.increment();
  }

  /** Read in this order it may be too high for a moment, never too low. */
  private long auditWaiting() {
    long written = auditWritten.sum();
    return auditQueued.sum() - written;
  }

  /** A request was refused. */
  @SuppressWarnings("NullAway")
  public void refused(Reason reason) {
    refusals.get(reason).increment();
  }

  /** Says where the number of held contexts is read. */
  public void contextsHeldBy(LongSupplier supplier) {
    contextsHeld = supplier;
  }

  /** The counts at this moment. */
  public Snapshot snapshot() {
    Map<Reason, Long> byReason = new EnumMap<>(Reason.class);
    refusals.forEach((reason, count) -> byReason.put(reason, count.sum()));
    return new Snapshot(
        challenges.sum(),
        logons.sum(),
        localVerifications.sum(),
        resumed.sum(),
        authorityCalls.sum(),
        authorityNanos.sum(),
        authorityFailures.sum(),
        stale.sum(),
        replays.sum(),
        forgedNonces.sum(),
        evictions.sum(),
        auditDropped.sum(),
        auditWaiting(),
        contextsHeld.getAsLong(),
        Map.copyOf(byReason));
  }

  /**
   * All counts at one moment.
   *
   * @param challenges requests answered with a challenge
   * @param logons contexts established
   * @param localVerifications requests verified with a kept key
   * @param resumed requests without credentials of clients known by connection or session
   * @param authorityCalls questions put to an authority
   * @param authorityNanos nanoseconds spent waiting for authorities
   * @param authorityFailures questions that no authority answered
   * @param stale right passwords with a nonce that could not serve
   * @param replays nonce counts that came twice
   * @param forgedNonces nonces not made by us
   * @param evictions contexts evicted because the cache, or a share of it, was full
   * @param auditDropped audit events dropped because their log is too slow
   * @param auditWaiting audit events that are not written yet
   * @param contextsHeld contexts held now
   * @param refusals refusals by reason, every reason present
   */
  public record Snapshot(
      long challenges,
      long logons,
      long localVerifications,
      long resumed,
      long authorityCalls,
      long authorityNanos,
      long authorityFailures,
      long stale,
      long replays,
      long forgedNonces,
      long evictions,
      long auditDropped,
      long auditWaiting,
      long contextsHeld,
      Map<Reason, Long> refusals) {}
}
