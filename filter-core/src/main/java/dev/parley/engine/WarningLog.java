package dev.parley.engine;

import dev.parley.audit.AuditLog;
import dev.parley.config.Warning;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLoggerFactory;

/**
 * Writes warnings to the logger {@code dev.parley.warnings} of SLF4J, or of {@link
 * System#getLogger} where SLF4J shows none: a danger must not vanish with the log.
 */
final class WarningLog implements Consumer<Warning> {
  private static final String NAME = "dev.parley.warnings";
  private static final Logger LOG = LoggerFactory.getLogger(NAME);

  /** What is lost of the log itself. */
  static List<Warning> ofLog(List<AuditLog> auditLogs) {
    boolean kept = auditLogs.stream().anyMatch(AuditLog::isKept);
    if (LoggerFactory.getILoggerFactory() instanceof NOPLoggerFactory) {
      return List.of(
          new Warning(
              "slf4j",
              "(no provider)",
              (kept ? "the log is lost" : "the log and the whole audit are lost")
                  + ", and what the filter says of files that it cannot reload",
              "put a provider of SLF4J 2 beside slf4j-api, such as logback-classic"));
    }
    if (!kept) {
      return List.of(
          new Warning(
              "dev.parley.audit",
              "(off)",
              "no refusal, lockout or replay is written anywhere",
              "set the level of this logger to INFO, or give an AuditLog in Java"));
    }
    return List.of();
  }

  @Override
  public void accept(Warning warning) {
    if (LOG.isWarnEnabled()) {
      LOG.warn("{}", warning);
    } else {
      System.getLogger(NAME).log(System.Logger.Level.WARNING, warning.toString());
    }
  }
}
