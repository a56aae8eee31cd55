package dev.parley.http;

import java.util.Locale;

/**
 * The value of an {@code Authorization} field: a scheme and what follows it (RFC 9110 section
 * 11.4).
 *
 * <pre>{@code
 * credentials = auth-scheme [ 1*SP ( token68 / #auth-param ) ]
 * }</pre>
 *
 * Immutable. Its text form names at most the scheme, for the rest is secret; where nothing follows,
 * what stands in the place of the scheme may be a secret too.
 */
public final class Credentials {
  private final String value;
  private final int schemeEnd;
  private final int rest;

  private Credentials(String value, int schemeEnd, int rest) {
    this.value = value;
    this.schemeEnd = schemeEnd;
    this.rest = rest;
  }

  /**
   * Splits the scheme from the rest; the rest is read by {@link #parameters()} or {@link
   * #token68()}.
   *
   * @param value the field value
   * @param limit the longest value that is looked at, in characters
   * @throws MalformedTokenException when the value is longer than the limit or has no scheme
   */
  public static Credentials parse(String value, int limit) throws MalformedTokenException {
    if (value.length() > limit) {
      throw new MalformedTokenException("credentials are longer than " + limit + " characters");
    }
    int start = Grammar.skipWhitespace(value, 0);
    int end = Grammar.tokenEnd(value, start);
    if (end == start) {
      throw new MalformedTokenException("an authentication scheme is expected");
    }
    int rest = Grammar.skipWhitespace(value, end);
    if (rest == end && rest < value.length()) {
      throw new MalformedTokenException("a blank is expected after the authentication scheme");
    }
    return new Credentials(start == 0 ? value : value.substring(start), end - start, rest - start);
  }

  /** The length of the value in characters. */
  public int length() {
    return value.length();
  }

  /** The scheme in lower case. */
  public String scheme() {
    return value.substring(0, schemeEnd).toLowerCase(Locale.ROOT);
  }

  /** Whether the scheme is the given one; schemes are compared without regard to case. */
  public boolean schemeIs(String scheme) {
    return schemeEnd == scheme.length() && value.regionMatches(true, 0, scheme, 0, schemeEnd);
  }

  /** Whether nothing follows the scheme. */
  public boolean isBare() {
    return rest == value.length();
  }

  /** A reader over the parameters after the scheme. */
  public AuthParamReader parameters() {
    return new AuthParamReader(value, rest);
  }

  /**
   * The token68 after the scheme.
   *
   * @throws MalformedTokenException when something else than one token68 follows the scheme
   */
  public String token68() throws MalformedTokenException {
    int end = Grammar.token68End(value, rest);
    if (end == rest || Grammar.skipWhitespace(value, end) != value.length()) {
      throw new MalformedTokenException("one token68 is expected after the authentication scheme");
    }
    return value.substring(rest, end);
  }

  @Override
  public String toString() {
    return isBare() ? "[secret]" : scheme() + " [secret]";
  }
}
