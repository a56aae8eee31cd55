package dev.parley.filter;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The parameters of a field such as {@code Content-Type}: {@code value; name=value; name="value"}.
 */
final class HeaderParameters {
  private HeaderParameters() {}

  static Map<String, String> of(String field) {
    Map<String, String> parameters = new LinkedHashMap<>();
    int at = next(field, 0);
    while (at < field.length()) {
      int end = next(field, at);
      String parameter = field.substring(at, Math.min(end - 1, field.length())).strip();
      int equals = parameter.indexOf('=');
      if (equals > 0) {
        parameters.putIfAbsent(
            parameter.substring(0, equals).strip().toLowerCase(Locale.ROOT),
            unquote(parameter.substring(equals + 1).strip()));
      }
      at = end;
    }
    return parameters;
  }

  /** The index after the next semicolon outside quotes, or one after the end. */
  private static int next(String field, int from) {
    boolean quoted = false;
    for (int i = from; i < field.length(); i++) {
      char c = field.charAt(i);
      if (c == '\\' && quoted) {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ';' && !quoted) {
        return i + 1;
      }
    }
    return field.length() + 1;
  }

  private static String unquote(String value) {
    if (value.length() < 2 || !value.startsWith("\"") || !value.endsWith("\"")) {
      return value;
    }
    StringBuilder out = new StringBuilder(value.length());
    for (int i = 1; i < value.length() - 1; i++) {
      char c = value.charAt(i);
      boolean escape = c == '\\' && i + 1 < value.length() - 1;
      // Browsers send the backslashes of a file name as they are.
      if (escape && (value.charAt(i + 1) == '"' || value.charAt(i + 1) == '\\')) {
        c = value.charAt(++i);
      }
      out.append(c);
    }
    return out.toString();
  }
}
