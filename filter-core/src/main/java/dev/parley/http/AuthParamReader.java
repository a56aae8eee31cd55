package dev.parley.http;

/**
 * A cursor over the parameters of credentials, in one pass and without copies.
 *
 * <pre>{@code
 * #auth-param  = [ auth-param ] *( OWS "," OWS [ auth-param ] )
 * auth-param   = token BWS "=" BWS ( token / quoted-string )
 * }</pre>
 *
 * Empty list members are passed over (RFC 9110 section 5.6.1.2). Inside a quoted string a backslash
 * escapes only a quote or a backslash; before any other character it stands for itself, since
 * Windows clients send {@code DOMAIN\\user} unescaped. Not thread-safe.
 */
public final class AuthParamReader {
  private final String text;
  private int at;
  private int nameStart;
  private int nameEnd;
  private int valueStart;
  private int valueEnd;
  private boolean quoted;
  private boolean escaped;

  AuthParamReader(String text, int from) {
    this.text = text;
    this.at = from;
  }

  /**
   * Moves to the next parameter.
   *
   * @return false at the end
   * @throws MalformedTokenException when the grammar is broken
   */
  public boolean next() throws MalformedTokenException {
    skipEmptyMembers();
    if (at == text.length()) {
      return false;
    }
    nameStart = at;
    nameEnd = Grammar.tokenEnd(text, at);
    at = Grammar.skipWhitespace(text, nameEnd);
    if (nameEnd == nameStart || at == text.length() || text.charAt(at) != '=') {
      throw new MalformedTokenException(
          "a parameter name and an equals sign are expected at " + nameStart);
    }
    at = Grammar.skipWhitespace(text, at + 1);
    quoted = at < text.length() && text.charAt(at) == '"';
    escaped = false;
    if (quoted) {
      readQuotedString();
    } else {
      readToken();
    }
    at = Grammar.skipWhitespace(text, at);
    if (at < text.length() && text.charAt(at) != ',') {
      throw new MalformedTokenException("a comma is expected at " + at);
    }
    return true;
  }

  private void skipEmptyMembers() {
    while (at < text.length()
        && (text.charAt(at) == ',' || Grammar.isWhitespace(text.charAt(at)))) {
      at++;
    }
  }

  private void readToken() throws MalformedTokenException {
    valueStart = at;
    at = Grammar.tokenEnd(text, at);
    valueEnd = at;
    if (valueEnd == valueStart) {
      throw new MalformedTokenException("a value is expected at " + valueStart);
    }
  }

  private void readQuotedString() throws MalformedTokenException {
    valueStart = at + 1;
    int end = Grammar.plainQuotedEnd(text, valueStart);
    while (end < text.length()) {
      char c = text.charAt(end);
      if (c == '"') {
        valueEnd = end;
        at = end + 1;
        return;
      }
      if (c != '\\') {
        throw new MalformedTokenException(
            "a control character stands in a quoted string at " + end);
      }
      boolean pair = end + 1 < text.length() && isEscapable(text.charAt(end + 1));
      escaped |= pair;
      end = Grammar.plainQuotedEnd(text, end + (pair ? 2 : 1));
    }
    throw new MalformedTokenException(
        "a quoted string that starts at " + valueStart + " does not end");
  }

  private static boolean isEscapable(char c) {
    return c == '"' || c == '\\';
  }

  /** The text that the indexes refer to. */
  public String text() {
    return text;
  }

  /** The length of the current parameter's name. */
  public int nameLength() {
    return nameEnd - nameStart;
  }

  /** Whether the current parameter has this name, without regard to case. */
  public boolean nameIs(String name) {
    // Nearly all clients write the names as the RFC does, and names of one length differ in their
    // first letter: the plain comparisons are much the faster.
    return nameLength() == name.length()
        && (text.charAt(nameStart) | 0x20) == (name.charAt(0) | 0x20)
        && (text.startsWith(name, nameStart)
            || text.regionMatches(true, nameStart, name, 0, name.length()));
  }

  /** The current parameter's name as it was sent. */
  public String name() {
    return text.substring(nameStart, nameEnd);
  }

  /** Index of the value's first character; a quoted value is counted without its quotes. */
  public int valueStart() {
    return valueStart;
  }

  /** Index after the value's last character. */
  public int valueEnd() {
    return valueEnd;
  }

  /** Whether the value was sent as a quoted string. */
  public boolean quoted() {
    return quoted;
  }

  /**
   * Whether the value holds a quoted pair, so that {@link #value()} differs from the characters
   * sent.
   */
  public boolean escaped() {
    return escaped;
  }

  /** The value with its quoted pairs undone. */
  public String value() {
    return escaped ? unescape(text, valueStart, valueEnd) : text.substring(valueStart, valueEnd);
  }

  /** The characters of a quoted string's inside with its quoted pairs undone. */
  public static String unescape(String text, int from, int to) {
    StringBuilder out = new StringBuilder(to - from);
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < to && isEscapable(text.charAt(i + 1))) {
        c = text.charAt(++i);
      }
      out.append(c);
    }
    return out.toString();
  }
}
