package dev.parley.http;

/** The character classes of RFC 9110 section 5.6, by table. */
final class Grammar {
  private static final byte TOKEN = 1;
  private static final byte TOKEN68 = 2;
  private static final byte PLAIN = 4;
  private static final byte[] CLASSES = classes();

  private Grammar() {}

  private static byte[] classes() {
    byte[] table = new byte[256];
    for (char c = 'a'; c <= 'z'; c++) {
      table[c] = TOKEN | TOKEN68;
      table[c - 'a' + 'A'] = TOKEN | TOKEN68;
    }
    for (char c = '0'; c <= '9'; c++) {
      table[c] = TOKEN | TOKEN68;
    }
    for (char c : "!#$%&'*+-.^_`|~".toCharArray()) {
      table[c] |= TOKEN;
    }
    for (char c : "-._~+/".toCharArray()) {
      table[c] |= TOKEN68;
    }
    for (char c = 0; c < table.length; c++) {
      table[c] |= isQuotedChar(c) && c != '"' && c != '\\' ? PLAIN : 0;
    }
    return table;
  }

  /** {@code tchar}: any visible ASCII character but the delimiters. */
  static boolean isTokenChar(char c) {
    return c < 128 && (CLASSES[c] & TOKEN) != 0;
  }

  /** {@code OWS} and {@code BWS}: blanks and tabs. */
  static boolean isWhitespace(char c) {
    return c == ' ' || c == '\t';
  }

  /** A character that may stand in a quoted string: no control character but the tab. */
  static boolean isQuotedChar(char c) {
    return (c >= ' ' && c != 0x7F) || c == '\t';
  }

  /**
   * The first index at or after {@code from} where a quoted string's inside needs a second look: a
   * quote, a backslash, a control character, or the end of the octets.
   */
  static int plainQuotedEnd(byte[] octets, int from) {
    int at = from;
    while (at < octets.length && (CLASSES[octets[at] & 0xFF] & PLAIN) != 0) {
      at++;
    }
    return Math.min(at, octets.length);
  }

  /** The first index at or after {@code from} that is no blank. */
  static int skipWhitespace(byte[] octets, int from) {
    int at = from;
    while (at < octets.length && (octets[at] == ' ' || octets[at] == '\t')) {
      at++;
    }
    return at;
  }

  /** The end of the token that starts at {@code from}; equal to {@code from} when there is none. */
  static int tokenEnd(byte[] octets, int from) {
    int at = from;
    while (at < octets.length && (CLASSES[octets[at] & 0xFF] & TOKEN) != 0) {
      at++;
    }
    return at;
  }

  /** The first index at or after {@code from} that is no blank. */
  static int skipWhitespace(String text, int from) {
    int at = from;
    while (at < text.length() && isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** The end of the token that starts at {@code from}; equal to {@code from} when there is none. */
  static int tokenEnd(String text, int from) {
    int at = from;
    while (at < text.length() && isTokenChar(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /**
   * The end of the {@code token68} that starts at {@code from}; equal to {@code from} when there is
   * none.
   */
  static int token68End(String text, int from) {
    int at = from;
    while (at < text.length()
        && text.charAt(at) < 128
        && (CLASSES[text.charAt(at)] & TOKEN68) != 0) {
      at++;
    }
    if (at == from) {
      return from;
    }
    while (at < text.length() && text.charAt(at) == '=') {
      at++;
    }
    return at;
  }
}
