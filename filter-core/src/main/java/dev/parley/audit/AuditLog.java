package dev.parley.audit;

/** Takes audit events. Thread-safe, never blocks for long, never throws. */
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
