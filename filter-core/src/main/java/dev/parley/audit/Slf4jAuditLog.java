package dev.parley.audit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Writes each event as one line of JSON to the logger {@code dev.parley.audit}: challenges at
 * debug, logons, logouts and stale nonces at info, refusals at warn, a silent authority at error.
 */
public final class Slf4jAuditLog implements AuditLog {
  private static final Logger LOG = LoggerFactory.getLogger("dev.parley.audit");

  /** Needs nothing: the logger is found by its name. */
  public Slf4jAuditLog() {}

  @Override
  public void record(AuditEvent event) {
    Level level = level(event.type());
    if (LOG.isEnabledForLevel(level)) {
      LOG.atLevel(level).log(AuditJson.write(event));
    }
  }

  private static Level level(AuditEvent.Type type) {
    return switch (type) {
      case CHALLENGE -> Level.DEBUG;
      case LOGON, LOGOUT, STALE -> Level.INFO;
      case REFUSAL, REPLAY, LOCKOUT -> Level.WARN;
      case AUTHORITY_DOWN -> Level.ERROR;
    };
  }

  @Override
  public boolean isKept() {
    return LOG.isWarnEnabled();
  }

  @Override
  public boolean wantsChallenges() {
    return LOG.isDebugEnabled();
  }
}
