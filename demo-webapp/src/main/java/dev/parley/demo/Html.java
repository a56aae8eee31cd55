package dev.parley.demo;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text on its way into a page. */
final class Html {
  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z-]+)}}");

  private Html() {}

  /** The text as element content or quoted attribute value. */
  static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> out.append(character(c)));
    return out.toString();
  }

  private static String character(int c) {
    return switch (c) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '"' -> "&quot;";
      case '\'' -> "&#39;";
      default -> Text.isPlain(c) ? Character.toString(c) : "\uFFFD";
    };
  }

  /** A template with its {@code {{places}}} filled; the values are HTML already. */
  static String fill(String template, Map<String, String> values) {
    return PLACE
        .matcher(template)
        .replaceAll(
            place -> {
              String value = values.get(place.group(1));
              if (value == null) {
                throw new IllegalArgumentException("nothing for the place " + place.group(1));
              }
              return Matcher.quoteReplacement(value);
            });
  }
}
