package dev.parley.http;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits field values, in which a quoted string may contain the separator (RFC 9110 section 5.6.4).
 * A backslash inside a quoted string escapes the next character.
 */
public final class QuotedStrings {
  private QuotedStrings() {}

  /**
   * Splits at a separator outside of quoted strings.
   *
   * @return at least one part, with quotes and white space as they are; the last part contains a
   *     quoted string that does not end
   */
  public static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    int end = next(text, from, separator);
    while (end < text.length()) {
      parts.add(text.substring(from, end));
      from = end + 1;
      end = next(text, from, separator);
    }
    parts.add(text.substring(from));
    return parts;
  }

  /** Whether every quoted string ends. */
  public static boolean isComplete(String text) {
    return next(text, 0, '"') == text.length();
  }

  /**
   * The index of the next separator outside of quoted strings; the length when there is none, one
   * more when the end is inside a quoted string.
   */
  private static int next(String text, int from, char separator) {
    boolean quoted = false;
    int at = from;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"') {
        quoted = !quoted;
      } else if (quoted && c == '\\') {
        at++;
      } else if (c == separator && !quoted) {
        return at;
      }
      at++;
    }
    return quoted ? text.length() + 1 : text.length();
  }
}
