package dev.parley.doctor.net;

import dev.parley.http.HeaderField;
import dev.parley.http.MalformedTokenException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The head of an HTTP/1 response (RFC 9112 section 2.1).
 *
 * @param version 10 or 11
 * @param status the status code
 * @param fields in their order
 */
public record HttpAnswer(int version, int status, List<HeaderField> fields) {
  /** Copies the list. */
  public HttpAnswer {
    fields = List.copyOf(fields);
  }

  /**
   * Reads a head.
   *
   * @param head status line and fields, a line each, without the empty line
   * @throws MalformedTokenException when it is none
   */
  static HttpAnswer parse(String head) throws MalformedTokenException {
    String[] lines = head.split("\r?\n", -1);
    String first = lines[0];
    boolean http1 = first.startsWith("HTTP/1.0 ") || first.startsWith("HTTP/1.1 ");
    if (!http1 || first.length() < 12 || !digits(first, 9, 12)) {
      throw new MalformedTokenException("no status line of HTTP/1.1");
    }
    List<HeaderField> fields = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon < 1) {
        throw new MalformedTokenException("a header field without a colon");
      }
      fields.add(
          new HeaderField(lines[i].substring(0, colon), lines[i].substring(colon + 1).strip()));
    }
    return new HttpAnswer(
        first.charAt(7) == '0' ? 10 : 11, Integer.parseInt(first.substring(9, 12)), fields);
  }

  private static boolean digits(String text, int from, int to) {
    return text.substring(from, to).chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** The values of the fields of this name. */
  public List<String> values(String name) {
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(HeaderField::value)
        .toList();
  }

  /** The first value. */
  public Optional<String> value(String name) {
    return values(name).stream().findFirst();
  }

  /** Whether the server closes the connection after this answer (RFC 9112 section 9.3). */
  public boolean closes() {
    String connection = String.join(",", values("Connection")).toLowerCase(Locale.ROOT);
    return connection.contains("close") || (version == 10 && !connection.contains("keep-alive"));
  }

  /** The challenges of WWW-Authenticate. */
  public Challenges challenges() {
    return Challenges.of(values("WWW-Authenticate"));
  }
}
