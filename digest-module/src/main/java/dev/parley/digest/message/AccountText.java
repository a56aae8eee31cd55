package dev.parley.digest.message;

import dev.parley.authority.AccountNames;
import dev.parley.http.MalformedTokenException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HexFormat;

/**
 * User names as they travel: octets in a quoted string, or the ext-value of RFC 8187. Their length
 * is bounded before anything is done with them.
 */
final class AccountText {
  private static final String ATTR_CHARS = "!#$&+-.^_`|~";

  /** As many as UTF-8 needs for the longest name. */
  private static final int MOST_OCTETS = 4 * AccountNames.LONGEST;

  /** Real language tags are shorter (RFC 5646 section 4.4.1). */
  private static final int LONGEST_LANGUAGE = 64;

  private AccountText() {}

  /**
   * Decodes a quoted name. Containers hand over one char per octet; with charset=UTF-8 the octets
   * are UTF-8, and clients that do not know the parameter send ISO 8859-1, which is nearly never
   * valid UTF-8.
   *
   * @throws MalformedTokenException when it can be no name
   */
  static String ofWire(String name) throws MalformedTokenException {
    if (name.length() > MOST_OCTETS) {
      throw tooLong();
    }
    return checked(decode(name));
  }

  private static String decode(String name) throws MalformedTokenException {
    boolean ascii = true;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c > 0xFF) {
        return normalize(name); // the container has decoded it
      }
      ascii &= c < 0x80;
    }
    if (ascii) {
      return name;
    }
    try {
      return normalize(decodeUtf8(name.getBytes(StandardCharsets.ISO_8859_1)));
    } catch (CharacterCodingException e) {
      return normalize(name);
    }
  }

  /**
   * Decodes an ext-value.
   *
   * <pre>{@code
   * ext-value   = charset "'" [ language ] "'" value-chars
   * value-chars = *( pct-encoded / attr-char )
   * }</pre>
   *
   * @throws MalformedTokenException when it is none, or can be no name
   */
  static String ofExtValue(String value) throws MalformedTokenException {
    int first = value.indexOf('\'');
    int second = value.indexOf('\'', first + 1);
    if (first < 0 || second < 0 || !value.regionMatches(true, 0, "UTF-8", 0, Math.max(first, 5))) {
      throw new MalformedTokenException("username* starts with UTF-8 and two apostrophes");
    }
    if (second - first > LONGEST_LANGUAGE) {
      throw new MalformedTokenException(
          "the language in username* has at most " + LONGEST_LANGUAGE + " characters");
    }
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    int at = second + 1;
    while (at < value.length()) {
      if (octets.size() >= MOST_OCTETS) {
        throw tooLong();
      }
      char c = value.charAt(at);
      if (c == '%') {
        octets.write(percentEncoded(value, at));
        at += 3;
      } else if (isAttrChar(c)) {
        octets.write(c);
        at++;
      } else {
        throw new MalformedTokenException(
            "username* holds a character that must be percent-encoded");
      }
    }
    try {
      return checked(normalize(decodeUtf8(octets.toByteArray())));
    } catch (CharacterCodingException e) {
      throw new MalformedTokenException("username* is not UTF-8");
    }
  }

  private static String checked(String name) throws MalformedTokenException {
    if (name.length() > AccountNames.LONGEST) {
      throw tooLong();
    }
    if (name.isEmpty() || name.chars().anyMatch(c -> c == ':' || Character.isISOControl(c))) {
      throw new MalformedTokenException(
          "a user name is not empty and has no colon and no control character");
    }
    return name;
  }

  private static MalformedTokenException tooLong() {
    return new MalformedTokenException(
        "a user name has at most " + AccountNames.LONGEST + " characters");
  }

  private static int percentEncoded(String value, int at) throws MalformedTokenException {
    if (at + 2 >= value.length()
        || !HexFormat.isHexDigit(value.charAt(at + 1))
        || !HexFormat.isHexDigit(value.charAt(at + 2))) {
      throw new MalformedTokenException("username* holds a broken percent escape");
    }
    return HexFormat.fromHexDigits(value, at + 1, at + 3);
  }

  private static boolean isAttrChar(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || ATTR_CHARS.indexOf(c) >= 0;
  }

  private static String decodeUtf8(byte[] octets) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
  }

  /** RFC 7616 section 4: names are compared in normalization form C. */
  private static String normalize(String name) throws MalformedTokenException {
    if (!AccountNames.isOrderly(name)) {
      // Marks are put in order by a time that grows with the square of their number.
      throw new MalformedTokenException("a user name is short, and text without heaps of marks");
    }
    return Normalizer.normalize(name, Normalizer.Form.NFC);
  }
}
