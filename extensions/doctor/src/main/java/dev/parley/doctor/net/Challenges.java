package dev.parley.doctor.net;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The challenges of a response (RFC 9110 section 11.6.1).
 *
 * @param tokens by scheme in lower case, in their order: the token68, or nothing
 */
public record Challenges(Map<String, String> tokens) {
  private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]++|\\\\.)*+\"");

  /** A word at the start or after a comma is a scheme, unless it is a parameter's name. */
  private static final Pattern SCHEME =
      Pattern.compile(
          "(?:^|,)\\s*+([A-Za-z0-9!#$%&'*+.^_`|~-]++)"
              + "(?:\\s*+(?=,|$)|\\s++(?![=\\s])([A-Za-z0-9._~+/-]++=*+(?=\\s*+(?:,|$)))?+)");

  /** Keeps the order. */
  public Challenges {
    tokens = new LinkedHashMap<>(tokens);
  }

  /** The challenges of these field values. */
  static Challenges of(List<String> values) {
    Map<String, String> tokens = new LinkedHashMap<>();
    for (String value : values) {
      Matcher matcher = SCHEME.matcher(QUOTED.matcher(value).replaceAll("x"));
      while (matcher.find()) {
        String token = matcher.group(2);
        tokens.merge(
            matcher.group(1).toLowerCase(Locale.ROOT),
            token == null ? "" : token,
            (one, other) -> one.isEmpty() ? other : one);
      }
    }
    return new Challenges(tokens);
  }

  /** The schemes in their order, in lower case. */
  public List<String> schemes() {
    return new ArrayList<>(tokens.keySet());
  }

  /** Whether a scheme is offered. */
  public boolean has(String scheme) {
    return tokens.containsKey(scheme);
  }

  /** The octets that stand behind a scheme; null when there are none. */
  public byte @Nullable [] token(String scheme) {
    String token = tokens.get(scheme);
    if (token == null || token.isEmpty()) {
      return null;
    }
    try {
      return Base64.getDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
