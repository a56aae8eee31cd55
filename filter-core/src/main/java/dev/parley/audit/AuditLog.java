package dev.parley.audit;

/**
 * Takes audit events. The filter calls it in a thread of its own, one event after the other, and
 * drops events where it does not keep up.
 */
@FunctionalInterface
public interface AuditLog {

  /** Takes one event. */
  void record(AuditEvent event);

  /** Whether refusals are kept anywhere; false where the log is switched off. */
  default boolean isKept() {
    return true;
  }

  /** Whether challenges are wanted; they are many. */
  default boolean wantsChallenges() {
    return false;
  }
}
