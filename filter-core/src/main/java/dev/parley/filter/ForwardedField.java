package dev.parley.filter;

import dev.parley.http.QuotedStrings;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The nodes that a field value of {@code Forwarded} names (RFC 7239 section 4).
 *
 * <pre>{@code
 * Forwarded         = 1#forwarded-element
 * forwarded-element = [ forwarded-pair ] *( ";" [ forwarded-pair ] )
 * forwarded-pair    = token "=" ( token / quoted-string )
 * }</pre>
 *
 * A comma or semicolon inside a quoted string separates nothing: a client can choose the text of
 * some parameters that a proxy quotes, the host for example.
 */
final class ForwardedField {
  private ForwardedField() {}

  /**
   * Reads the {@code for} parameter of each element.
   *
   * @return the nodes in their order; an empty text for an element without exactly one, and for a
   *     value with a quoted string that does not end
   */
  static List<String> nodes(String value) {
    if (!QuotedStrings.isComplete(value)) {
      return List.of("");
    }
    return QuotedStrings.split(value, ',').stream().map(ForwardedField::node).toList();
  }

  private static String node(String element) {
    @Nullable String node = null;
    for (String pair : QuotedStrings.split(element, ';')) {
      String stripped = pair.strip();
      if (stripped.toLowerCase(Locale.ROOT).startsWith("for=")) {
        if (node != null) {
          return "";
        }
        node = unquoted(stripped.substring(4));
      }
    }
    return node == null ? "" : node;
  }

  /** The text of a quoted string without escapes, which no address needs, or a token as it is. */
  private static String unquoted(String value) {
    if (!value.startsWith("\"")) {
      return value;
    }
    int end = value.indexOf('"', 1);
    return end == value.length() - 1 ? value.substring(1, end) : "";
  }
}
