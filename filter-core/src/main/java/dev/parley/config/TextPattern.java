package dev.parley.config;

import java.util.List;

/**
 * A pattern for a text such as a {@code User-Agent}: a star stands for any text, also for none;
 * everything else for itself. Immutable.
 *
 * @param parts what stands between the stars, in order
 */
public record TextPattern(List<String> parts) {
  /** Copies the list. */
  public TextPattern {
    parts = List.copyOf(parts);
  }

  /** Reads a pattern; every text is one. */
  public static TextPattern parse(String text) {
    return new TextPattern(List.of(text.split("\\*", -1)));
  }

  /** Whether the text is the parts in their order, with anything between two of them. */
  public boolean matches(String text) {
    int last = parts.size() - 1;
    if (last == 0) {
      return text.equals(parts.get(0));
    }
    if (!text.startsWith(parts.get(0))) {
      return false;
    }
    int at = parts.get(0).length();
    for (String part : parts.subList(1, last)) {
      int found = text.indexOf(part, at);
      if (found < 0) {
        return false;
      }
      at = found + part.length();
    }
    return text.length() - at >= parts.get(last).length() && text.endsWith(parts.get(last));
  }
}
