package dev.parley.http;

import java.util.Objects;

/**
 * One challenge of a {@code WWW-Authenticate} field (RFC 9110 section 11.3). Each is sent in a
 * field line of its own, since some user agents fail on several challenges in one line.
 *
 * <pre>{@code
 * challenge = auth-scheme [ 1*SP ( token68 / #auth-param ) ]
 * }</pre>
 */
public final class Challenge {
  private final StringBuilder text;
  private boolean first = true;

  private Challenge(String scheme) {
    this.text = new StringBuilder(256).append(Objects.requireNonNull(scheme, "scheme"));
  }

  /** Starts a challenge of this scheme. */
  public static Challenge of(String scheme) {
    return new Challenge(scheme);
  }

  /** Adds a token68 and nothing else. */
  public Challenge token68(String token) {
    text.append(' ').append(token);
    first = false;
    return this;
  }

  /** Adds a parameter with a token as its value. */
  public Challenge token(String name, String value) {
    separate(name).append(value);
    return this;
  }

  /** Adds a parameter with a quoted string as its value; quotes and backslashes are escaped. */
  public Challenge quoted(String name, String value) {
    separate(name).append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (!Grammar.isQuotedChar(c)) {
        throw new IllegalArgumentException("a control character can not stand in " + name);
      }
      if (c == '"' || c == '\\') {
        text.append('\\');
      }
      text.append(c);
    }
    text.append('"');
    return this;
  }

  private StringBuilder separate(String name) {
    text.append(first ? " " : ", ").append(name).append('=');
    first = false;
    return text;
  }

  /** The challenge as a field line. */
  public HeaderField toField() {
    return new HeaderField(HeaderField.WWW_AUTHENTICATE, text.toString());
  }
}
