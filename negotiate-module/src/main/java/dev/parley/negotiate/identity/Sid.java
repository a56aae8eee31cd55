package dev.parley.negotiate.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A security identifier (MS-DTYP section 2.4.2) by its one canonical text: {@code S-1-5-21-…};
 * equal texts are equal SIDs. Immutable.
 */
public final class Sid {
  private static final int MOST_SUBAUTHORITIES = 15;
  private static final Pattern TEXT =
      Pattern.compile(
          "S-1-(0X[0-9A-F]{1,12}|[0-9]{1,15})((?:-[0-9]{1,10}){1," + MOST_SUBAUTHORITIES + "})");

  private final String text;
  private final int subauthorities;

  private Sid(String text, int subauthorities) {
    this.text = text;
    this.subauthorities = subauthorities;
  }

  /**
   * A SID of its parts.
   *
   * @param authority 48 bits
   * @param subauthorities each of 32 bits, unsigned; at most 15
   * @throws IllegalArgumentException when there are more
   */
  public static Sid of(long authority, int... subauthorities) {
    if (subauthorities.length > MOST_SUBAUTHORITIES) {
      throw new IllegalArgumentException("a SID has at most 15 subauthorities");
    }
    // MS-DTYP section 2.4.2.1: an authority of more than 32 bits is written in hexadecimal.
    StringBuilder text = new StringBuilder("S-1-");
    if (authority >>> 32 == 0) {
      text.append(authority);
    } else {
      text.append(String.format(Locale.ROOT, "0x%012X", authority & 0xffff_ffff_ffffL));
    }
    for (int each : subauthorities) {
      text.append('-').append(Integer.toUnsignedString(each));
    }
    return new Sid(text.toString(), subauthorities.length);
  }

  /** The SID of a text, in whatever spelling; empty when it is none. */
  public static Optional<Sid> parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip().toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String authority = matcher.group(1);
    String[] parts = matcher.group(2).substring(1).split("-", -1);
    int[] subauthorities = new int[parts.length];
    try {
      for (int i = 0; i < parts.length; i++) {
        subauthorities[i] = Integer.parseUnsignedInt(parts[i]);
      }
      long value =
          authority.startsWith("0X")
              ? Long.parseLong(authority.substring(2), 16)
              : Long.parseLong(authority);
      return value >>> 48 == 0 ? Optional.of(of(value, subauthorities)) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /**
   * The SID of an account or group in the domain of this SID; empty when it would be too long.
   *
   * @param relativeId 32 bits, unsigned
   */
  public Optional<Sid> withRelativeId(int relativeId) {
    return subauthorities == MOST_SUBAUTHORITIES
        ? Optional.empty()
        : Optional.of(
            new Sid(text + '-' + Integer.toUnsignedString(relativeId), subauthorities + 1));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sid sid && sid.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
