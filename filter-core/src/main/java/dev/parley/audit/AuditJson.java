package dev.parley.audit;

import java.io.StringWriter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * Writes an audit event as one line of JSON. What a client chose is cut to a bound and escaped to
 * ASCII, so that it can neither break the line nor disguise itself.
 */
public final class AuditJson {
  /** Longest text of one member, in characters. */
  public static final int LONGEST = 256;

  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private AuditJson() {}

  /** The event as one line, without an end of line. Members that are null are left out. */
  public static String write(AuditEvent event) {
    StringWriter out = new StringWriter(256);
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      text(json, "time", event.time().toString());
      text(json, "application", event.filter().application());
      text(json, "realm", event.filter().realm());
      text(json, "filter", event.filter().filter());
      text(json, "event", word(event.type()));
      text(json, "scheme", event.scheme());
      text(json, "account", event.account());
      text(json, "contextId", event.contextId());
      text(json, "reason", event.reason() == null ? null : word(event.reason()));
      text(json, "cause", event.reason() == null ? null : event.reason().cause());
      text(json, "mend", event.reason() == null ? null : event.reason().mend());
      text(json, "detail", event.detail());
      text(json, "remoteAddress", event.remoteAddress());
      text(json, "method", event.method());
      text(json, "path", event.path());
      text(json, "authority", event.authority());
      logon(json, event.logon());
      json.writeEndObject();
    }
    return out.toString();
  }

  private static void logon(JsonGenerator json, AuditEvent.@Nullable Logon logon) {
    if (logon != null) {
      text(json, "mechanism", logon.mechanism());
      text(json, "keyInfo", logon.keyInfo());
      text(json, "bindings", logon.bindings() == null ? null : word(logon.bindings()));
    }
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  private static void text(JsonGenerator json, String name, @Nullable String value) {
    if (value != null) {
      json.writeStringProperty(name, AuditEvent.cut(value, LONGEST));
    }
  }
}
