package dev.parley.http;

import java.nio.charset.StandardCharsets;

/**
 * A cursor over the parameters of credentials, in one pass over the octets of the field value.
 *
 * <pre>{@code
 * #auth-param  = [ auth-param ] *( OWS "," OWS [ auth-param ] )
 * auth-param   = token BWS "=" BWS ( token / quoted-string )
 * }</pre>
 *
 * Empty list members are passed over (RFC 9110 section 5.6.1.2). Inside a quoted string a backslash
 * escapes only a quote or a backslash; before any other character it stands for itself, since
 * Windows clients send {@code DOMAIN\\user} unescaped. A char that is no octet, which only a
 * container can have made, counts as a question mark; cut short it could become a line feed. Not
 * thread-safe.
 */
public final class AuthParamReader {
  private final String text;
  private final byte[] octets;
  private int at;
  private int nameStart;
  private int nameEnd;
  private int valueStart;
  private int valueEnd;
  private boolean quoted;
  private boolean escaped;

  AuthParamReader(String text, int from) {
    this.text = text;
    this.octets = octets(text);
    this.at = from;
  }

  /** One octet for each char, so that an index means the same in both. */
  private static byte[] octets(String text) {
    byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
    if (octets.length == text.length()) {
      return octets;
    }
    byte[] longer = new byte[text.length()]; // a pair of surrogates has become one octet
    for (int i = 0; i < longer.length; i++) {
      char c = text.charAt(i);
      longer[i] = (byte) (c > 0xFF ? '?' : c);
    }
    return longer;
  }

  /**
   * Moves to the next parameter.
   *
   * @return false at the end
   * @throws MalformedTokenException when the grammar is broken
   */
  public boolean next() throws MalformedTokenException {
    skipEmptyMembers();
    if (at == octets.length) {
      return false;
    }
    nameStart = at;
    nameEnd = Grammar.tokenEnd(octets, at);
    at = Grammar.skipWhitespace(octets, nameEnd);
    if (nameEnd == nameStart || at == octets.length || octets[at] != '=') {
      throw new MalformedTokenException(
          "a parameter name and an equals sign are expected at " + nameStart);
    }
    at = Grammar.skipWhitespace(octets, at + 1);
    quoted = at < octets.length && octets[at] == '"';
    escaped = false;
    if (quoted) {
      readQuotedString();
    } else {
      readToken();
    }
    at = Grammar.skipWhitespace(octets, at);
    if (at < octets.length && octets[at] != ',') {
      throw new MalformedTokenException("a comma is expected at " + at);
    }
    return true;
  }

  private void skipEmptyMembers() {
    while (at < octets.length && (octets[at] == ',' || octets[at] == ' ' || octets[at] == '\t')) {
      at++;
    }
  }

  private void readToken() throws MalformedTokenException {
    valueStart = at;
    at = Grammar.tokenEnd(octets, at);
    valueEnd = at;
    if (valueEnd == valueStart) {
      throw new MalformedTokenException("a value is expected at " + valueStart);
    }
  }

  private void readQuotedString() throws MalformedTokenException {
    valueStart = at + 1;
    int end = Grammar.plainQuotedEnd(octets, valueStart);
    while (end < octets.length) {
      byte c = octets[end];
      if (c == '"') {
        valueEnd = end;
        at = end + 1;
        return;
      }
      if (c != '\\') {
        throw new MalformedTokenException(
            "a control character stands in a quoted string at " + end);
      }
      boolean pair = end + 1 < octets.length && isEscapable(octets[end + 1]);
      escaped |= pair;
      end = Grammar.plainQuotedEnd(octets, end + (pair ? 2 : 1));
    }
    throw new MalformedTokenException(
        "a quoted string that starts at " + valueStart + " does not end");
  }

  private static boolean isEscapable(int c) {
    return c == '"' || c == '\\';
  }

  /** The text that the indexes refer to. */
  public String text() {
    return text;
  }

  /** The octets that the indexes refer to, not to be changed. */
  public byte[] octets() {
    return octets;
  }

  /** The length of the current parameter's name. */
  public int nameLength() {
    return nameEnd - nameStart;
  }

  /** Whether the current parameter has this name, without regard to case. */
  public boolean nameIs(ParameterName name) {
    return name.isAt(octets, nameStart, nameEnd);
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

  /**
   * Writes the octets of a quoted string's inside with its quoted pairs undone.
   *
   * @return the index after the last octet written
   */
  public static int unescape(byte[] octets, int from, int to, byte[] target, int start) {
    int at = start;
    for (int i = from; i < to; i++) {
      if (octets[i] == '\\' && i + 1 < to && isEscapable(octets[i + 1])) {
        i++;
      }
      target[at++] = octets[i];
    }
    return at;
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
