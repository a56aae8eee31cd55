package dev.parley.filter;

import jakarta.servlet.http.Part;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters of a request whose form was spooled: first those of the query (Servlet 6.0, 3.1).
 */
final class FormParameters {
  private static final int MOST = 10_000;
  private final Map<String, List<String>> all = new LinkedHashMap<>();
  private int count;

  /**
   * Adds what is {@code application/x-www-form-urlencoded}.
   *
   * @throws IllegalStateException when it has too many parameters or a broken escape
   */
  void addEncoded(String form, Charset charset) {
    for (int at = 0; at < form.length(); ) {
      int end = form.indexOf('&', at);
      end = end < 0 ? form.length() : end;
      if (end > at) {
        addPair(form.substring(at, end), charset);
      }
      at = end + 1;
    }
  }

  /** Adds the parts that are no files. */
  void addParts(List<Part> parts, Charset charset) throws IOException {
    for (Part part : parts) {
      if (part.getSubmittedFileName() == null) {
        add(part.getName(), new String(part.getInputStream().readAllBytes(), charset));
      }
    }
  }

  private void addPair(String pair, Charset charset) {
    int equals = pair.indexOf('=');
    String name = decode(equals < 0 ? pair : pair.substring(0, equals), charset);
    add(name, equals < 0 ? "" : decode(pair.substring(equals + 1), charset));
  }

  private void add(String name, String value) {
    if (++count > MOST) {
      throw new IllegalStateException("a form has more than " + MOST + " parameters");
    }
    all.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
  }

  Map<String, String[]> toMap() {
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
