package dev.parley.filter;

import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parameters of a form that was spooled, after those of the query (Servlet 6.0, 3.1). */
final class FormParameters {
  private static final int MOST = 10_000;

  private FormParameters() {}

  /**
   * Reads {@code application/x-www-form-urlencoded}.
   *
   * @throws IllegalStateException when it has too many parameters or a broken escape
   */
  static Map<String, String[]> merge(Map<String, String[]> query, String form, Charset charset) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    query.forEach((name, values) -> all.put(name, new ArrayList<>(Arrays.asList(values))));
    int count = 0;
    for (String pair : form.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      if (++count > MOST) {
        throw new IllegalStateException("a form has more than " + MOST + " parameters");
      }
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals), charset);
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1), charset);
      all.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }
    Map<String, String[]> merged = new LinkedHashMap<>();
    all.forEach((name, values) -> merged.put(name, values.toArray(new String[0])));
    return merged;
  }

  private static String decode(String text, Charset charset) {
    try {
      return URLDecoder.decode(text, charset);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("a form has a broken escape");
    }
  }
}
