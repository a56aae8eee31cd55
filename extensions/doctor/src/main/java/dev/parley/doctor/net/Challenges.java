package dev.parley.doctor.net;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The challenges of a response (RFC 9110 section 11.6.1).
 *
 * @param all in their order
 */
public record Challenges(List<Challenge> all) {
  private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"");

  /** A word at the start or after a comma is a scheme, unless it is a parameter's name. */
  private static final Pattern SCHEME =
      Pattern.compile(
          "(?:^|,)\\s*+([A-Za-z0-9!#$%&'*+.^_`|~-]++)"
              + "(?:\\s*+(?=,|$)|\\s++(?![=\\s])([A-Za-z0-9._~+/-]++=*+(?=\\s*+(?:,|$)))?+)");

  /**
   * One of them.
   *
   * @param scheme in lower case
   * @param token the token68 behind it; empty without
   * @param text all of it, as it was sent
   * @param line in which field line it came, from 0 on
   */
  public record Challenge(String scheme, String token, String text, int line) {}

  /** Copies the list. */
  public Challenges {
    all = List.copyOf(all);
  }

  /** The challenges of these field values. */
  static Challenges of(List<String> values) {
    List<Challenge> all = new ArrayList<>();
    for (int line = 0; line < values.size(); line++) {
      String value = values.get(line);
      // As long as it was, so that an index means the same in both.
      String masked =
          QUOTED.matcher(value).replaceAll(quoted -> "x".repeat(quoted.group().length()));
      Matcher matcher = SCHEME.matcher(masked);
      boolean found = matcher.find();
      while (found) {
        String scheme = matcher.group(1).toLowerCase(Locale.ROOT);
        String token = matcher.group(2) == null ? "" : matcher.group(2);
        int start = matcher.start(1);
        found = matcher.find();
        String text = value.substring(start, found ? matcher.start() : value.length());
        all.add(new Challenge(scheme, token, text.strip(), line));
      }
    }
    return new Challenges(all);
  }

  /** The schemes in their order, in lower case. */
  public List<String> schemes() {
    return all.stream().map(Challenge::scheme).distinct().toList();
  }

  /** Whether a scheme is offered. */
  public boolean has(String scheme) {
    return all.stream().anyMatch(each -> each.scheme().equals(scheme));
  }

  /** The octets that stand behind a scheme; null when there are none. */
  public byte @Nullable [] token(String scheme) {
    String token =
        all.stream()
            .filter(each -> each.scheme().equals(scheme) && !each.token().isEmpty())
            .map(Challenge::token)
            .findFirst()
            .orElse("");
    if (token.isEmpty()) {
      return null;
    }
    try {
      return Base64.getDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
