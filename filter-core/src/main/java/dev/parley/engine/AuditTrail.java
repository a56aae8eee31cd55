package dev.parley.engine;

import dev.parley.audit.AuditEvent;
import dev.parley.audit.AuditLog;
import dev.parley.audit.Counters;
import dev.parley.audit.FilterName;
import dev.parley.http.HttpExchange;
import dev.parley.sspi.AcceptResult;
import dev.parley.sspi.ContextAttribute;
import dev.parley.sspi.Identity;
import dev.parley.sspi.NegotiationInfo;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SecurityContext;
import dev.parley.sspi.SecurityStatus;
import dev.parley.sspi.SecurityStatusException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
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
  private final Supplier<FilterName> name;

  AuditTrail(
      Counters counters, List<AuditLog> logs, InstantSource clock, Supplier<FilterName> name) {
    this.counters = counters;
    this.logs = List.copyOf(logs);
    this.clock = clock;
    this.name = name;
  }

  void challenged(HttpExchange exchange) {
    for (AuditLog log : logs) {
      if (log.wantsChallenges()) {
        record(log, event(AuditEvent.Type.CHALLENGE, exchange, null, About.NOBODY));
      }
    }
  }

  /** The engine refuses. */
  void refused(
      HttpExchange exchange, Reason reason, @Nullable String scheme, @Nullable String account) {
    refused(exchange, type(null, reason), reason, scheme, new About(account, null, reason, null));
  }

  /** A package refuses. */
  void refused(HttpExchange exchange, String scheme, AcceptResult result, Reason reason) {
    About about = new About(result.account(), null, reason, result.detail());
    refused(exchange, type(result.status(), reason), reason, scheme, about);
  }

  private void refused(
      HttpExchange exchange,
      AuditEvent.Type type,
      Reason reason,
      @Nullable String scheme,
      About about) {
    if (type == AuditEvent.Type.STALE) {
      counters.stale();
    } else if (type == AuditEvent.Type.REPLAY) {
      counters.replayed();
    }
    counters.refused(reason);
    write(event(type, exchange, scheme, about));
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

  void loggedOn(
      HttpExchange exchange, String scheme, SecurityContext context, @Nullable String detail) {
    About about = new About(context.identity().name(), context, null, detail);
    write(event(AuditEvent.Type.LOGON, exchange, scheme, about));
  }

  void loggedOut(HttpExchange exchange, @Nullable String scheme, SecurityContext context) {
    write(event(AuditEvent.Type.LOGOUT, exchange, scheme, About.of(context, null)));
  }

  /** An operator ends a kept context. */
  void revoked(String contextId, Identity user) {
    write(
        new AuditEvent(
            clock.instant(),
            name.get(),
            AuditEvent.Type.LOGOUT,
            null,
            user.name(),
            contextId,
            null,
            "",
            "",
            "",
            user.authority(),
            null,
            null));
  }

  /** A context ends because the request in whose session it is kept is another client's. */
  void contradicted(HttpExchange exchange, String scheme, SecurityContext ended, String client) {
    About about =
        new About(
            ended.identity().name(),
            ended,
            Reason.SESSION_OF_ANOTHER,
            "the request is of " + client);
    write(event(AuditEvent.Type.LOGOUT, exchange, scheme, about));
  }

  void forbidden(HttpExchange exchange, String scheme, SecurityContext context) {
    counters.refused(Reason.ROLE_MISSING);
    About about = About.of(context, Reason.ROLE_MISSING);
    write(event(AuditEvent.Type.REFUSAL, exchange, scheme, about));
  }

  /** Whom and what an event is about. */
  private record About(
      @Nullable String account,
      @Nullable SecurityContext context,
      @Nullable Reason reason,
      @Nullable String detail) {
    static final About NOBODY = new About(null, null, null, null);

    static About of(SecurityContext context, @Nullable Reason reason) {
      return new About(context.identity().name(), context, reason, null);
    }
  }

  private AuditEvent event(
      AuditEvent.Type type, HttpExchange exchange, @Nullable String scheme, About about) {
    SecurityContext context = about.context();
    return new AuditEvent(
        clock.instant(),
        name.get(),
        type,
        scheme,
        about.account(),
        context == null ? null : context.id(),
        about.reason(),
        exchange.remoteAddress(),
        exchange.method(),
        exchange.path(),
        context == null ? null : authority(context),
        about.detail(),
        context == null || type != AuditEvent.Type.LOGON ? null : logon(context));
  }

  private static AuditEvent.Logon logon(SecurityContext context) {
    NegotiationInfo negotiated = attribute(context, ContextAttribute.NEGOTIATION_INFO);
    return new AuditEvent.Logon(
        negotiated == null ? null : negotiated.mechanism(),
        attribute(context, ContextAttribute.KEY_INFO),
        attribute(context, ContextAttribute.BINDINGS));
  }

  private static String authority(SecurityContext context) {
    String authority = attribute(context, ContextAttribute.AUTHORITY);
    return authority == null ? context.identity().authority() : authority;
  }

  private static <T> @Nullable T attribute(SecurityContext context, ContextAttribute<T> attribute) {
    try {
      return context.queryContextAttributes(attribute);
    } catch (SecurityStatusException e) {
      return null;
    }
  }

  private void write(AuditEvent event) {
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
