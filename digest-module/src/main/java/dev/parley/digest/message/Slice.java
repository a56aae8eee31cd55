package dev.parley.digest.message;

import dev.parley.http.AuthParamReader;

/**
 * A part of a text as one long: start in the upper half, end in the lower, the top bit of which
 * says that the part holds quoted pairs. A parsed header is so one object instead of a dozen.
 */
final class Slice {
  /** No slice; a value never starts at index 0, since the scheme stands there. */
  static final long ABSENT = 0;

  private static final long ESCAPED = 1L << 31;

  private Slice() {}

  static long of(AuthParamReader reader) {
    return ((long) reader.valueStart() << 32)
        | reader.valueEnd()
        | (reader.escaped() ? ESCAPED : 0);
  }

  static int start(long slice) {
    return (int) (slice >>> 32);
  }

  static int end(long slice) {
    return (int) (slice & 0x7FFF_FFFF);
  }

  static int length(long slice) {
    return end(slice) - start(slice);
  }

  static boolean escaped(long slice) {
    return (slice & ESCAPED) != 0;
  }

  static String value(String text, long slice) {
    return escaped(slice)
        ? AuthParamReader.unescape(text, start(slice), end(slice))
        : text.substring(start(slice), end(slice));
  }

  static boolean equals(String text, long slice, String expected) {
    if (escaped(slice)) {
      return value(text, slice).equals(expected);
    }
    return length(slice) == expected.length() && text.startsWith(expected, start(slice));
  }

  static boolean equalsIgnoreCase(String text, long slice, String expected) {
    int length = length(slice);
    int start = start(slice);
    return length == expected.length()
        && (text.startsWith(expected, start)
            || text.regionMatches(true, start, expected, 0, length));
  }

  /** Writes the octets of the value, its quoted pairs undone. */
  static int write(byte[] octets, long slice, byte[] target, int at) {
    return escaped(slice)
        ? AuthParamReader.unescape(octets, start(slice), end(slice), target, at)
        : writeAsSent(octets, slice, target, at);
  }

  /** Writes the octets as they were sent. */
  static int writeAsSent(byte[] octets, long slice, byte[] target, int at) {
    System.arraycopy(octets, start(slice), target, at, length(slice));
    return at + length(slice);
  }
}
