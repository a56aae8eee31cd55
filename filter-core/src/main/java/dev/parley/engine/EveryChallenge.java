package dev.parley.engine;

import dev.parley.audit.AuditEvent;
import dev.parley.audit.AuditLog;

/**
 * A log that is given challenges too, as the setting {@code audit-challenges} wants it.
 *
 * @param log the log
 */
record EveryChallenge(AuditLog log) implements AuditLog {
  @Override
  public void record(AuditEvent event) {
    log.record(event);
  }

  @Override
  public boolean isKept() {
    return log.isKept();
  }

  @Override
  public boolean wantsChallenges() {
    return true;
  }
}
