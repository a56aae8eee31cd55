package dev.parley.engine;

import dev.parley.audit.AuditEvent;
import dev.parley.audit.AuditLog;
import dev.parley.audit.Counters;
import dev.parley.http.HttpExchange;
import dev.parley.sspi.ContextAttribute;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SecurityContext;
import dev.parley.sspi.SecurityStatus;
import dev.parley.sspi.SecurityStatusException;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts and writes down what the engine decides. Thread-safe; a log that throws is passed over.
 */
final class AuditTrail {
  private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);

  private final Counters counters;
  private final List<AuditLog> logs;
  private final InstantSource clock;

  AuditTrail(Counters counters, List<AuditLog> logs, InstantSource clock) {
    this.counters = counters;
    this.logs = List.copyOf(logs);
    this.clock = clock;
  }

  void challenged(HttpExchange exchange) {
    for (AuditLog log : logs) {
      if (log.wantsChallenges()) {
        record(log, event(AuditEvent.Type.CHALLENGE, exchange, null, null, null, null));
      }
    }
  }

  void refused(
      HttpExchange exchange,
      @Nullable SecurityStatus status,
      Reason reason,
      @Nullable String scheme,
      @Nullable String account) {
    AuditEvent.Type type = type(status, reason);
    if (type == AuditEvent.Type.STALE) {
      counters.stale();
    } else if (type == AuditEvent.Type.REPLAY) {
      counters.replayed();
    }
    counters.refused(reason);
    write(event(type, exchange, scheme, account, null, reason));
  }

  private static AuditEvent.Type type(@Nullable SecurityStatus status, Reason reason) {
    return switch (reason) {
      case NONCE_COUNT_REPLAYED -> AuditEvent.Type.REPLAY;
      case LOCKED_OUT, THROTTLED -> AuditEvent.Type.LOCKOUT;
      case AUTHORITY_UNAVAILABLE -> AuditEvent.Type.AUTHORITY_DOWN;
      default ->
          status == SecurityStatus.SEC_E_CONTEXT_EXPIRED
                  || status == SecurityStatus.SEC_E_OUT_OF_SEQUENCE
              ? AuditEvent.Type.STALE
              : AuditEvent.Type.REFUSAL;
    };
  }

  void loggedOn(HttpExchange exchange, String scheme, SecurityContext context) {
    write(event(AuditEvent.Type.LOGON, exchange, scheme, context.identity().name(), context, null));
  }

  void loggedOut(HttpExchange exchange, @Nullable String scheme, SecurityContext context) {
    write(
        event(AuditEvent.Type.LOGOUT, exchange, scheme, context.identity().name(), context, null));
  }

  void forbidden(HttpExchange exchange, String scheme, SecurityContext context) {
    counters.refused(Reason.ROLE_MISSING);
    write(
        event(
            AuditEvent.Type.REFUSAL,
            exchange,
            scheme,
            context.identity().name(),
            context,
            Reason.ROLE_MISSING));
  }

  private AuditEvent event(
      AuditEvent.Type type,
      HttpExchange exchange,
      @Nullable String scheme,
      @Nullable String account,
      @Nullable SecurityContext context,
      @Nullable Reason reason) {
    return new AuditEvent(
        clock.instant(),
        type,
        scheme,
        account,
        context == null ? null : context.id(),
        reason,
        exchange.remoteAddress(),
        exchange.method(),
        exchange.path(),
        context == null ? null : authority(context));
  }

  private static String authority(SecurityContext context) {
    try {
      return context.queryContextAttributes(ContextAttribute.AUTHORITY);
    } catch (SecurityStatusException e) {
      return context.identity().authority();
    }
  }

  void write(AuditEvent event) {
    logs.forEach(log -> record(log, event));
  }

  private static void record(AuditLog log, AuditEvent event) {
    try {
      log.record(event);
    } catch (RuntimeException e) {
      LOG.error("an audit log fails: {}", Failures.describe(e));
    }
  }
}
