package dev.parley.filter;

import dev.parley.http.QuotedStrings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The parameters of a field such as {@code Content-Type}: {@code value; name=value; name="value"}.
 */
final class HeaderParameters {
  private HeaderParameters() {}

  static Map<String, String> of(String field) {
    Map<String, String> parameters = new LinkedHashMap<>();
    List<String> parts = QuotedStrings.split(field, ';');
    for (String part : parts.subList(1, parts.size())) {
      String parameter = part.strip();
      int equals = parameter.indexOf('=');
      if (equals > 0) {
        parameters.putIfAbsent(
            parameter.substring(0, equals).strip().toLowerCase(Locale.ROOT),
            unquote(parameter.substring(equals + 1).strip()));
      }
    }
    return parameters;
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
