package dev.parley.http;

import java.util.Objects;

/**
 * A response header field to be added (never replaced), RFC 9110 section 5.
 *
 * @param name the field name
 * @param value the field value
 */
public record HeaderField(String name, String value) {
  /** RFC 9110 section 11.6.1. */
  public static final String WWW_AUTHENTICATE = "WWW-Authenticate";

  /** RFC 9110 section 11.6.3. */
  public static final String AUTHENTICATION_INFO = "Authentication-Info";

  /** Rejects null. */
  public HeaderField {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(value, "value");
  }
}
